#include "population/wake_budget.hpp"

#include <algorithm>

namespace doublecheck::population {

bool WakeBudget::take(std::uint32_t per_hour_max, sim::Time at) {
  if (per_hour_max == 0) return true;
  const sim::Time interval = (sim::kHour + per_hour_max - 1) / per_hour_max;  // rounded up: never more than the maximum
  const sim::Time full_at = std::max(full_at_, at) + interval;
  if (full_at - at > interval * per_hour_max) return false;
  full_at_ = full_at;
  return true;
}

}  // namespace doublecheck::population
