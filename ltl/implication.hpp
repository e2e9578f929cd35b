/// What can be said of formulas by their look alone: that one implies another, that one stays true.
#pragma once

#include "ltl/formula.hpp"

namespace doublecheck::ltl {

// All formulas are in negation normal form. An answer of "no" means that nothing was found.

/// Whether the one is false wherever the other is.
bool implies(const Formula& one, const Formula& other);

/// Whether the formula, true at a position of a word, is true at every earlier one: "eventually" and the like.
bool stays_before(const Formula& formula);

/// Whether the formula, true at a position of a word, is true at every later one: "always" and the like.
bool stays_after(const Formula& formula);

}  // namespace doublecheck::ltl
