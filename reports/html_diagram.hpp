/// A counterexample as an SVG picture: one lane a party, the steps in words beside it, check marks as the users see
/// them.
#pragma once

#include <string>
#include <string_view>

#include "reports/results.hpp"

namespace doublecheck::reports {

/// An inline <svg> element with title and description. `id` must be unique in the page and need no escaping.
/// REQUIRES: every party index is in range; throws std::out_of_range otherwise.
std::string diagram_svg(const Counterexample& counterexample, std::string_view id);

/// What the signs of the picture mean, those that it uses.
std::string diagram_key(const Counterexample& counterexample);

/// The same steps as a list, for those who read or hear text.
std::string steps_as_list(const Counterexample& counterexample);

}  // namespace doublecheck::reports
