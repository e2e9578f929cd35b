#include "ltl/generalised.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "ltl/alternating.hpp"
#include "ltl/partition.hpp"

namespace doublecheck::ltl {
namespace {

bool is_as_good(const GeneralisedTransition& one, const GeneralisedTransition& other) {
  return one.target == other.target && one.guard.covers(other.guard) && (one.put_off & ~other.put_off) == 0;
}

/// Of the ways on from a state most are idle beside others, but only when all are known: allowed for each state
/// allowed.
constexpr std::size_t kMovesForAState = 4;

/// Numbers sets of obligations as they appear and finds the transitions of each.
class Construction {
 public:
  Construction(std::size_t states_max, Work& work)
      : alternating_(kMovesForAState * states_max, work), states_max_(states_max), work_(work) {}

  Generalised run(const Formula& formula) {
    Generalised automaton;
    for (const Obligations& obligations : alternating_.alternatives(formula)) {
      automaton.initial.push_back(number_of(obligations));
    }
    for (StateNumber state = 0; state < states_.size(); ++state) {
      const Obligations obligations = states_[state];  // a copy: more are numbered meanwhile
      automaton.transitions.push_back(transitions_from(obligations));
    }
    return automaton;
  }

 private:
  StateNumber number_of(const Obligations& obligations) {
    const auto [entry, is_new] = numbers_.try_emplace(obligations, static_cast<StateNumber>(states_.size()));
    if (is_new) states_.push_back(obligations);
    if (states_.size() > states_max_) {
      throw AutomatonTooLarge("more than " + std::to_string(states_max_) + " states");
    }
    return entry->second;
  }

  struct Candidate {
    Move move;
    std::uint64_t put_off = 0;
  };

  std::vector<GeneralisedTransition> transitions_from(const Obligations& obligations) {
    std::vector<Candidate> candidates;
    for (Move& move : alternating_.moves_of_all(obligations)) {
      const std::uint64_t late = put_off_by(move);
      candidates.push_back({.move = std::move(move), .put_off = late});
    }
    std::vector<GeneralisedTransition> transitions;
    for (const Candidate& candidate : candidates) {
      const bool is_idle = std::ranges::any_of(candidates, [&](const Candidate& other) {
        work_.spend(1);
        return &other != &candidate && (other.put_off & ~candidate.put_off) == 0 &&
               ltl::is_as_good(other.move, candidate.move);
      });
      if (is_idle) continue;
      transitions.push_back(
          {.guard = candidate.move.guard, .target = number_of(candidate.move.next), .put_off = candidate.put_off});
    }
    return transitions;
  }

  /// An `until` is not put off where one of its own moves is contained in this one and does not ask for it again.
  std::uint64_t put_off_by(const Move& move) {
    std::uint64_t late = 0;
    for (const Obligation obligation : move.next) {
      const std::optional<std::size_t> number = alternating_.number_of_until(obligation);
      if (!number) continue;
      if (*number >= 64) throw AutomatonTooLarge("more than 64 formulas with an until");
      const bool is_met = std::ranges::any_of(alternating_.moves(obligation), [&](const Move& own) {
        work_.spend(1);
        return !std::ranges::binary_search(own.next, obligation) && ltl::is_as_good(own, move);
      });
      if (!is_met) late |= std::uint64_t{1} << *number;
    }
    return late;
  }

  Alternating alternating_;
  std::size_t states_max_;
  Work& work_;
  std::map<Obligations, StateNumber> numbers_;
  std::vector<Obligations> states_;
};

std::vector<GeneralisedTransition> between_classes(const std::vector<GeneralisedTransition>& transitions,
                                                   const std::vector<StateNumber>& classes, Work& work) {
  std::vector<GeneralisedTransition> renamed = transitions;
  for (GeneralisedTransition& transition : renamed) transition.target = classes[transition.target];
  return without_idle(
      std::move(renamed), [](const auto& one, const auto& other) { return is_as_good(one, other); }, work);
}

Generalised merged(const Generalised& automaton, Work& work) {
  const std::vector<StateNumber> classes = coarsest_classes(
      std::vector<StateNumber>(automaton.transitions.size(), 0),
      [&](StateNumber state, const auto& by) { return between_classes(automaton.transitions[state], by, work); });
  Generalised result;
  for (StateNumber state = 0; state < classes.size(); ++state) {
    // Classes are numbered in the order of their first states.
    if (classes[state] != result.transitions.size()) continue;
    result.transitions.push_back(between_classes(automaton.transitions[state], classes, work));
  }
  for (const StateNumber state : automaton.initial) result.initial.push_back(classes[state]);
  return result;
}

}  // namespace

Generalised generalised_for(const Formula& formula, std::size_t states_max, Work& work) {
  return merged(Construction(states_max, work).run(formula), work);
}

}  // namespace doublecheck::ltl
