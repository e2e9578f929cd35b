/// Replaying: a saved path taken again, by the rules of the checker's model and by the simulator's event queue.
#pragma once

#include "model/action.hpp"
#include "reports/results.hpp"
#include "scenarios/path_file.hpp"
#include "scenarios/scenario.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace doublecheck::cli {

struct Replayed {
  reports::Counterexample told;              // as far as the path is possible
  std::optional<std::size_t> impossible_at;  // the first step that is not enabled, from 0
  std::string obstacle;                      // what is enabled instead
  std::vector<std::string> findings;         // one line each
  bool does_what_it_says =
      false;  // possible to the end in both drivers, and what it is said to violate is violated there
};

/// `actions`: the path's, in terms of the scenario's setup. A path that names no property is only asked to be possible.
Replayed replay_path(const scenarios::PathFile& path, const scenarios::Scenario& scenario,
                     std::span<const model::Action> actions);

}  // namespace doublecheck::cli
