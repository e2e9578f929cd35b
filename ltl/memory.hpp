/// What a formula remembers of the past, as bits beside an automaton that looks ahead only.
#pragma once

#include <cstddef>
#include <vector>

#include "ltl/automaton.hpp"
#include "ltl/formula.hpp"
#include "ltl/work.hpp"

namespace doublecheck::ltl {

/// A formula in which propositions stand for its past.
struct Remembering {
  Formula formula = {};                ///< without past
  std::vector<Formula> watched = {};   ///< a bit for each: was this true at some position up to now?
  std::vector<std::size_t> bits = {};  ///< the propositions that stand for these

  bool operator==(const Remembering&) const = default;
};

/// Throws AutomatonTooLarge if there are not enough propositions left.
/// REQUIRES: negation normal form, no future under the past.
Remembering without_past(const Formula& formula);

/// The automaton with the memory inside, over the propositions of the original formula. Throws AutomatonTooLarge.
Automaton with_memory(const Automaton& automaton, const Remembering& remembering, std::size_t states_max, Work& work);

}  // namespace doublecheck::ltl
