/// Büchi automata that read words of letters, and the translation of formulas into them.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include "ltl/formula.hpp"
#include "ltl/lasso.hpp"

namespace doublecheck::ltl {

/// The letters in which some propositions are true and some are false, bit i of each for proposition i.
struct Cube {
  Letter must = 0;
  Letter must_not = 0;  // has no bit of `must`, so that a cube has a letter

  auto operator<=>(const Cube&) const = default;

  bool admits(Letter letter) const { return (letter & must) == must && (letter & must_not) == 0; }

  /// Whether every letter of the other is one of this.
  bool covers(const Cube& other) const { return (must & ~other.must) == 0 && (must_not & ~other.must_not) == 0; }
};

using StateNumber = std::uint32_t;

struct Transition {
  Cube guard = {};
  StateNumber target = 0;

  auto operator<=>(const Transition&) const = default;
};

struct AutomatonState {
  bool is_accepting = false;
  std::vector<Transition> transitions = {};

  bool operator==(const AutomatonState&) const = default;
};

/// A run over the letters s0 s1 s2 … is q0 -s0-> q1 -s1-> q2 … from an initial state q0; each letter is admitted by the
/// guard. A word is accepted if it has a run that meets accepting states again and again.
struct Automaton {
  std::vector<StateNumber> initial = {};
  std::vector<AutomatonState> states = {};

  bool operator==(const Automaton&) const = default;
};

std::size_t transition_count(const Automaton& automaton);

/// The automaton would have had more states than were allowed, or many more transitions from one state, or taken too
/// much work, or the formula has more than 64 of something that is kept in 64 bits.
class AutomatonTooLarge : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

inline constexpr std::size_t kAutomatonStatesMax = 1'000;

/// The automaton that accepts exactly the words on which the formula is true at the first position. It has no state
/// from which nothing is accepted; accepting states lie on cycles. Equal formulas give equal automata. `states_max`
/// bounds every automaton on the way, of which the result is usually a small part.
///
/// Throws AutomatonTooLarge. REQUIRES: no future under the past.
Automaton automaton_for(const Formula& formula, std::size_t states_max = kAutomatonStatesMax);

/// The strongly connected components of an automaton.
struct Components {
  std::vector<std::uint32_t> of_state = {};  ///< the number of each state's component; successors have no larger one
  std::vector<bool> holds_accepting_cycle = {};  ///< by component

  bool operator==(const Components&) const = default;
};

Components components_of(const Automaton& automaton);

/// Whether no word is accepted.
bool is_empty(const Automaton& automaton);

/// Whether from this state the word of this letter for ever is accepted: what is left of a run that has ended and stays
/// where it is. REQUIRES: the state exists.
bool accepts_for_ever(const Automaton& automaton, StateNumber state, Letter letter);

/// REQUIRES: the cycle is not empty.
bool accepts(const Automaton& automaton, const Lasso& lasso);

}  // namespace doublecheck::ltl
