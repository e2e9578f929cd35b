#include "checker/search_tree.hpp"

#include <algorithm>

#include "checker/assert.hpp"

namespace doublecheck::checker {

void SearchTree::add_initial(std::uint32_t position) {
  CHECKER_ASSERT(level_count() <= 1);
  if (level_starts_.empty()) level_starts_.push_back(0);
  reached_by_.push_back({kNoState, position});
}

void SearchTree::add(Step step) {
  CHECKER_ASSERT(step.state < size());
  // The first child of a state of the deepest level opens the next one.
  if (step.state >= level_starts_.back()) level_starts_.push_back(static_cast<StateId>(size()));
  reached_by_.push_back(step);
}

StateId SearchTree::level_start(std::size_t level) const {
  return level < level_count() ? level_starts_[level] : static_cast<StateId>(size());
}

std::uint32_t SearchTree::depth(StateId state) const {
  const auto next = std::ranges::upper_bound(level_starts_, state);
  return static_cast<std::uint32_t>(next - level_starts_.begin() - 1);
}

StepPath SearchTree::path_to(StateId state) const {
  StepPath path;
  path.end = state;
  Step step = reached_by_[state];
  for (; step.state != kNoState; step = reached_by_[step.state]) path.steps.push_back(step);
  path.initial = step.choice;
  std::ranges::reverse(path.steps);
  return path;
}

}  // namespace doublecheck::checker
