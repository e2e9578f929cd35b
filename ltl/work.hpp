/// The work that a translation may cost: a count of small steps and no clock, so that the same formula is translated,
/// or refused, on every machine.
#pragma once

#include <cstddef>

#include "ltl/automaton.hpp"

namespace doublecheck::ltl {

/// For one translation, comparisons of two transitions and the like: half a second or so. The conjunction of five
/// `leads_to`, which has as many states as are allowed, takes 57 million of them; what people write takes thousands.
inline constexpr std::size_t kAutomatonStepsMax = 200'000'000;

class Work {
 public:
  explicit Work(std::size_t steps_max = kAutomatonStepsMax) : left_(steps_max) {}

  /// Throws AutomatonTooLarge if so much is not left.
  void spend(std::size_t steps) {
    if (steps > left_) throw AutomatonTooLarge("more work than any formula is worth");
    left_ -= steps;
  }

  [[nodiscard]] std::size_t left() const { return left_; }

 private:
  std::size_t left_;
};

/// The same automaton as without `work`, of which it takes what it needs. Throws AutomatonTooLarge.
Automaton automaton_for(const Formula& formula, Work& work, std::size_t states_max = kAutomatonStatesMax);

}  // namespace doublecheck::ltl
