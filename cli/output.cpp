#include "cli/output.hpp"

#include "cli/coverage.hpp"
#include "cli/path_names.hpp"
#include "cli/saved_replications.hpp"
#include "cli/scenario_files.hpp"
#include "cli/standard_streams.hpp"
#include "cli/terminal.hpp"
#include "reports/html.hpp"
#include "reports/json.hpp"
#include "reports/population_csv.hpp"
#include "scenarios/path_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
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

/// `name`: the scenario's among the distinct ones.
void save_path(const FoundPath& found, const scenarios::Scenario& scenario, const std::string& name,
               bool from_simulation, const Arguments& arguments, Outputs& outputs) {
  scenarios::PathFile path;
  const std::string file = path_name(name, found.property, from_simulation);
  path.file = outputs.in_folder(file);
  path.scenario_file = scenario.file;
  path.settings = settings_for(arguments, from_simulation);
  if (scenarios::find_asked(scenario, found.property) != nullptr) path.property = found.property;
  path.instance = found.instance;
  for (const model::Action& action : found.actions) path.actions.push_back(scenarios::named(action, scenario.setup));
  path.cycle_start = found.cycle_start;
  outputs.write_in_folder(file, scenarios::write_path_text(path));
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

ExitStatus status_of(const std::vector<reports::PathResult>& paths) {
  const bool all = std::ranges::all_of(paths, &reports::PathResult::as_expected);
  return all ? ExitStatus::as_expected : ExitStatus::violated;
}

/// All files that are read. The one that is extended is written anew by intent.
std::vector<std::string> inputs_of(const ReadScenarios& read, const std::vector<SavedPath>& paths,
                                   const Arguments& arguments) {
  std::vector<std::string> files = read.files;
  for (const SavedPath& path : paths) std::ranges::copy(path.files, std::back_inserter(files));
  const std::string& extended = arguments.population.extend;
  const bool is_replaced = reports::identity_of(extended) == reports::identity_of(arguments.json);
  if (!extended.empty() && !is_replaced) files.push_back(extended);
  return files;
}

/// REQUIRES: the text ends in a line feed.
std::string last_line(const std::string& text) { return text.substr(text.rfind('\n', text.size() - 2) + 1); }

}  // namespace

reports::Report report_of(const std::vector<Finished>& finished, const Arguments& arguments) {
  reports::Report report;
  report.tool_version = DOUBLECHECK_VERSION;
  report.command = arguments.line;
  for (const Finished& one : finished) report.scenarios.push_back(one.result);
  for (reports::ScenarioResult& scenario : report.scenarios) {
    if (scenario.population) scenario.population->digest = digest_of_result(*scenario.population);
  }
  report.requirements = reported_requirements();
  return report;
}

Outputs open_outputs(const std::vector<scenarios::Scenario>& scenarios, const std::vector<std::string>& inputs,
                     const Arguments& arguments) {
  Outputs outputs(inputs);
  outputs.add("--json", arguments.json);
  outputs.add("--csv", arguments.population.csv);
  outputs.add("--html", arguments.html);
  std::vector<std::string> saved;
  const std::vector<std::string> names = distinct_names(scenarios);
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    std::ranges::move(path_names(scenarios[i], names[i]), std::back_inserter(saved));
  }
  outputs.add_folder("--save", arguments.save, saved);
  return outputs;
}

void write_outputs(const std::vector<Finished>& finished, const std::vector<scenarios::Scenario>& scenarios,
                   const reports::Report& report, const Arguments& arguments, Outputs& outputs) {
  outputs.write("--json", [&] { return reports::to_json(report); });
  outputs.write("--csv", [&] { return csv_of(report); });
  outputs.write("--html", [&] { return reports::to_html(report); });
  if (!outputs.has_folder()) return;
  const std::vector<std::string> names = distinct_names(scenarios);
  for (std::size_t i = 0; i < finished.size(); ++i) {
    const auto save = [&](const FoundPath& path, bool from_simulation) {
      save_path(path, scenarios[i], names[i], from_simulation, arguments, outputs);
    };
    for (const FoundPath& path : finished[i].check_paths) save(path, false);
    for (const FoundPath& path : finished[i].simulation_paths) save(path, true);
  }
}

ExitStatus worst_status(const std::vector<Finished>& finished, const Arguments& arguments, bool ran_paths) {
  const auto did_not_run = [](const Finished& one) { return one.status == ExitStatus::nothing_ran; };
  if (!ran_paths && !finished.empty() && std::ranges::all_of(finished, did_not_run)) return ExitStatus::nothing_ran;
  const ExitStatus of_idle = arguments.command == Command::gate ? ExitStatus::violated : ExitStatus::as_expected;
  ExitStatus status = ExitStatus::as_expected;
  for (const Finished& one : finished) status = worse(status, did_not_run(one) ? of_idle : one.status);
  return status;
}

ExitStatus run_and_report(const std::vector<std::string>& files, const Drivers& drivers, const Arguments& arguments,
                          const Texts& texts, const std::vector<SavedPath>& paths) {
  const ReadScenarios read = read_scenarios(files, arguments);
  if (!read.diagnostics.empty()) {
    print_diagnostics(read.diagnostics, arguments);
    return ExitStatus::bad_input;
  }
  if (read.scenarios.empty() && paths.empty()) {
    print_error("error: there are no scenario files (*.toml) in what was named\n");
    return ExitStatus::nothing_ran;
  }
  const bool has_population =
      std::ranges::any_of(read.scenarios, [](const scenarios::Scenario& s) { return s.population.has_value(); });
  if (!has_population && is_about_populations(arguments.population)) {
    print_error(
        "error: there is no population in what was named, and an option is about populations alone\n"
        "help: docs/simulation.md tells which are, and `[population]` of a scenario file describes one\n");
    return ExitStatus::bad_input;
  }
  Outputs outputs = open_outputs(read.scenarios, inputs_of(read, paths, arguments), arguments);
  const bool prints = !outputs.takes_standard_output();
  const auto finished = run_scenarios(read.scenarios, drivers, arguments, [&](const Finished& one) {
    if (!prints || arguments.quiet) return;
    print_drawn(texts.block(one.result), arguments);
    flush_out();
  });
  reports::Report report = report_of(finished, arguments);
  for (const SavedPath& saved : paths) report.paths.push_back(result_of(saved));
  if (prints) {
    std::string close = texts.close(report);
    if (close.empty() && arguments.quiet) close = last_line(texts.block(report.scenarios.front()));
    print_drawn(close, arguments);
  }
  write_outputs(finished, read.scenarios, report, arguments, outputs);
  const ExitStatus of_scenarios = worst_status(finished, arguments, !report.paths.empty());
  return worse(worse(of_scenarios, status_of(report.paths)), outputs.status());
}

}  // namespace doublecheck::cli
