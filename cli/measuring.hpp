/// Measuring: the metrics of the simulator in the terms of reports.
#pragma once

#include "reports/results.hpp"
#include "scenarios/scenario.hpp"
#include "sim/metrics.hpp"

namespace doublecheck::cli {

/// Puts what was measured and counted in the runs of the scenario into the result. REQUIRES: the samples are sorted.
void add_measures(reports::SimulationResult& result, const sim::Metrics& metrics, const scenarios::Scenario& scenario);

}  // namespace doublecheck::cli
