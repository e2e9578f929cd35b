#include "ltl/reduction.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "ltl/graph.hpp"
#include "ltl/partition.hpp"
#include "ltl/strong_components.hpp"

namespace doublecheck::ltl {
namespace {

/// The search for states that simulate others compares all pairs of transitions, several times.
constexpr std::size_t kSimulationTransitionsMax = 2'000;

void sort_and_drop_equals(std::vector<StateNumber>& states) {
  std::ranges::sort(states);
  const auto [first, last] = std::ranges::unique(states);
  states.erase(first, last);
}

bool is_as_good(const Transition& one, const Transition& other) {
  return one.target == other.target && one.guard.covers(other.guard);
}

/// Two guards that differ in whether one proposition must be true or must not, as one that leaves it open.
std::optional<Cube> joined(const Cube& one, const Cube& other) {
  const Letter different = one.must ^ other.must;
  const bool is_one_bit = different != 0 && (different & (different - 1)) == 0;
  if (!is_one_bit || (one.must_not ^ other.must_not) != different) return std::nullopt;
  return Cube{.must = one.must & ~different, .must_not = one.must_not & ~different};
}

bool join_two(std::vector<Transition>& transitions, Work& work) {
  for (std::size_t one = 0; one < transitions.size(); ++one) {
    work.spend(transitions.size() - one);
    for (std::size_t other = one + 1; other < transitions.size(); ++other) {
      if (transitions[one].target != transitions[other].target) continue;
      const std::optional<Cube> guard = joined(transitions[one].guard, transitions[other].guard);
      if (!guard) continue;
      transitions[one].guard = *guard;
      transitions.erase(transitions.begin() + static_cast<std::ptrdiff_t>(other));
      return true;
    }
  }
  return false;
}

/// Sorted, without those that another to the same target covers.
std::vector<Transition> tidied(std::vector<Transition> transitions, Work& work) {
  do {
    transitions = without_idle(std::move(transitions), is_as_good, work);
  } while (join_two(transitions, work));
  return transitions;
}

/// The same with each target renamed.
std::vector<Transition> renamed(std::vector<Transition> transitions, const std::vector<StateNumber>& names,
                                Work& work) {
  for (Transition& transition : transitions) transition.target = names[transition.target];
  return tidied(std::move(transitions), work);
}

/// Every state is replaced by the one that stands for it. REQUIRES: what stands for a state stands for itself.
Automaton redirected(const Automaton& automaton, const std::vector<StateNumber>& stands_for, Work& work) {
  Automaton result;
  for (const AutomatonState& state : automaton.states) {
    result.states.push_back(
        {.is_accepting = state.is_accepting, .transitions = renamed(state.transitions, stands_for, work)});
  }
  for (const StateNumber state : automaton.initial) result.initial.push_back(stands_for[state]);
  sort_and_drop_equals(result.initial);
  return result;
}

/// Without the states that no initial state leads to and those from which nothing is accepted; numbered breadth-first.
Automaton trimmed(const Automaton& automaton, Work& work) {
  const std::vector<bool> is_alive = leads_to_accepting_cycle(successors_of(automaton), accepting_states(automaton));
  std::vector<std::optional<StateNumber>> numbers(automaton.states.size());
  std::vector<StateNumber> order;
  const auto number_of = [&](StateNumber state) {
    if (!numbers[state]) {
      numbers[state] = static_cast<StateNumber>(order.size());
      order.push_back(state);
    }
    return *numbers[state];
  };
  Automaton result;
  for (const StateNumber state : automaton.initial) {
    if (is_alive[state]) result.initial.push_back(number_of(state));
  }
  sort_and_drop_equals(result.initial);
  for (std::size_t index = 0; index < order.size(); ++index) {
    const AutomatonState& state = automaton.states[order[index]];
    AutomatonState kept{.is_accepting = state.is_accepting};
    for (const Transition& transition : state.transitions) {
      if (!is_alive[transition.target]) continue;
      kept.transitions.push_back({.guard = transition.guard, .target = number_of(transition.target)});
    }
    kept.transitions = tidied(std::move(kept.transitions), work);
    result.states.push_back(std::move(kept));
  }
  return result;
}

/// Of each state, whether it lies on no cycle. A run meets it once at most, so it may accept or not.
std::vector<bool> transient_states(const Automaton& automaton) {
  const StrongComponents components = strong_components(successors_of(automaton));
  std::vector<bool> is_transient;
  for (const std::uint32_t component : components.of_node) is_transient.push_back(!components.has_cycle[component]);
  return is_transient;
}

/// A state accepts, without a change of meaning, if every cycle through it holds an accepting state.
void make_acceptance_canonical(Automaton& automaton) {
  const std::vector<bool> is_transient = transient_states(automaton);
  Successors not_accepting(automaton.states.size());
  for (StateNumber state = 0; state < automaton.states.size(); ++state) {
    if (automaton.states[state].is_accepting) continue;
    for (const Transition& transition : automaton.states[state].transitions) {
      if (!automaton.states[transition.target].is_accepting) not_accepting[state].push_back(transition.target);
    }
  }
  const StrongComponents components = strong_components(not_accepting);
  for (StateNumber state = 0; state < automaton.states.size(); ++state) {
    automaton.states[state].is_accepting = !is_transient[state] && !components.has_cycle[components.of_node[state]];
  }
}

/// States are one that agree in acceptance and have the same transitions, to states that are one.
Automaton without_bisimilar(const Automaton& automaton, Work& work) {
  std::vector<StateNumber> classes;
  for (const AutomatonState& state : automaton.states) classes.push_back(state.is_accepting ? 1 : 0);
  classes = coarsest_classes(std::move(classes), [&](StateNumber state, const std::vector<StateNumber>& by) {
    return renamed(automaton.states[state].transitions, by, work);
  });
  std::vector<StateNumber> first_of_class;
  std::vector<StateNumber> stands_for;
  for (StateNumber state = 0; state < classes.size(); ++state) {
    if (classes[state] == first_of_class.size()) first_of_class.push_back(state);
    stands_for.push_back(first_of_class[classes[state]]);
  }
  return redirected(automaton, stands_for, work);
}

/// A state on no cycle is one with another state that has the same transitions: acceptance there does not matter.
Automaton without_transient_twins(const Automaton& automaton, Work& work) {
  const std::vector<bool> is_transient = transient_states(automaton);
  std::map<std::vector<Transition>, StateNumber> known;
  for (StateNumber state = 0; state < automaton.states.size(); ++state) {
    if (!is_transient[state]) known.try_emplace(automaton.states[state].transitions, state);
  }
  std::vector<StateNumber> stands_for;
  for (StateNumber state = 0; state < automaton.states.size(); ++state) {
    const StateNumber twin = known.try_emplace(automaton.states[state].transitions, state).first->second;
    stands_for.push_back(is_transient[state] ? twin : state);
  }
  return redirected(automaton, stands_for, work);
}

/// One new initial state, which can do what all the old ones could, where that makes some of them superfluous.
Automaton with_fewer_initial(const Automaton& automaton, Work& work) {
  AutomatonState all;
  for (const StateNumber state : automaton.initial) {
    const std::vector<Transition>& transitions = automaton.states[state].transitions;
    all.transitions.insert(all.transitions.end(), transitions.begin(), transitions.end());
  }
  Automaton with_one = automaton;
  with_one.initial = {static_cast<StateNumber>(automaton.states.size())};
  with_one.states.push_back(std::move(all));
  with_one = trimmed(with_one, work);
  return with_one.states.size() < automaton.states.size() ? with_one : automaton;
}

/// Whether one state simulates another: `simulates[one][other]` means that whatever the other does, the one can do so
/// that it accepts wherever the other accepts. Then it accepts every word that the other accepts.
using Simulation = std::vector<std::vector<bool>>;

bool can_follow(const AutomatonState& one, const AutomatonState& other, const Simulation& simulates, Work& work) {
  return std::ranges::all_of(other.transitions, [&](const Transition& step) {
    return std::ranges::any_of(one.transitions, [&](const Transition& answer) {
      work.spend(1);
      return answer.guard.covers(step.guard) && simulates[answer.target][step.target];
    });
  });
}

/// The largest relation of which each pair can follow; one answer must do for all letters of a guard.
Simulation simulation_of(const Automaton& automaton, Work& work) {
  const std::vector<AutomatonState>& states = automaton.states;
  Simulation simulates(states.size(), std::vector<bool>(states.size()));
  for (StateNumber one = 0; one < states.size(); ++one) {
    for (StateNumber other = 0; other < states.size(); ++other) {
      simulates[one][other] = states[one].is_accepting || !states[other].is_accepting;
    }
  }
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    for (StateNumber one = 0; one < states.size(); ++one) {
      work.spend(states.size());
      for (StateNumber other = 0; other < states.size(); ++other) {
        if (one == other || !simulates[one][other] || can_follow(states[one], states[other], simulates, work)) {
          continue;
        }
        simulates[one][other] = false;
        has_changed = true;
      }
    }
  }
  return simulates;
}

/// States that simulate each other are one.
Automaton without_similar(const Automaton& automaton, Work& work) {
  const Simulation simulates = simulation_of(automaton, work);
  std::vector<StateNumber> stands_for;
  for (StateNumber state = 0; state < automaton.states.size(); ++state) {
    StateNumber first = 0;
    while (!simulates[first][state] || !simulates[state][first]) ++first;
    stands_for.push_back(first);
  }
  return redirected(automaton, stands_for, work);
}

/// Drops the transitions and the initial states that have a better one beside them.
/// REQUIRES: no two states simulate each other.
Automaton without_inferior(Automaton automaton, Work& work) {
  const Simulation simulates = simulation_of(automaton, work);
  for (AutomatonState& state : automaton.states) {
    const auto is_better = [&](const Transition& one, const Transition& other) {
      return one.guard.covers(other.guard) && simulates[one.target][other.target];
    };
    state.transitions = without_idle(std::move(state.transitions), is_better, work);
  }
  automaton.initial = without_idle(
      std::move(automaton.initial), [&](StateNumber one, StateNumber other) { return bool{simulates[one][other]}; },
      work);
  return automaton;
}

}  // namespace

Automaton reduced(Automaton automaton, Work& work) {
  automaton = trimmed(automaton, work);
  while (true) {
    const std::size_t states = automaton.states.size();
    const std::size_t transitions = transition_count(automaton);
    make_acceptance_canonical(automaton);
    automaton = trimmed(without_bisimilar(automaton, work), work);
    if (transition_count(automaton) <= kSimulationTransitionsMax) {
      automaton = trimmed(without_similar(automaton, work), work);
      automaton = trimmed(without_inferior(std::move(automaton), work), work);
    }
    automaton = trimmed(without_transient_twins(with_fewer_initial(automaton, work), work), work);
    if (automaton.states.size() == states && transition_count(automaton) == transitions) break;
  }
  make_acceptance_canonical(automaton);
  return automaton;
}

}  // namespace doublecheck::ltl
