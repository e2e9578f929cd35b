/// Tells properties that hold for want of anything that they speak of.
#pragma once

#include <vector>

#include "ltl/formula.hpp"

namespace doublecheck::checker {

/// Whether the formula is true of every run on which the propositions never are that were never true: "whenever p, then
/// later q" is, if there never was a p. `was_true`: for each proposition, whether it was true in some reachable state.
bool holds_vacuously(const ltl::Formula& formula, const std::vector<bool>& was_true);

}  // namespace doublecheck::checker
