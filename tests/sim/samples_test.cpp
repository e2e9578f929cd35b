#include "sim/samples.hpp"

#include "model/assert.hpp"

#include "tests/catch.hpp"

using namespace doublecheck::sim;

namespace {

Samples samples_of(std::initializer_list<Time> values) {
  Samples samples;
  for (const Time value : values) samples.add(value);
  samples.sort();
  return samples;
}

}  // namespace

TEST_CASE("a percentile is the value at the nearest rank") {
  const Samples samples = samples_of({50, 15, 40, 20, 35});
  CHECK(samples.percentile(0) == 15);
  CHECK(samples.percentile(5) == 15);
  CHECK(samples.percentile(20) == 15);
  CHECK(samples.percentile(21) == 20);
  CHECK(samples.percentile(30) == 20);
  CHECK(samples.percentile(40) == 20);
  CHECK(samples.percentile(50) == 35);
  CHECK(samples.percentile(100) == 50);
  CHECK(samples.quantile(400'001) == 35);
}

TEST_CASE("one value is every percentile") {
  Samples samples;
  samples.add(7);
  CHECK(samples.percentile(1) == 7);
  CHECK(samples.percentile(99) == 7);
}

TEST_CASE("pooled samples are all the values") {
  Samples pooled = samples_of({1, 5});
  pooled.add(samples_of({2, 2}));
  pooled.sort();
  CHECK(pooled == samples_of({1, 2, 2, 5}));
  CHECK(pooled.count() == 4);
  CHECK(pooled.sum() == 10);
}

TEST_CASE("nothing has no percentile") {
  const Samples samples;
  CHECK(samples.empty());
  CHECK_THROWS_AS(samples.percentile(50), doublecheck::model::AssertionFailure);
}

TEST_CASE("unsorted samples refuse to give a percentile") {
  Samples samples = samples_of({1, 2});
  samples.add(0);
  CHECK_THROWS_AS(samples.percentile(50), doublecheck::model::AssertionFailure);
}
