#include "population/rhythm.hpp"

#include "tests/catch.hpp"

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

TEST_CASE("the largest rate is that of the liveliest hour") { CHECK(Rhythm(noon_to_midnight(), 0).rate_max() == 2000); }
