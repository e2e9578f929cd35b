#include "checker/state_classes.hpp"

#include <string>
#include <unordered_map>

namespace doublecheck::checker {

StateClasses::StateClasses(const ExploredGraph& explored) {
  classify(explored);
  follow_edges(explored.graph);
}

void StateClasses::classify(const ExploredGraph& explored) {
  std::unordered_map<std::string, ClassNumber> numbers;  // by the truth of all predicates; only ever looked up
  class_of_.resize(explored.graph.state_count());
  std::string row;
  std::string before;
  for (StateId state = 0; state < class_of_.size(); ++state) {
    row.clear();
    explored.predicates.append_row(state, row);
    if (state > 0 && row == before) {  // as many are, and looking up takes longer
      class_of_[state] = class_of_[state - 1];
      continue;
    }
    const auto [found, is_new] = numbers.try_emplace(row, static_cast<ClassNumber>(count()));
    if (is_new) representatives_.push_back(state);
    class_of_[state] = found->second;
    before.swap(row);
  }
}

/// Class by class, so that a mark for each class tells what was noted already.
void StateClasses::follow_edges(const StateGraph& graph) {
  std::vector<std::size_t> begins(count() + 1);  // of the states of each class, in `states`
  for (const ClassNumber number : class_of_) ++begins[number + std::size_t{1}];
  for (std::size_t i = 0; i < count(); ++i) begins[i + 1] += begins[i];
  std::vector<StateId> states(state_count());
  std::vector<std::size_t> next(begins.begin(), begins.end() - 1);
  for (StateId state = 0; state < state_count(); ++state) states[next[class_of_[state]]++] = state;
  std::vector<ClassNumber> noted_for(count(), static_cast<ClassNumber>(count()));
  for (ClassNumber number = 0; number < count(); ++number) {
    for (std::size_t i = begins[number]; i < begins[number + std::size_t{1}]; ++i) {
      for (EdgeIndex edge = graph.first_edge(states[i]); edge < graph.end_edge(states[i]); ++edge) {
        const StateId target = graph.target(edge);
        if (target >= state_count() || noted_for[class_of_[target]] == number) continue;
        noted_for[class_of_[target]] = number;
        followers_.push_back(class_of_[target]);
      }
    }
    starts_.push_back(followers_.size());
  }
}

std::vector<bool> StateClasses::classes_of(const std::vector<StateId>& states) const {
  std::vector<bool> has(count());
  for (const StateId state : states) has[class_of_[state]] = true;
  return has;
}

}  // namespace doublecheck::checker
