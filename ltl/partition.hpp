/// The states of an automaton in classes of such that cannot be told apart.
#pragma once

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "ltl/automaton.hpp"
#include "ltl/work.hpp"

namespace doublecheck::ltl {

/// The transitions without those beside which there is one as good; of equal ones, one stays. Sorted.
/// REQUIRES: `is_as_good` is reflexive and transitive, and of two different transitions at most one is as good.
template <class Each, class IsAsGood>
std::vector<Each> without_idle(std::vector<Each> transitions, IsAsGood is_as_good, Work& work) {
  std::ranges::sort(transitions);
  const auto [first, last] = std::ranges::unique(transitions);
  transitions.erase(first, last);
  std::vector<Each> kept;
  for (const Each& one : transitions) {
    const bool is_idle = std::ranges::any_of(transitions, [&](const Each& other) {
      work.spend(1);
      return other != one && is_as_good(other, one);
    });
    if (!is_idle) kept.push_back(one);
  }
  return kept;
}

/// Splits classes until states of one class have equal signatures, which may name the classes of successors.
/// `signature(state, classes)` is anything with an order. Classes are numbered in the order of their first states.
template <class Signature>
std::vector<StateNumber> coarsest_classes(std::vector<StateNumber> classes, Signature signature) {
  std::size_t count = 0;
  while (true) {
    std::map<std::pair<StateNumber, decltype(signature(StateNumber{}, classes))>, StateNumber> numbers;
    std::vector<StateNumber> finer(classes.size());
    for (StateNumber state = 0; state < classes.size(); ++state) {
      const auto next_number = static_cast<StateNumber>(numbers.size());
      finer[state] = numbers.try_emplace({classes[state], signature(state, classes)}, next_number).first->second;
    }
    classes = std::move(finer);
    if (numbers.size() == count) return classes;
    count = numbers.size();
  }
}

}  // namespace doublecheck::ltl
