/// Simulating: one scenario run by the simulator, and what was measured in the terms of reports.
#pragma once

#include "cli/checking.hpp"
#include "reports/results.hpp"
#include "scenarios/scenario.hpp"
#include "sim/simulation.hpp"

#include <functional>
#include <vector>

namespace doublecheck::cli {

struct Simulated {
  reports::SimulationResult result;
  std::vector<FoundPath> paths;  // one for each violated property
  bool interrupted = false;
};

struct SimulationSettings {
  std::function<bool()> is_interrupted;
  std::function<void(const sim::Progress&)> on_progress;
};

/// Can one state of a run refute the property? Only such ones are watched.
bool is_watched(const properties::Property& property);

/// The property in the simulator's terms. REQUIRES: is_watched(property).
sim::WatchedProperty watched(const properties::Property& property);

Simulated simulate_scenario(const scenarios::Scenario& scenario, const SimulationSettings& settings);

}  // namespace doublecheck::cli
