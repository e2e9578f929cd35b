#include "cli/output.hpp"

#include "cli/coverage.hpp"
#include "cli/scenario_files.hpp"
#include "cli/terminal.hpp"
#include "reports/html.hpp"
#include "reports/json.hpp"
#include "reports/output_file.hpp"
#include "reports/population_csv.hpp"
#include "scenarios/path_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <utility>

namespace doublecheck::cli {
namespace {

/// Simulated runs are rationed by rates, so that their paths need budgets without end.
std::vector<scenarios::Setting> settings_for(const Arguments& arguments, bool from_simulation) {
  std::vector<scenarios::Setting> settings = arguments.settings;
  if (!from_simulation) return settings;
  for (const model::BudgetInfo& info : model::budget_catalogue()) {
    settings.push_back({fmt::format("budgets.{}", info.key), "unlimited"});
  }
  return settings;
}

void save_path(const FoundPath& found, const scenarios::Scenario& scenario, bool from_simulation,
               const Arguments& arguments) {
  namespace fs = std::filesystem;
  scenarios::PathFile path;
  const fs::path folder = arguments.save;
  path.file = (folder / fmt::format("{}-{}{}.path", scenario.name, found.property, from_simulation ? "-simulated" : ""))
                  .string();
  path.scenario_file = scenario.file;
  path.settings = settings_for(arguments, from_simulation);
  if (scenarios::find_asked(scenario, found.property) != nullptr) path.property = found.property;
  path.instance = found.instance;
  for (const model::Action& action : found.actions) path.actions.push_back(scenarios::named(action, scenario.setup));
  path.cycle_start = found.cycle_start;
  reports::write_atomically(path.file, scenarios::write_path_text(path));
}

std::string csv_of(const reports::Report& report) {
  std::string text;
  for (const reports::ScenarioResult& scenario : report.scenarios) {
    if (scenario.population) text += reports::population_csv(*scenario.population, scenario.scenario, text.empty());
  }
  return text;
}

bool is_about_populations(const PopulationArguments& a) {
  return a.replications || a.relative_error || !a.traced.empty() || !a.csv.empty() || !a.extend.empty() ||
         a.checks_determinism;
}

void make_folder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw reports::OutputError(fmt::format("cannot make the folder `{}`: {}", folder, error.message()));
}

ExitStatus status_of(const std::vector<reports::PathResult>& paths) {
  const bool all = std::ranges::all_of(paths, &reports::PathResult::as_expected);
  return all ? ExitStatus::as_expected : ExitStatus::violated;
}

/// REQUIRES: the text ends in a line feed.
std::string last_line(const std::string& text) { return text.substr(text.rfind('\n', text.size() - 2) + 1); }

}  // namespace

reports::Report report_of(const std::vector<Finished>& finished, const Arguments& arguments) {
  reports::Report report;
  report.tool_version = DOUBLECHECK_VERSION;
  report.command = arguments.line;
  for (const Finished& one : finished) report.scenarios.push_back(one.result);
  report.requirements = reported_requirements();
  return report;
}

void write_outputs(const std::vector<Finished>& finished, const std::vector<scenarios::Scenario>& scenarios,
                   const reports::Report& report, const Arguments& arguments) {
  if (arguments.json == "-") fmt::print("{}", reports::to_json(report));
  if (!arguments.json.empty() && arguments.json != "-")
    reports::write_atomically(arguments.json, reports::to_json(report));
  if (!arguments.population.csv.empty()) reports::write_atomically(arguments.population.csv, csv_of(report));
  if (!arguments.html.empty()) reports::write_atomically(arguments.html, reports::to_html(report));
  if (arguments.save.empty()) return;
  make_folder(arguments.save);
  for (std::size_t i = 0; i < finished.size(); ++i) {
    for (const FoundPath& path : finished[i].check_paths) save_path(path, scenarios[i], false, arguments);
    for (const FoundPath& path : finished[i].simulation_paths) save_path(path, scenarios[i], true, arguments);
  }
}

bool prints_text(const Arguments& arguments) { return arguments.json != "-"; }

ExitStatus worst_status(const std::vector<Finished>& finished, const Arguments& arguments, bool ran_paths) {
  const auto did_not_run = [](const Finished& one) { return one.status == ExitStatus::nothing_ran; };
  if (!ran_paths && !finished.empty() && std::ranges::all_of(finished, did_not_run)) return ExitStatus::nothing_ran;
  const ExitStatus of_idle = arguments.command == Command::gate ? ExitStatus::violated : ExitStatus::as_expected;
  ExitStatus status = ExitStatus::as_expected;
  for (const Finished& one : finished) status = worse(status, did_not_run(one) ? of_idle : one.status);
  return status;
}

ExitStatus run_and_report(const std::vector<std::string>& files, const Drivers& drivers, const Arguments& arguments,
                          const Texts& texts, std::vector<reports::PathResult> paths) {
  const ReadScenarios read = read_scenarios(files, arguments);
  if (!read.diagnostics.empty()) {
    print_diagnostics(read.diagnostics, arguments);
    return ExitStatus::bad_input;
  }
  if (read.scenarios.empty() && paths.empty()) {
    fmt::print(stderr, "error: there are no scenario files (*.toml) in what was named\n");
    return ExitStatus::nothing_ran;
  }
  const bool has_population =
      std::ranges::any_of(read.scenarios, [](const scenarios::Scenario& s) { return s.population.has_value(); });
  if (!has_population && is_about_populations(arguments.population)) {
    fmt::print(stderr,
               "error: there is no population in what was named, and an option is about populations alone\n"
               "help: docs/simulation.md tells which are, and `[population]` of a scenario file describes one\n");
    return ExitStatus::bad_input;
  }
  const bool prints = prints_text(arguments);
  const auto finished = run_scenarios(read.scenarios, drivers, arguments, [&](const Finished& one) {
    if (!prints || arguments.quiet) return;
    fmt::print("{}", texts.block(one.result));
    std::fflush(stdout);
  });
  reports::Report report = report_of(finished, arguments);
  report.paths = std::move(paths);
  write_outputs(finished, read.scenarios, report, arguments);
  if (prints) {
    std::string close = texts.close(report);
    if (close.empty() && arguments.quiet) close = last_line(texts.block(report.scenarios.front()));
    fmt::print("{}", close);
  }
  return worse(worst_status(finished, arguments, !report.paths.empty()), status_of(report.paths));
}

}  // namespace doublecheck::cli
