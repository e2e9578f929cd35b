#include "sim/metrics.hpp"

#include <limits>
#include <set>
#include <string_view>
#include <vector>

#include "tests/catch.hpp"

using namespace doublecheck::sim;

TEST_CASE("the catalogues stand in the order of their enumerators and no name is used twice") {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < measure_catalogue().size(); ++i) {
    CHECK(static_cast<std::size_t>(measure_catalogue()[i].measure) == i);
    names.insert(measure_catalogue()[i].name);
  }
  for (std::size_t i = 0; i < counter_catalogue().size(); ++i) {
    CHECK(static_cast<std::size_t>(counter_catalogue()[i].counter) == i);
    names.insert(counter_catalogue()[i].name);
  }
  CHECK(names.size() == kMeasureCount + kCounterCount);
}

TEST_CASE("pooling adds counts and keeps the largest maximum") {
  Metrics pooled;
  Metrics other;
  pooled[Counter::composed] = 3;
  pooled[Counter::queued_bodies_max] = 3;
  other[Counter::composed] = 2;
  other[Counter::queued_bodies_max] = 2;
  other[Measure::stored].add(9);
  pooled.add(other);
  CHECK(pooled[Counter::composed] == 5);
  CHECK(pooled[Counter::queued_bodies_max] == 3);
  CHECK(pooled[Measure::stored].count() == 1);
}

TEST_CASE("platforms are pooled by their names and the schedule by its entries") {
  Metrics pooled;
  Metrics other;
  other.platforms.resize(2);
  other.platforms[0].platform = "iphone";
  other.platforms[0].openings = 2;
  other.platforms[0].in_store = 3;
  other.platforms[0].on_server = 4;
  other.platforms[0].waits.add(5);
  other.platforms[1].platform = "android";
  other.schedule = {{1, 2, 3}};
  pooled.add(other);
  pooled.add(other);
  REQUIRE(pooled.platforms.size() == 2);
  CHECK(pooled.platforms[0].platform == "iphone");
  CHECK(pooled.platforms[0].openings == 4);
  CHECK(pooled.platforms[0].in_store == 6);
  CHECK(pooled.platforms[0].on_server == 8);
  CHECK(pooled.platforms[0].waits.count() == 2);
  CHECK(pooled.platforms[1].platform == "android");
  CHECK(pooled.schedule == std::vector<ScheduleTally>{{2, 4, 6}});
}

TEST_CASE("byte seconds are rounded down and do not overflow") {
  CHECK(byte_seconds(100'000, 300) == 30);
  CHECK(byte_seconds(3'333, 300) == 0);
  CHECK(byte_seconds(3'334, 300) == 1);
  constexpr std::uint64_t kAll = std::numeric_limits<std::uint64_t>::max();
  CHECK(byte_seconds(kAll, 100'000) == kAll / 10 - (kAll % 10 == 0 ? 1 : 0));
}
