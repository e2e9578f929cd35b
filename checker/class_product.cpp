#include "checker/class_product.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace doublecheck::checker {
namespace {

using ltl::StateNumber;
using ClassNumber = StateClasses::ClassNumber;

/// Which pairs of a state of the automaton and a class a run can come to. It has all nodes that the product with the
/// graph itself has, made one by class, and perhaps more.
class ClassProduct {
 public:
  explicit ClassProduct(const Letters& letters)
      : letters_(letters), reached_(letters.automaton().states.size(), std::vector<bool>(letters.classes().count())) {
    const StateClasses& classes = letters.classes();
    const StateId initial_end = letters.explored().tree.level_start(1);
    for (StateId state = 0; state < initial_end && state < letters.state_count(); ++state) {
      for (const StateNumber before : letters.automaton().initial) enter(before, classes.class_of(state));
    }
    while (!waiting_.empty()) {
      const auto [beside, number] = waiting_.back();
      waiting_.pop_back();
      for (const ClassNumber next : classes.followers(number)) enter(beside, next);
    }
  }

  bool is_reached(StateNumber beside, ClassNumber number) const { return reached_[beside][number]; }

 private:
  void enter(StateNumber before, ClassNumber number) {
    for (const StateNumber beside : letters_.targets(before, letters_.letter_of_class(number))) {
      if (reached_[beside][number]) continue;
      reached_[beside][number] = true;
      waiting_.emplace_back(beside, number);
    }
  }

  const Letters& letters_;
  std::vector<std::vector<bool>> reached_;  // by state of the automaton, by class
  std::vector<std::pair<StateNumber, ClassNumber>> waiting_;
};

/// Whether the automaton can come into this state by the letter from one of the same component, as on a cycle it must.
bool stays_by(const Letters& letters, const ltl::Components& components, StateNumber beside, std::uint32_t letter) {
  for (StateNumber before = 0; before < letters.automaton().states.size(); ++before) {
    if (components.of_state[before] != components.of_state[beside]) continue;
    if (std::ranges::binary_search(letters.targets(before, letter), beside)) return true;
  }
  return false;
}

}  // namespace

bool could_accept(const Letters& letters, const FairStates& fair) {
  const ClassProduct product(letters);
  const ltl::Components components = ltl::components_of(letters.automaton());
  const std::vector<bool> recurs = letters.classes().classes_of(fair.recurring);
  const std::vector<bool> may_end = letters.classes().classes_of(fair.ending);
  for (StateNumber beside = 0; beside < letters.automaton().states.size(); ++beside) {
    const bool may_cycle =
        letters.automaton().states[beside].is_accepting;  // an accepting one lies on every such cycle
    for (ClassNumber number = 0; number < letters.classes().count(); ++number) {
      if (!recurs[number] || !product.is_reached(beside, number)) continue;
      const std::uint32_t letter = letters.letter_of_class(number);
      if (may_end[number] && letters.accepts_for_ever(beside, letter)) return true;
      if (may_cycle && stays_by(letters, components, beside, letter)) return true;
    }
  }
  return false;
}

}  // namespace doublecheck::checker
