/// Scenario files as the command line names them: finding, reading and complaining.
#pragma once

#include "cli/arguments.hpp"
#include "scenarios/diagnostic.hpp"
#include "scenarios/scenario.hpp"

#include <string>
#include <vector>

namespace doublecheck::cli {

/// The files named, and the scenario files (`*.toml`) in the folders named and in those below, each folder's in
/// alphabetical order.
std::vector<std::string> expand_folders(const std::vector<std::string>& paths);

struct ReadScenarios {
  std::vector<scenarios::Scenario> scenarios;
  std::vector<scenarios::Diagnostic> diagnostics;  // if there is one, do not run anything
};

/// Reads the files with the settings, the seed and nothing else of the arguments.
ReadScenarios read_scenarios(const std::vector<std::string>& files, const Arguments& arguments);

}  // namespace doublecheck::cli
