/// Simulating the population of a scenario as the command line asks for it, and what came of it in the terms of
/// reports.
#pragma once

#include "cli/arguments.hpp"
#include "cli/population_running.hpp"
#include "reports/population_result.hpp"
#include "scenarios/scenario.hpp"

#include <functional>
#include <string>

namespace doublecheck::cli {

struct PopulationSimulated {
  reports::PopulationResult result;
  std::string divergence;  // empty: none was seen or looked for
  std::string untraced;    // which message that was to be traced was never written; empty: none
  bool was_cut = false;
};

/// Throws NotExtendable. REQUIRES: the scenario has a population.
PopulationSimulated simulate_population(scenarios::Scenario scenario, const Arguments& arguments, unsigned jobs,
                                        const std::function<void(const std::string&)>& on_progress,
                                        const Simulate& simulate);

}  // namespace doublecheck::cli
