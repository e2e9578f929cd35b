#include "population/rhythm.hpp"

#include "tests/catch.hpp"
#include "tests/population/bits.hpp"

#include <cstddef>

using namespace doublecheck;
using namespace doublecheck::population;
using sim::kHour;
using sim::kMinute;

namespace {

/// Nothing at night, twice as much as usual from noon on.
DailyRhythm noon_to_midnight() {
  DailyRhythm daily;
  for (std::size_t hour = 12; hour < 24; ++hour) daily.by_hour[hour] = 2000;
  return daily;
}

}  // namespace

TEST_CASE("the rate is that of the hour of local time") {
  const Rhythm rhythm(noon_to_midnight(), 0);
  CHECK(rhythm.rate(12 * kHour - 1, 0) == 0);
  CHECK(rhythm.rate(12 * kHour, 0) == 2000);
  CHECK(rhythm.rate(24 * kHour, 0) == 0);
  CHECK(rhythm.rate(11 * kHour, 60) == 2000);
  CHECK(rhythm.rate(23 * kHour, 60) == 0);
  CHECK(rhythm.rate(0, -30) == 2000);
  CHECK(Rhythm(noon_to_midnight(), 18 * kHour).rate(5 * kHour, 0) == 2000);
  CHECK(Rhythm(noon_to_midnight(), 18 * kHour).rate(6 * kHour, 0) == 0);
}

TEST_CASE("the mean rate over a day is that of the 24 numbers, in every time zone") {
  DailyRhythm daily;
  for (std::size_t hour = 0; hour < 24; ++hour) daily.by_hour[hour] = static_cast<std::uint32_t>(80 * hour + 80);
  for (const std::int32_t offset : {-720, -210, 0, 345, 840}) {
    std::uint64_t sum = 0;
    for (Time minute = 0; minute < 24 * 60; ++minute) sum += Rhythm(daily, 7 * kHour).rate(minute * kMinute, offset);
    CHECK(sum == 24 * 60 * 1000);
  }
}

TEST_CASE("without a rhythm all hours are the same") {
  const Rhythm rhythm(std::nullopt, 3 * kHour);
  CHECK(rhythm.rate(0, 0) == 1000);
  CHECK(rhythm.rate(17 * kHour, -480) == 1000);
  CHECK(rhythm.rate_max() == 1000);
}

TEST_CASE("thinning keeps the share of events that belongs to the hour") {
  DailyRhythm daily;
  daily.by_hour.fill(840);
  daily.by_hour[20] = 4680;
  const Rhythm rhythm(daily, 0);
  CHECK(rhythm.rate_max() == 4680);
  constexpr std::size_t kEvents = 20'000;
  tests::Bits bits(1);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < kEvents; ++i) {
    kept += rhythm.accepts(3 * kHour, 0, bits()) ? 1U : 0U;
    REQUIRE(rhythm.accepts(20 * kHour, 0, bits()));
  }
  const double share = 840.0 / 4680.0;
  CHECK(std::abs(static_cast<double>(kept) / kEvents - share) <
        tests::mean_error_max(std::sqrt(share * (1.0 - share)), kEvents));
}

TEST_CASE("a surge in local time comes to each zone at its own midnight") {
  const std::vector<Surge> surges = {{24 * kHour, kHour, 20'000, true}};
  CHECK(surge_factor(surges, 23 * kHour, 60, 0) == 20'000);
  CHECK(surge_factor(surges, 23 * kHour, 0, 0) == 1000);
  CHECK(surge_factor(surges, 24 * kHour - 1, 60, 0) == 20'000);
  CHECK(surge_factor(surges, 24 * kHour, 60, 0) == 1000);
  CHECK(surge_factor(surges, 24 * kHour, 0, 0) == 20'000);
  CHECK(surge_factor({{24 * kHour, kHour, 20'000, false}}, 23 * kHour, 60, 0) == 1000);
  CHECK(surge_factor(surges, 2 * kHour, 60, 21 * kHour) == 20'000);
  CHECK(surge_factor(surges, 3 * kHour, 60, 21 * kHour) == 1000);
}

TEST_CASE("surges that overlap multiply, and the largest factor is reached somewhere") {
  const std::vector<Surge> surges = {
      {1 * kHour, 2 * kHour, 3'000, false}, {2 * kHour, 2 * kHour, 2'000, false}, {0, 10 * kHour, 500, false}};
  CHECK(surge_factor(surges, 2 * kHour, 0, 0) == 3'000);
  CHECK(surge_factor(surges, 5 * kHour, 0, 0) == 500);
  CHECK(surge_factor(surges, 10 * kHour, 0, 0) == 1'000);
  CHECK(surge_factor_max(surges, {{"utc", 1'000'000, 0}}, 0) == 3'000);
  CHECK(surge_factor_max({{0, kHour, 200, false}}, {{"utc", 1'000'000, 0}}, 0) == 1'000);
  const std::vector<Surge> far_apart = {{5 * kHour, kHour, 3'000, true}, {4 * kHour, kHour, 2'000, false}};
  CHECK(surge_factor_max(far_apart, {{"utc", 500'000, 0}}, 0) == 3'000);
  CHECK(surge_factor_max(far_apart, {{"utc", 500'000, 0}, {"utc+1", 500'000, 60}}, 0) == 6'000);
}
