#include "cli/saved_paths.hpp"

#include "cli/reading_phase.hpp"
#include "cli/replaying.hpp"
#include "cli/terminal.hpp"
#include "scenarios/reading.hpp"

#include <fmt/format.h>

#include <utility>

namespace doublecheck::cli {

std::optional<SavedPath> read_saved_path(const std::string& file, const Arguments& arguments) {
  const ReadingPhase reading(arguments.timeout_seconds);
  const auto path = scenarios::read_path(file);
  print_diagnostics(path.diagnostics, arguments);
  if (!path.path) return std::nullopt;
  const auto scenario = scenarios::read_scenario(path.path->scenario_file, path.path->settings);
  print_diagnostics(scenario.diagnostics, arguments);
  if (!scenario.scenario) return std::nullopt;
  const auto resolved = scenarios::resolve_actions(*path.path, scenario.scenario->setup);
  print_diagnostics(resolved.diagnostics, arguments);
  scenarios::ResolvedProperty property;
  if (!path.path->property.empty()) property = scenarios::resolve_property(*path.path, *scenario.scenario);
  print_diagnostics(property.diagnostics, arguments);
  if (!resolved.actions || !property.diagnostics.empty()) return std::nullopt;
  SavedPath saved{*path.path, *scenario.scenario, std::move(property.property), *resolved.actions, scenario.files};
  saved.files.push_back(file);
  return saved;
}

reports::PathResult result_of(const SavedPath& saved) {
  const properties::Property* property = saved.property ? &*saved.property : nullptr;
  const reports::Replay report = replay_path(saved.path, property, saved.scenario, saved.actions).report;
  reports::PathResult result;
  result.file = saved.path.file;
  result.scenario = saved.scenario.file;
  result.property = saved.path.property;
  result.violation_expected = property != nullptr && !saved.path.is_fixed;
  result.as_expected = report.does_what_it_says;
  result.findings = report.findings;
  if (report.obstacle) {
    result.findings.push_back(fmt::format("line {}: step {} is not possible: `{}` ({})", report.obstacle->line,
                                          report.obstacle->step + 1, report.obstacle->action,
                                          report.obstacle->meaning));
  }
  return result;
}

}  // namespace doublecheck::cli
