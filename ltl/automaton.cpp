#include "ltl/automaton.hpp"

#include <algorithm>
#include <utility>

#include "ltl/assert.hpp"
#include "ltl/graph.hpp"

namespace doublecheck::ltl {
namespace {

bool is_marked(const std::vector<bool>& marks, const std::vector<Node>& nodes) {
  return std::ranges::any_of(nodes, [&](Node node) { return bool{marks[node]}; });
}

/// The automaton reading a word of finitely many positions, the last of which is followed by `loop`. The node of a
/// state at a position is position · states + state.
struct Reading {
  const Automaton& automaton;
  std::vector<Letter> letters;
  std::size_t loop = 0;

  Node node(std::size_t position, StateNumber state) const {
    return static_cast<Node>(position * automaton.states.size() + state);
  }
};

bool accepts_from(const Reading& reading, const std::vector<StateNumber>& states) {
  const std::vector<AutomatonState>& all = reading.automaton.states;
  Successors successors(reading.letters.size() * all.size());
  std::vector<bool> is_accepting(successors.size());
  for (std::size_t position = 0; position < reading.letters.size(); ++position) {
    const std::size_t after = position + 1 < reading.letters.size() ? position + 1 : reading.loop;
    for (StateNumber state = 0; state < all.size(); ++state) {
      const Node node = reading.node(position, state);
      is_accepting[node] = all[state].is_accepting;
      for (const Transition& transition : all[state].transitions) {
        if (!transition.guard.admits(reading.letters[position])) continue;
        successors[node].push_back(reading.node(after, transition.target));
      }
    }
  }
  return is_marked(leads_to_accepting_cycle(successors, is_accepting), states);
}

}  // namespace

std::size_t transition_count(const Automaton& automaton) {
  std::size_t count = 0;
  for (const AutomatonState& state : automaton.states) count += state.transitions.size();
  return count;
}

Components components_of(const Automaton& automaton) {
  StrongComponents found = strong_components(successors_of(automaton));
  Components components{.of_state = std::move(found.of_node),
                        .holds_accepting_cycle = std::vector<bool>(found.has_cycle.size(), false)};
  for (StateNumber state = 0; state < automaton.states.size(); ++state) {
    const std::uint32_t component = components.of_state[state];
    if (automaton.states[state].is_accepting && found.has_cycle[component]) {
      components.holds_accepting_cycle[component] = true;
    }
  }
  return components;
}

bool is_empty(const Automaton& automaton) {
  return !is_marked(leads_to_accepting_cycle(successors_of(automaton), accepting_states(automaton)), automaton.initial);
}

bool accepts_for_ever(const Automaton& automaton, StateNumber state, Letter letter) {
  LTL_ASSERT(state < automaton.states.size());
  return accepts_from({.automaton = automaton, .letters = {letter}}, {state});
}

bool accepts(const Automaton& automaton, const Lasso& lasso) {
  LTL_ASSERT(!lasso.cycle.empty());
  Reading reading{.automaton = automaton, .letters = lasso.prefix, .loop = lasso.prefix.size()};
  reading.letters.insert(reading.letters.end(), lasso.cycle.begin(), lasso.cycle.end());
  return accepts_from(reading, automaton.initial);
}

}  // namespace doublecheck::ltl
