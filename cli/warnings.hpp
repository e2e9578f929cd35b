/// Warnings: what makes the verdicts about a scenario say less than they seem to.
#pragma once

#include "checker/counts.hpp"
#include "model/setup.hpp"
#include "reports/results.hpp"
#include "scenarios/scenario.hpp"

#include <span>
#include <string>
#include <vector>

namespace doublecheck::cli {

/// What can be said before anything runs: properties that are true for reasons of logic alone. Sentences without a full
/// stop.
std::vector<std::string> warnings_about_properties(const scenarios::Scenario& scenario);

/// Sentences without a full stop, for a scenario that was explored completely. `properties`: of the scenario, judged.
/// `counts`: by label; empty if actions were not counted.
std::vector<std::string> warnings_about(const scenarios::Scenario& scenario,
                                        std::span<const reports::PropertyResult> properties,
                                        std::span<const checker::LabelCounts> counts);

}  // namespace doublecheck::cli
