/// The rhythm: how lively the people of a time zone are at a moment.
#pragma once

#include "population/crowd.hpp"

#include <cstdint>
#include <optional>

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

 private:
  DailyRhythm daily_;
  Time starts_at_;
  std::uint32_t rate_max_;
};

}  // namespace doublecheck::population
