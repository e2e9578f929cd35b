/// Quantiles as people read them, those included that are not reached.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "reports/results.hpp"

namespace doublecheck::reports {

/// "1.3 s", "not reached" or "never".
std::string bound_text(const Bound& bound, std::string_view unit);

/// "1.2 s to 1.5 s", "4 s to never", or one of the two where both are written alike; empty without a range.
std::string range_text(const Quantile& quantile, std::string_view unit);

/// How many have a value: "494", or of how many where others have none, "494 of 1,964".
std::string count_text(std::uint64_t count, std::uint64_t all);

}  // namespace doublecheck::reports
