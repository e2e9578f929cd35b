#include "cli/commands.hpp"
#include "cli/followed_formulas.hpp"
#include "cli/outputs.hpp"
#include "cli/reading_phase.hpp"
#include "cli/replaying.hpp"
#include "cli/saved_paths.hpp"
#include "cli/standard_streams.hpp"
#include "cli/stepping.hpp"
#include "cli/terminal.hpp"
#include "properties/tautology.hpp"
#include "reports/replay_json.hpp"
#include "reports/replay_text.hpp"
#include "reports/sequence_diagram.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace doublecheck::cli {
namespace {

/// Evaluates the formulas of the command line; false if one is wrong, which is then printed.
bool follow_formulas(Replayed& replayed, const model::Setup& setup, const Arguments& arguments) {
  bool all_right = true;
  for (const std::string& text : arguments.replay.formulas) {
    const auto claims = [&] {
      const ReadingPhase reading(arguments.timeout_seconds);
      return read_claims(text, setup, "--formula");
    }();
    if (const auto* wrong = std::get_if<std::vector<scenarios::Diagnostic>>(&claims)) {
      print_diagnostics(*wrong, arguments);
      all_right = false;
      continue;
    }
    if (properties::is_tautology(text, setup)) {
      print_error("warning: for reasons of logic alone `{}` is true of every run\n", text);
    }
    replayed.report.formulas.push_back(
        follow(text, std::get<std::vector<properties::Claim>>(claims), replayed.run, replayed.worlds.size()));
  }
  return all_right;
}

/// Commands that nobody types are written behind the prompt, so that the output reads as if somebody had.
Console standard_streams(const Arguments& arguments) {
  const auto read_line = []() -> std::optional<std::string> {
    flush_out();
    std::string line;
    if (is_interrupted() || !std::getline(std::cin, line)) return std::nullopt;
    if (!is_on_terminal()) print_out("{}\n", line);
    return line;
  };
  return {read_line, [&arguments](std::string_view text) { print_drawn(text, arguments); }};
}

void tell(const Replayed& replayed, const model::Setup& setup, const Arguments& arguments) {
  const reports::Replay& report = replayed.report;
  const ReplayManner& manner = arguments.replay;
  const reports::TextStyle style = text_style(arguments);
  const reports::ReplayDetails details{!manner.without_differences, !manner.without_predicates};
  print_out("{}: {}\n\n", report.file, report.title);
  if (manner.step || (!manner.all && is_on_terminal())) {
    step_through(replayed, setup, details, style, standard_streams(arguments));
    print_out("\n");
  } else {
    print_drawn(reports::steps_text(report, details, style), arguments);
    print_drawn("\n" + reports::sequence_diagram(report.told, style) + "\n", arguments);
  }
  print_drawn(reports::outcome_text(report, style), arguments);
}

}  // namespace

ExitStatus run_replay(const Arguments& arguments) {
  ExitStatus status = ExitStatus::as_expected;
  std::vector<SavedPath> paths;
  std::vector<std::string> inputs;
  for (const std::string& file : arguments.paths) {
    auto path = read_saved_path(file, arguments);
    if (!path) {
      status = ExitStatus::bad_input;
      continue;
    }
    std::ranges::copy(path->files, std::back_inserter(inputs));
    paths.push_back(std::move(*path));
  }
  Outputs outputs(inputs);
  outputs.add("--json", arguments.json);
  std::vector<reports::Replay> replays;
  for (const SavedPath& path : paths) {
    const properties::Property* property = path.property ? &*path.property : nullptr;
    Replayed replayed = replay_path(path.path, property, path.scenario, path.actions);
    if (!follow_formulas(replayed, path.scenario.setup, arguments)) {
      status = worse(status, ExitStatus::bad_input);
      continue;
    }
    if (!outputs.takes_standard_output()) tell(replayed, path.scenario.setup, arguments);
    if (!replayed.report.does_what_it_says) status = worse(status, ExitStatus::violated);
    replays.push_back(std::move(replayed.report));
  }
  outputs.write("--json", [&] { return reports::to_json(replays, DOUBLECHECK_VERSION, arguments.line); });
  return worse(status, outputs.status());
}

}  // namespace doublecheck::cli
