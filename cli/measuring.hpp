/// Measuring: the metrics of the simulator in the terms of reports.
#pragma once

#include "reports/results.hpp"
#include "scenarios/scenario.hpp"
#include "sim/simulation.hpp"

namespace doublecheck::cli {

/// Puts what was measured and counted in the runs of the scenario into the result. Quantiles are of all messages, by
/// the product limit, and their intervals from runs that are drawn again.
void add_measures(reports::SimulationResult& result, const sim::Outcome& outcome, const scenarios::Scenario& scenario);

}  // namespace doublecheck::cli
