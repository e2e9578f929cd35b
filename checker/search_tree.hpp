/// How each state was first reached: the tree of shortest paths that a breadth-first search leaves behind.
#pragma once

#include <cstdint>
#include <vector>

#include "checker/chunked_vector.hpp"
#include "checker/state_store.hpp"

namespace doublecheck::checker {

/// One step through the graph: the choice-th of the actions enabled in `state`.
struct Step {
  StateId state = kNoState;
  std::uint32_t choice = 0;

  bool operator==(const Step&) const = default;
};

/// From an initial state along `steps` to `end`.
struct StepPath {
  std::uint32_t initial = 0;  ///< position in Model::initial()
  std::vector<Step> steps;
  StateId end = kNoState;  ///< the state after the last step

  bool operator==(const StepPath&) const = default;
};

/// 8 bytes a state. States are added in the order of their numbers, and so in the order of their depths.
class SearchTree {
 public:
  /// REQUIRES: all initial states are added before the first other state.
  void add_initial(std::uint32_t position);

  /// REQUIRES: step.state was added, and its depth is not less than that of any other parent named before.
  void add(Step step);

  std::size_t size() const { return reached_by_.size(); }

  /// The number of levels, that is 1 + the greatest depth (0 without states).
  std::size_t level_count() const { return level_starts_.size(); }

  /// The states of depth `level` are level_start(level) to level_start(level + 1) - 1. REQUIRES: level <=
  /// level_count().
  StateId level_start(std::size_t level) const;

  /// The number of actions on a shortest path. REQUIRES: state < size().
  std::uint32_t depth(StateId state) const;

  /// A shortest path, the same one every time. REQUIRES: state < size().
  StepPath path_to(StateId state) const;

  std::uint64_t bytes() const { return reached_by_.bytes() + level_starts_.capacity() * sizeof(StateId); }

 private:
  ChunkedVector<Step> reached_by_;  // kNoState as state: initial, and choice is the position
  std::vector<StateId> level_starts_;
};

}  // namespace doublecheck::checker
