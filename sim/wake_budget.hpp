/// The wake budget: how many pushes an hour a platform lets wake an app.
#pragma once

#include "sim/environment.hpp"

#include <cstdint>

namespace doublecheck::sim {

/// A share for each whole hour, which is lost if it is not used. Hours are counted from the start of the run, whenever
/// the first push comes: all simulators keep to this one.
class WakeBudget {
 public:
  /// Spends a wake of the hour, if one is left. `per_hour_max` = 0: no limit. REQUIRES: `at` ≥ 0, no earlier than
  /// before, below 2^32 hours; the maximum is always the same.
  bool take(std::uint32_t per_hour_max, Time at);

 private:
  std::uint32_t hour_ = 0;  // in which `taken_` are counted
  std::uint32_t taken_ = 0;
};

}  // namespace doublecheck::sim
