#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ltl/generalised.hpp"
#include "ltl/strong_components.hpp"

namespace doublecheck::ltl {
namespace {

/// What the runs that stay in one component wait for, one after the other: single bits of `put_off`.
using Waits = std::vector<std::uint64_t>;

Successors successors_of(const Generalised& automaton) {
  Successors successors(automaton.transitions.size());
  for (StateNumber state = 0; state < successors.size(); ++state) {
    for (const GeneralisedTransition& transition : automaton.transitions[state]) {
      successors[state].push_back(transition.target);
    }
  }
  return successors;
}

/// A state that waits: `level` is the number of those that were met, in the order of its component.
struct Waiting {
  StateNumber state = 0;
  std::size_t level = 0;

  auto operator<=>(const Waiting&) const = default;
};

class Degeneralisation {
 public:
  Degeneralisation(const Generalised& automaton, std::size_t states_max, Work& work)
      : automaton_(automaton),
        states_max_(states_max),
        work_(work),
        components_(strong_components(successors_of(automaton))) {
    find_waits();
  }

  Automaton run() {
    Automaton result;
    for (const StateNumber state : automaton_.initial) result.initial.push_back(number_of({.state = state}));
    for (std::size_t index = 0; index < found_.size(); ++index) {
      const Waiting here = found_[index];  // a copy: more are numbered meanwhile
      AutomatonState state{.is_accepting = may_accept(here.state) && here.level == waits(here.state).size()};
      work_.spend(automaton_.transitions[here.state].size());
      for (const GeneralisedTransition& transition : automaton_.transitions[here.state]) {
        state.transitions.push_back(
            {.guard = transition.guard,
             .target = number_of({.state = transition.target, .level = level_after(here, transition)})});
      }
      result.states.push_back(std::move(state));
    }
    return result;
  }

 private:
  /// A component waits only for what some transition inside of it puts off. If all put something off, it accepts
  /// nothing.
  void find_waits() {
    waits_.resize(components_.has_cycle.size());
    may_accept_.assign(components_.has_cycle.size(), false);
    std::vector<std::uint64_t> by_some(waits_.size(), 0);
    std::vector<std::uint64_t> by_all(waits_.size(), ~std::uint64_t{0});
    for (StateNumber state = 0; state < automaton_.transitions.size(); ++state) {
      const std::uint32_t component = components_.of_node[state];
      for (const GeneralisedTransition& transition : automaton_.transitions[state]) {
        if (components_.of_node[transition.target] != component) continue;
        by_some[component] |= transition.put_off;
        by_all[component] &= transition.put_off;
      }
    }
    for (std::size_t component = 0; component < waits_.size(); ++component) {
      may_accept_[component] = by_all[component] == 0;
      if (!may_accept_[component]) continue;
      for (std::uint64_t bit = 1; bit != 0; bit <<= 1U) {
        if ((by_some[component] & bit) != 0) waits_[component].push_back(bit);
      }
    }
  }

  const Waits& waits(StateNumber state) const { return waits_[components_.of_node[state]]; }
  bool may_accept(StateNumber state) const { return may_accept_[components_.of_node[state]]; }

  /// Jumps over everything that the transition meets. What happened in another component does not matter.
  std::size_t level_after(const Waiting& here, const GeneralisedTransition& transition) const {
    if (components_.of_node[transition.target] != components_.of_node[here.state]) return 0;
    const Waits& order = waits(here.state);
    std::size_t level = here.level == order.size() ? 0 : here.level;
    while (level < order.size() && (order[level] & transition.put_off) == 0) ++level;
    return level;
  }

  StateNumber number_of(const Waiting& waiting) {
    const auto [entry, is_new] = numbers_.try_emplace(waiting, static_cast<StateNumber>(found_.size()));
    if (is_new) found_.push_back(waiting);
    if (found_.size() > states_max_) {
      throw AutomatonTooLarge("more than " + std::to_string(states_max_) + " states");
    }
    return entry->second;
  }

  const Generalised& automaton_;
  std::size_t states_max_;
  Work& work_;
  StrongComponents components_;
  std::vector<Waits> waits_;      // by component
  std::vector<bool> may_accept_;  // by component
  std::map<Waiting, StateNumber> numbers_;
  std::vector<Waiting> found_;
};

}  // namespace

Automaton degeneralised(const Generalised& automaton, std::size_t states_max, Work& work) {
  return Degeneralisation(automaton, states_max, work).run();
}

}  // namespace doublecheck::ltl
