/// An automaton without its letters, as a graph.
#pragma once

#include <vector>

#include "ltl/automaton.hpp"
#include "ltl/strong_components.hpp"

namespace doublecheck::ltl {

inline Successors successors_of(const Automaton& automaton) {
  Successors successors(automaton.states.size());
  for (StateNumber state = 0; state < automaton.states.size(); ++state) {
    for (const Transition& transition : automaton.states[state].transitions) {
      successors[state].push_back(transition.target);
    }
  }
  return successors;
}

inline std::vector<bool> accepting_states(const Automaton& automaton) {
  std::vector<bool> is_accepting;
  for (const AutomatonState& state : automaton.states) is_accepting.push_back(state.is_accepting);
  return is_accepting;
}

}  // namespace doublecheck::ltl
