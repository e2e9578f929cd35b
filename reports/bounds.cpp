#include "reports/bounds.hpp"

#include <fmt/format.h>

#include "reports/quantities.hpp"

namespace doublecheck::reports {

std::string bound_text(const Bound& bound, std::string_view unit) {
  return bound.reach == Reach::reached ? quantity_text(bound.value, unit) : std::string(word(bound.reach));
}

std::string range_text(const Quantile& quantile, std::string_view unit) {
  if (!quantile.range) return "";
  const std::string low = bound_text(quantile.range->first, unit);
  const std::string high = bound_text(quantile.range->second, unit);
  return low == high ? low : fmt::format("{} to {}", low, high);
}

std::string count_text(std::uint64_t count, std::uint64_t all) {
  return count == all ? with_thousands(all) : fmt::format("{} of {}", with_thousands(count), with_thousands(all));
}

}  // namespace doublecheck::reports
