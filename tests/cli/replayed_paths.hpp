/// Paths of small scenarios, replayed, for tests.
#pragma once

#include "cli/replaying.hpp"
#include "scenarios/path_file.hpp"
#include "scenarios/reading.hpp"

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace doublecheck::tests {

inline scenarios::Scenario scenario_of(const std::string& name) {
  auto read = scenarios::read_scenario(std::string(DOUBLECHECK_LIBRARY) + "/" + name);
  if (!read.scenario) throw std::runtime_error("cannot read " + name);
  return *read.scenario;
}

/// Reads the lines as the actions of a path file and replays them.
/// REQUIRES: they are actions of the scenario.
inline cli::Replayed replayed(const scenarios::Scenario& scenario, std::string_view actions) {
  const std::string text = "# doublecheck path, version 1\nscenario any.toml\n---\n" + std::string(actions);
  const auto read = scenarios::parse_path(text, "a.path");
  if (!read.path) throw std::runtime_error("not a path: " + read.diagnostics.at(0).message);
  const auto resolved = scenarios::resolve_actions(*read.path, scenario.setup);
  if (!resolved.actions) throw std::runtime_error("not of this scenario: " + resolved.diagnostics.at(0).message);
  return cli::replay_path(*read.path, nullptr, scenario, *resolved.actions);
}

}  // namespace doublecheck::tests
