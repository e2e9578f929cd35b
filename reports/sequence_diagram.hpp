/// A counterexample drawn with characters: one column a party, one line or a few a step, check marks at the margin.
#pragma once

#include <string>

#include "reports/results.hpp"
#include "reports/text_style.hpp"

namespace doublecheck::reports {

/// Parties on top, then the steps, then a legend of the signs used, then the sentence that says what went wrong,
/// if there is one. Ends in a line feed. Notes are broken into several lines to keep to `style.width`; a diagram that
/// needs more for its arrows is wider. REQUIRES: every party index is in range; throws std::out_of_range otherwise.
std::string sequence_diagram(const Counterexample& counterexample, const TextStyle& style);

}  // namespace doublecheck::reports
