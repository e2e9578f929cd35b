#include "population/rhythm.hpp"

#include "sim/distributions.hpp"

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

Time begin_of(const Surge& surge, std::int32_t offset_minutes, Time starts_at) {
  return surge.local_time ? surge.at - starts_at - offset_minutes * sim::kMinute : surge.at;
}

}  // namespace

Rhythm::Rhythm(const std::optional<DailyRhythm>& daily, Time starts_at)
    : daily_(or_even(daily)), starts_at_(starts_at), rate_max_(*std::ranges::max_element(daily_.by_hour)) {}

std::uint32_t Rhythm::rate(Time at, std::int32_t offset_minutes) const {
  const Time local = starts_at_ + at + offset_minutes * sim::kMinute;
  const Time of_day = (local % kDay + kDay) % kDay;  // not negative, west of the simulation's clock either
  return daily_.by_hour.at(static_cast<std::size_t>(of_day / sim::kHour));
}

bool Rhythm::accepts(Time at, std::int32_t offset_minutes, std::uint64_t bits) const {
  return sim::scaled(bits, rate_max_) < rate(at, offset_minutes);
}

std::uint64_t surge_factor(const std::vector<Surge>& surges, Time at, std::int32_t offset_minutes, Time starts_at) {
  std::uint64_t factor = kMean;
  for (const Surge& surge : surges) {
    const Time begin = begin_of(surge, offset_minutes, starts_at);
    if (begin <= at && at - begin < surge.lasts) factor = factor * surge.factor_thousandths / kMean;
  }
  return factor;
}

/// The factor of a zone is constant between the beginnings and ends of its surges.
std::uint64_t surge_factor_max(const std::vector<Surge>& surges, const std::vector<TimeZone>& zones, Time starts_at) {
  std::uint64_t largest = kMean;
  for (const TimeZone& zone : zones) {
    for (const Surge& surge : surges) {
      const Time begin = begin_of(surge, zone.offset_minutes, starts_at);
      for (const Time at : {begin, begin + surge.lasts}) {
        largest = std::max(largest, surge_factor(surges, at, zone.offset_minutes, starts_at));
      }
    }
  }
  return largest;
}

}  // namespace doublecheck::population
