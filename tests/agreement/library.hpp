/// The scenario library as tests see it.
#pragma once

#include "cli/scenario_files.hpp"
#include "scenarios/reading.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace doublecheck {

inline scenarios::Scenario read_or_throw(const std::string& file,
                                         const std::vector<scenarios::Setting>& settings = {}) {
  auto read = scenarios::read_scenario(file, settings);
  if (!read.scenario) throw std::runtime_error(scenarios::to_text(read.diagnostics.front(), false));
  return *read.scenario;
}

/// Every scenario of the library, mutants and those included in which only a population takes part. Its files are read
/// once: under the sanitizers it takes seconds.
inline std::vector<scenarios::Scenario> library() {
  static const std::vector<scenarios::Scenario> all = [] {
    std::vector<scenarios::Scenario> scenarios;
    for (const std::string& file : cli::expand_folders({DOUBLECHECK_LIBRARY})) scenarios.push_back(read_or_throw(file));
    return scenarios;
  }();
  return all;
}

/// Those that have participants.
inline std::vector<scenarios::Scenario> library_with_participants() {
  std::vector<scenarios::Scenario> scenarios = library();
  std::erase_if(scenarios, [](const scenarios::Scenario& scenario) { return scenario.setup.participants.empty(); });
  return scenarios;
}

}  // namespace doublecheck
