#include "statistics/histogram.hpp"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "tests/catch.hpp"

using doublecheck::statistics::Histogram;

namespace {

// Of all sizes, by a rule of its own.
std::vector<std::uint64_t> some_values() {
  std::vector<std::uint64_t> values = {0, 1, 127, 128, 129, 255, 256, 257, 511, 512, 513, Histogram::kValueMax};
  std::uint64_t bits = 1;
  for (unsigned i = 0; i < 5000; ++i) {
    bits = bits * 6364136223846793005U + 1442695040888963407U;
    values.push_back(bits >> (16U + i % 48U));
  }
  return values;
}

}  // namespace

TEST_CASE("a quantile of a histogram is that of the values themselves, up to its precision") {
  std::vector<std::uint64_t> values = some_values();
  Histogram histogram;
  for (const std::uint64_t value : values) histogram.add(value);
  std::ranges::sort(values);
  for (std::uint64_t percent = 0; percent <= 100; ++percent) {
    const std::size_t rank = std::max<std::size_t>(1, (values.size() * percent + 99) / 100);
    const std::uint64_t exact = values[rank - 1];
    const std::uint64_t told = histogram.quantile(percent, 100);
    CHECK(told >= exact);
    CHECK(told - exact <= exact >> Histogram::kPrecisionBits);
  }
  CHECK(histogram.min() == values.front());
  CHECK(histogram.max() == values.back());
  CHECK(histogram.count() == values.size());
}

TEST_CASE("small values are exact") {
  Histogram histogram;
  for (std::uint64_t value = 0; value < 256; ++value) histogram.add(value);
  for (std::uint64_t rank = 1; rank <= 256; ++rank) CHECK(histogram.quantile(rank, 256) == rank - 1);
  CHECK(histogram.count_up_to(99) == 100);
}

TEST_CASE("histograms that are added count as one of all their values, in any order") {
  const std::vector<std::uint64_t> values = some_values();
  Histogram whole;
  Histogram even;
  Histogram odd;
  for (std::size_t i = 0; i < values.size(); ++i) {
    whole.add(values[i]);
    (i % 2 == 0 ? even : odd).add(values[i]);
  }
  Histogram one = even;
  one.add(odd);
  Histogram other = odd;
  other.add(even);
  other.add(Histogram());
  CHECK(one == whole);
  CHECK(other == whole);
}

TEST_CASE("the least and the greatest of histograms that are added are those of either, whichever is added to") {
  const auto of = [](std::initializer_list<std::uint64_t> values) {
    Histogram histogram;
    for (const std::uint64_t value : values) histogram.add(value);
    return histogram;
  };
  const auto sum_of = [](Histogram one, const Histogram& other) {
    one.add(other);
    return one;
  };
  const Histogram low = of({30, 10'007, 20});
  const Histogram high = of({1'000'003, 40, 2'000'011});
  for (const Histogram& sum : {sum_of(low, high), sum_of(high, low)}) {
    CHECK(sum.min() == 20);
    CHECK(sum.max() == 2'000'011);
    CHECK(sum.count() == 6);
    CHECK(sum.sum() == 3'010'111);
  }
  // One within the other, either way.
  const Histogram inner = of({100, 200});
  for (const Histogram& sum : {sum_of(low, inner), sum_of(inner, low)}) {
    CHECK(sum.min() == 20);
    CHECK(sum.max() == 10'007);
  }
  CHECK(sum_of(low, high) == sum_of(high, low));
}

TEST_CASE("a histogram of nothing changes none that it is added to and becomes any that is added to it") {
  Histogram some;
  some.add(70'001, 2);
  some.add(5);
  Histogram sum = some;
  sum.add(Histogram());
  CHECK(sum == some);
  sum = Histogram();
  sum.add(some);
  CHECK(sum == some);
  CHECK(sum.min() == 5);  // not the 0 of nothing
  CHECK(sum.max() == 70'001);
  sum = Histogram();
  sum.add(Histogram());
  CHECK(sum == Histogram());
}

TEST_CASE("a value added many times counts so often, and one beyond the range as the greatest") {
  Histogram histogram;
  histogram.add(10, 3);
  histogram.add(11, 0);
  histogram.add(std::uint64_t{1} << 60U);
  CHECK(histogram.count() == 4);
  CHECK(histogram.quantile(3, 4) == 10);
  CHECK(histogram.max() == Histogram::kValueMax);
}

TEST_CASE("a histogram comes back from its buckets, and nothing comes from what no histogram has") {
  Histogram histogram;
  for (const std::uint64_t value : some_values()) histogram.add(value);
  const auto buckets = histogram.buckets();
  CHECK(Histogram::restored(buckets, histogram.sum(), histogram.min(), histogram.max()) == histogram);
  CHECK(Histogram::restored({}, 0, 0, 0) == Histogram());
  CHECK_FALSE(Histogram::restored({}, 1, 0, 0));
  using Buckets = std::vector<Histogram::Bucket>;
  CHECK(Histogram::restored(Buckets{{3, 2}, {1023, 1}}, 1'026, 3, 1'020));
  CHECK_FALSE(Histogram::restored(Buckets{{3, 2}, {1022, 1}}, 1'026, 3, 1'020));  // no end of a bucket
  CHECK_FALSE(Histogram::restored(Buckets{{1023, 1}, {3, 2}}, 1'026, 3, 1'020));  // out of order
  CHECK_FALSE(Histogram::restored(Buckets{{3, 2}, {1023, 1}}, 1'026, 4, 1'020));  // another smallest
  CHECK_FALSE(Histogram::restored(Buckets{{3, 0}}, 0, 3, 3));                     // of nothing
}
