/// Distributions as cumulative curves in an SVG picture.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/results.hpp"

namespace doublecheck::reports {

/// A figure for each kind of unit that occurs: all times share one, since they share an axis. The value runs to the
/// right, logarithmic; the share of the messages that it is enough for runs upwards. Empty if there is nothing to
/// draw. `id` must be unique in the page and need no escaping.
std::string distribution_charts(const std::vector<Distribution>& distributions, std::string_view id);

}  // namespace doublecheck::reports
