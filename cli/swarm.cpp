#include "cli/swarm.hpp"

#include "cli/checking.hpp"
#include "cli/outputs.hpp"
#include "cli/path_names.hpp"
#include "cli/scenario_files.hpp"
#include "cli/simulating.hpp"
#include "cli/standard_streams.hpp"
#include "cli/terminal.hpp"
#include "reports/quantities.hpp"
#include "reports/verdicts.hpp"
#include "scenarios/reading.hpp"
#include "scenarios/settings.hpp"
#include "scenarios/text_file.hpp"
#include "scenarios/writing.hpp"
#include "sim/simulation.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

namespace doublecheck::cli {
namespace {

std::string words_of(const Size& size) {
  return fmt::format("{}, {}, {}, {}", reports::counted(size.faults, "fault", "faults"),
                     reports::counted(size.messages, "message", "messages"),
                     reports::counted(size.participants, "participant", "participants"),
                     reports::counted(size.settings, "setting", "settings"));
}

/// The document of a scenario file that was read without a problem before.
scenarios::Table document_of(const std::string& file, const std::vector<scenarios::Setting>& settings) {
  std::vector<scenarios::Diagnostic> diagnostics;
  const std::string text = scenarios::read_text_file(file, "scenario", diagnostics).value();
  scenarios::Problems problems(file, text, settings);
  scenarios::Table document = scenarios::parse_document(text, problems).value();
  scenarios::apply_settings(document, settings, problems);
  return document;
}

scenarios::Scenario scenario_of(const scenarios::Table& document, const std::string& file) {
  return scenarios::parse_scenario(scenarios::to_toml(document), file).scenario.value();
}

/// Platform files are named as seen from the scenario's folder.
void move_platform_files(scenarios::Table& document, const std::filesystem::path& from,
                         const std::filesystem::path& to) {
  const scenarios::Entry* named = scenarios::find_entry(std::as_const(document), "platforms");
  if (named == nullptr) return;
  scenarios::Array files = std::get<scenarios::Array>(named->value.content);
  for (scenarios::Value& file : files.values) {
    auto& name = std::get<std::string>(file.content);
    const std::filesystem::path path = std::filesystem::absolute(from) / name;
    name = path.lexically_normal().lexically_relative(std::filesystem::absolute(to).lexically_normal()).string();
  }
  scenarios::find_entry(document, "platforms")->value.content = std::move(files);
}

/// What the checker says of the property, as the end of a sentence.
std::string checked_words(const scenarios::Scenario& scenario, const std::string& property,
                          const Arguments& arguments) {
  CheckSettings settings;
  settings.jobs = arguments.jobs;
  settings.limits.states_max = 2'000'000;
  settings.is_interrupted = is_interrupted;
  const reports::CheckResult result = check_scenario(scenario, settings).result;
  for (const reports::PropertyResult& one : result.properties) {
    if (one.id != property) continue;
    const auto length = reports::counterexample_length(one);
    return fmt::format("{} {}{} of {}", property, reports::word(one.verdict),
                       length ? fmt::format(" in {}", reports::counted(*length, "step", "steps")) : "",
                       reports::counted(result.states, "state", "states"));
  }
  return property + " is not among what is checked";
}

/// Of the scenario that a failure is shrunk to. `name`: the scenario's among the distinct ones.
std::string file_name(std::string_view name, std::string_view property) {
  return fmt::format("{}-swarm-{}.toml", name, property);
}

/// The folder for what is found.
Outputs open_outputs(const ReadScenarios& read, const std::vector<std::string>& names, const Arguments& arguments) {
  Outputs outputs(read.files);
  std::vector<std::string> files;
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (const scenarios::AskedProperty& asked : read.scenarios[i].properties) {
      files.push_back(file_name(names[i], asked.property.name));
    }
  }
  outputs.add_folder("--save", arguments.save.empty() ? "." : arguments.save, files);
  return outputs;
}

ExitStatus tell_failure(const scenarios::Scenario& scenario, const std::string& name, const scenarios::Table& document,
                        const std::string& property, std::uint32_t number, const Arguments& arguments,
                        Outputs& outputs) {
  std::uint64_t tries = 0;
  scenarios::Table minimal = shrunk(document, scenario.file, property, tries);
  const std::filesystem::path folder = arguments.save.empty() ? "." : arguments.save;
  move_platform_files(minimal, std::filesystem::path(scenario.file).parent_path(), folder);
  const std::string file = outputs.in_folder(file_name(name, property));
  const bool is_written = outputs.write_in_folder(file_name(name, property), scenarios::to_toml(minimal));
  const scenarios::AskedProperty* asked = scenarios::find_asked(scenario, property);
  const bool is_surprise = asked == nullptr || asked->expected == scenarios::Expected::holds;
  print_out("{}: {} fails in mutation {}{}\n  shrunk from {}\n  to {}, in {}\n", scenario.name, property, number,
            is_surprise ? "" : ", as expected", words_of(size_of(document)), words_of(size_of(minimal)),
            reports::counted(tries, "try", "tries"));
  if (is_written) print_out("  written to {}\n", file);
  print_out("  the checker says: {}\n", checked_words(scenario_of(minimal, file), property, arguments));
  return is_surprise ? ExitStatus::violated : ExitStatus::as_expected;
}

ExitStatus swarm_over(const scenarios::Scenario& scenario, const std::string& name, const Arguments& arguments,
                      Outputs& outputs) {
  const scenarios::Table document = document_of(scenario.file, arguments.settings);
  const std::uint64_t seed = arguments.seed.value_or(scenario.environment.seed);
  ProgressLine progress(!arguments.quiet);
  for (std::uint32_t number = 0; number < arguments.swarm; ++number) {
    if (is_interrupted()) {
      print_out("{}: interrupted after {}\n", scenario.name, reports::counted(number, "mutation", "mutations"));
      return ExitStatus::inconclusive;
    }
    progress.show(fmt::format("{}: mutation {} of {}", scenario.name, number + 1, arguments.swarm));
    const scenarios::Table candidate = mutated(document, scenario, seed, number);
    const auto property = find_failure(scenario_of(candidate, scenario.file), 1);
    if (!property) continue;
    progress.clear();
    return tell_failure(scenario, name, candidate, *property, number, arguments, outputs);
  }
  progress.clear();
  print_out("{}: nothing was seen to fail in {} with seed {}\n", scenario.name,
            reports::counted(arguments.swarm, "mutation", "mutations"), seed);
  return ExitStatus::as_expected;
}

}  // namespace

std::optional<std::string> find_failure(const scenarios::Scenario& scenario, std::uint32_t runs) {
  std::vector<sim::WatchedProperty> properties;
  for (const scenarios::AskedProperty& asked : scenario.properties) {
    if (is_watched(asked.property)) properties.push_back(watched(asked.property));
  }
  sim::Environment environment = scenario.environment;
  environment.runs = runs;
  const sim::Outcome outcome = sim::simulate(scenario.setup, environment, properties);
  if (!outcome.findings.empty()) return properties[outcome.findings.front().violation.property].name;
  const auto& metrics = outcome.metrics;
  const auto is_asked = [&](std::string_view name) { return scenarios::find_asked(scenario, name) != nullptr; };
  if (metrics[sim::Counter::undelivered] > 0 && is_asked("DELIVERY")) return "DELIVERY";
  if (metrics[sim::Counter::two_checks_seen] < metrics[sim::Counter::composed] && is_asked("MARK2")) return "MARK2";
  return std::nullopt;
}

ExitStatus run_swarm(const Arguments& arguments) {
  const ReadScenarios read = read_scenarios(arguments.paths, arguments);
  if (!read.diagnostics.empty()) {
    print_diagnostics(read.diagnostics, arguments);
    return ExitStatus::bad_input;
  }
  const std::vector<std::string> names = distinct_names(read.scenarios);
  Outputs outputs = open_outputs(read, names, arguments);
  ExitStatus status = ExitStatus::nothing_ran;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const scenarios::Scenario& scenario = read.scenarios[i];
    if (!scenario.simulated) {
      print_out("{}: has no participants that could be simulated\n", scenario.name);
      continue;
    }
    const ExitStatus one = swarm_over(scenario, names[i], arguments, outputs);
    status = status == ExitStatus::nothing_ran ? one : worse(status, one);
  }
  return worse(status, outputs.status());
}

}  // namespace doublecheck::cli
