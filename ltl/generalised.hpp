/// A generalised Büchi automaton whose transitions put `until` formulas off, and none may be put off for ever. Gastin
/// and Oddoux, "Fast LTL to Büchi automata translation" (2001), sections 4 and 5.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "ltl/automaton.hpp"
#include "ltl/work.hpp"

namespace doublecheck::ltl {

struct GeneralisedTransition {
  Cube guard = {};
  StateNumber target = 0;
  std::uint64_t put_off = 0;  // bit i: the i-th `until` is asked for, and not met here

  auto operator<=>(const GeneralisedTransition&) const = default;
};

/// A run is accepting if for each `until` there is again and again a transition that does not put it off.
struct Generalised {
  std::vector<StateNumber> initial = {};
  std::vector<std::vector<GeneralisedTransition>> transitions = {};  // by state

  bool operator==(const Generalised&) const = default;
};

/// States with the same transitions are one. Throws AutomatonTooLarge.
/// REQUIRES: the formula is in negation normal form, without past.
Generalised generalised_for(const Formula& formula, std::size_t states_max, Work& work);

/// The same words with one condition: a state waits for one `until` after the other, and accepts when the last was met.
/// Throws AutomatonTooLarge.
Automaton degeneralised(const Generalised& automaton, std::size_t states_max, Work& work);

}  // namespace doublecheck::ltl
