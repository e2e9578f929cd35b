/// Unsent: messages that nobody ever composes, so that nothing that was found says anything about them.
#pragma once

#include "reports/results.hpp"
#include "scenarios/scenario.hpp"

#include <string>
#include <vector>

namespace doublecheck::cli {

/// A sentence without a full stop for each message of the scenario that nothing can compose, whoever runs it.
std::vector<std::string> warnings_about_unsent(const scenarios::Scenario& scenario);

/// The same for each message that was not composed in what was run, as far as the results tell.
std::vector<std::string> warnings_about_unsent(const scenarios::Scenario& scenario,
                                               const reports::ScenarioResult& result);

}  // namespace doublecheck::cli
