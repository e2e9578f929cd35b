/// Replaying: a saved path taken again, by the rules of the checker's model and by the simulator's event queue.
#pragma once

#include "model/action.hpp"
#include "model/world.hpp"
#include "properties/course.hpp"
#include "reports/replay.hpp"
#include "scenarios/path_file.hpp"
#include "scenarios/scenario.hpp"

#include <span>
#include <vector>

namespace doublecheck::cli {

struct Replayed {
  reports::Replay report;            // without formulas
  std::vector<model::World> worlds;  // one more than there are possible steps: the initial world first
  /// The same worlds and, if the path has a cycle that does not close at once, those of more rounds. Behind a path
  /// without a cycle, or one that is not possible to its end, nothing happens.
  properties::EndlessRun run;
};

/// `property`: the one that the path names, or nullptr; then the path is only asked to be possible, and its cycle to
/// close. `actions`: the path's, in terms of the scenario's setup.
Replayed replay_path(const scenarios::PathFile& path, const properties::Property* property,
                     const scenarios::Scenario& scenario, std::span<const model::Action> actions);

}  // namespace doublecheck::cli
