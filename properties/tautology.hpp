/// Tautologies: formulas that are true of every run for reasons of logic alone, so that to check them says nothing.
#pragma once

#include "model/setup.hpp"

#include <string_view>

namespace doublecheck::properties {

/// Is the formula true whatever its predicates are at whatever moment, for every choice of the variables in front of
/// it? Each predicate of certain elements is a free letter, and no word of such letters may break the formula: the
/// Büchi automaton of its negation is empty (Vardi and Wolper 1986). Without operators of time but one `always` in
/// front there is no need of an automaton: letters are chosen one by one until the formula is decided.
///
/// An answer of "no" may mean that the formula is too large to say. REQUIRES: it was read for such a setup.
bool is_tautology(std::string_view formula, const model::Setup& setup);

}  // namespace doublecheck::properties
