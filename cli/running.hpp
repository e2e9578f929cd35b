/// Running: the drivers over many scenarios, several at once, with the results in the order of the scenarios.
#pragma once

#include "cli/arguments.hpp"
#include "cli/checking.hpp"
#include "cli/exit_status.hpp"
#include "reports/results.hpp"
#include "scenarios/scenario.hpp"

#include <functional>
#include <string>
#include <vector>

namespace doublecheck::cli {

struct Drivers {
  bool check = false;
  bool simulate = false;
  bool unmutated = false;  // check mutants without their mutation, too
};

/// One scenario's results, held against its expectations.
struct Finished {
  reports::ScenarioResult result;
  std::vector<FoundPath> check_paths;
  std::vector<FoundPath> simulation_paths;
  ExitStatus status = ExitStatus::as_expected;
};

/// What `run` gives; if it throws, the scenario as one that could not be run, with the reason and its status.
Finished run_guarded(const scenarios::Scenario& scenario, const Drivers& drivers, const Arguments& arguments,
                     const std::function<Finished()>& run);

/// Runs the drivers over every scenario, `arguments.jobs` at once. `on_finished` is called in the order of the
/// scenarios, from one thread at a time. Of several scenarios one that throws is guarded; a single one throws.
std::vector<Finished> run_scenarios(const std::vector<scenarios::Scenario>& scenarios, const Drivers& drivers,
                                    const Arguments& arguments,
                                    const std::function<void(const Finished&)>& on_finished);

}  // namespace doublecheck::cli
