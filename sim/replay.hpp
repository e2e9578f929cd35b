/// The replay: drives a saved path through the simulator's own event queue and shows what it does there.
#pragma once

#include "sim/simulation.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace doublecheck::sim {

/// The first state on the path that violates the property.
struct ReplayFinding {
  std::size_t steps = 0;  // taken before this state; 0 is the initial state
  Violation violation;

  bool operator==(const ReplayFinding&) const = default;
};

struct ReplayOutcome {
  bool possible = false;                // every action was enabled when its time came
  std::size_t steps_done = 0;           // if not possible, the number of the action that was not enabled
  std::vector<ReplayFinding> findings;  // at most one for each property, in order of steps
  model::World end;                     // after the last step done
};

/// Takes the actions one a millisecond, in the world of the setup with its own budgets.
/// REQUIRES: `watched` were made for the setup.
ReplayOutcome replay(const model::Setup& setup, std::span<const model::Action> path,
                     std::span<const WatchedProperty> watched, const Observer& observer = {});

}  // namespace doublecheck::sim
