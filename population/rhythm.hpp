/// The rhythm: how lively the people of a time zone are at a moment, for thinning Poisson processes.
#pragma once

#include "population/crowd.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace doublecheck::population {

/// Rates are in thousandths of the daily mean, constant over each hour of local time, so that their mean over a day is
/// exactly that of the 24 numbers.
class Rhythm {
 public:
  /// `starts_at`: the time of the day in UTC at which the simulation's clock is 0. No rhythm: 1000 at all hours.
  Rhythm(const std::optional<DailyRhythm>& daily, Time starts_at);

  /// In a time zone that is ahead of the simulation's clock by `offset_minutes`.
  std::uint32_t rate(Time at, std::int32_t offset_minutes) const;

  /// The largest rate of the day.
  std::uint32_t rate_max() const { return rate_max_; }

  /// Whether an event of a process at rate_max() is one at the rate of this moment, too. Thinning: Lewis & Shedler,
  /// "Simulation of nonhomogeneous Poisson processes by thinning", Naval Research Logistics Quarterly 26 (1979).
  bool accepts(Time at, std::int32_t offset_minutes, std::uint64_t bits) const;

 private:
  DailyRhythm daily_;
  Time starts_at_;
  std::uint32_t rate_max_;
};

/// By how much more is written, in thousandths: the product of the factors of all surges that are under way in that
/// time zone. A surge in local time begins when the zone's clock has run for `at` since the midnight before the start,
/// so that 24h is the first midnight to come, and comes an hour earlier where the zone is ahead by an hour.
std::uint64_t surge_factor(const std::vector<Surge>& surges, Time at, std::int32_t offset_minutes, Time starts_at);

/// The largest factor of any zone at any time; 1000 if there is none above it.
std::uint64_t surge_factor_max(const std::vector<Surge>& surges, const std::vector<TimeZone>& zones, Time starts_at);

}  // namespace doublecheck::population
