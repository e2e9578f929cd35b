#include "cli/commands.hpp"
#include "cli/replaying.hpp"
#include "cli/terminal.hpp"
#include "reports/sequence_diagram.hpp"
#include "scenarios/path_file.hpp"
#include "scenarios/reading.hpp"

#include <fmt/format.h>

namespace doublecheck::cli {
namespace {

void print_steps(const reports::Counterexample& told) {
  for (std::size_t i = 0; i < told.steps.size(); ++i) {
    if (told.cycle_start == i) fmt::print("     from here on the steps repeat for ever\n");
    fmt::print("{:>3}  {}\n     {}\n", i + 1, told.steps[i].action, told.steps[i].words);
  }
}

/// Prints what came of it and says whether the path does what it says.
bool print_outcome(const Replayed& replayed) {
  if (replayed.impossible_at) {
    fmt::print("step {} is not possible: {}\n", *replayed.impossible_at + 1, replayed.obstacle);
  }
  for (const std::string& line : replayed.findings) fmt::print("{}\n", line);
  return replayed.does_what_it_says;
}

ExitStatus replay_file(const std::string& file, const Arguments& arguments) {
  const auto read = scenarios::read_path(file);
  print_diagnostics(read.diagnostics, arguments);
  if (!read.path) return ExitStatus::bad_input;
  const auto scenario = scenarios::read_scenario(read.path->scenario_file, read.path->settings);
  print_diagnostics(scenario.diagnostics, arguments);
  if (!scenario.scenario) return ExitStatus::bad_input;
  const auto resolved = scenarios::resolve_actions(*read.path, scenario.scenario->setup);
  print_diagnostics(resolved.diagnostics, arguments);
  if (!resolved.actions) return ExitStatus::bad_input;

  const Replayed replayed = replay_path(*read.path, *scenario.scenario, *resolved.actions);
  fmt::print("{}: {}\n\n", file, scenario.scenario->title);
  print_steps(replayed.told);
  fmt::print("\n{}\n", reports::sequence_diagram(replayed.told, text_style(arguments)));
  const bool as_said = print_outcome(replayed);
  fmt::print("replay: {} {}\n", file,
             as_said ? "does what it says, in the checker and in the simulator" : "does NOT do what it says");
  return as_said ? ExitStatus::as_expected : ExitStatus::violated;
}

}  // namespace

ExitStatus run_replay(const Arguments& arguments) {
  ExitStatus status = ExitStatus::as_expected;
  for (const std::string& file : arguments.paths) status = worse(status, replay_file(file, arguments));
  return status;
}

}  // namespace doublecheck::cli
