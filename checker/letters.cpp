#include "checker/letters.hpp"

#include <algorithm>
#include <unordered_map>

namespace doublecheck::checker {

Letters::Letters(const ExploredGraph& explored, const StateClasses& classes, const NeverClaim& claim)
    : explored_(explored), classes_(classes), claim_(claim) {
  std::unordered_map<ltl::Letter, std::uint32_t> numbers;  // only ever looked up
  for (StateClasses::ClassNumber number = 0; number < classes_.count(); ++number) {
    const ltl::Letter letter = explored_.predicates.letter(classes_.representative(number), claim_.first, claim_.count);
    const auto [found, is_new] = numbers.try_emplace(letter, static_cast<std::uint32_t>(readings_.size()));
    if (is_new) readings_.push_back(reading_of(letter));
    letter_of_.push_back(found->second);
  }
}

Letters::Reading Letters::reading_of(ltl::Letter letter) const {
  Reading reading;
  for (StateNumber state = 0; state < automaton().states.size(); ++state) {
    std::vector<StateNumber>& targets = reading.targets.emplace_back();
    for (const ltl::Transition& transition : automaton().states[state].transitions) {
      if (transition.guard.admits(letter)) targets.push_back(transition.target);
    }
    std::ranges::sort(targets);
    const auto [first, last] = std::ranges::unique(targets);
    targets.erase(first, last);
    reading.accepts_for_ever.push_back(ltl::accepts_for_ever(automaton(), state, letter));
  }
  return reading;
}

}  // namespace doublecheck::checker
