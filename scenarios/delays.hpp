/// Delays: random durations as scenario files write them.
#pragma once

#include <optional>
#include <string_view>

#include "scenarios/document.hpp"
#include "scenarios/problems.hpp"
#include "sim/environment.hpp"

namespace doublecheck::scenarios {

inline constexpr std::string_view kDelayInWords =
    "a duration such as \"80ms\", or { median, p99 }, { min, max } or { mean }";

/// A plain duration is constant, { median, p99 } lognormal, { min, max } uniform, { mean } exponential.
std::optional<sim::Delay> as_delay(const Value& value, std::string_view key, Problems& problems);

}  // namespace doublecheck::scenarios
