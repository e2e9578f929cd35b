#include "population/rhythm.hpp"

#include <algorithm>
#include <cstddef>

namespace doublecheck::population {
namespace {

constexpr std::uint32_t kMean = 1000;
constexpr Time kDay = 24 * sim::kHour;

DailyRhythm or_even(const std::optional<DailyRhythm>& daily) {
  if (daily) return *daily;
  DailyRhythm even;
  even.by_hour.fill(kMean);
  return even;
}

}  // namespace

Rhythm::Rhythm(const std::optional<DailyRhythm>& daily, Time starts_at)
    : daily_(or_even(daily)), starts_at_(starts_at), rate_max_(*std::ranges::max_element(daily_.by_hour)) {}

std::uint32_t Rhythm::rate(Time at, std::int32_t offset_minutes) const {
  const Time local = starts_at_ + at + offset_minutes * sim::kMinute;
  const Time of_day = (local % kDay + kDay) % kDay;  // not negative, west of the simulation's clock either
  return daily_.by_hour.at(static_cast<std::size_t>(of_day / sim::kHour));
}

}  // namespace doublecheck::population
