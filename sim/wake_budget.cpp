#include "sim/wake_budget.hpp"

namespace doublecheck::sim {

bool WakeBudget::take(std::uint32_t per_hour_max, Time at) {
  if (per_hour_max == 0) return true;
  const auto hour = static_cast<std::uint32_t>(at / kHour);
  if (hour != hour_) {
    hour_ = hour;
    taken_ = 0;
  }
  if (taken_ == per_hour_max) return false;
  ++taken_;
  return true;
}

}  // namespace doublecheck::sim
