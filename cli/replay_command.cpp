#include "cli/commands.hpp"
#include "cli/followed_formulas.hpp"
#include "cli/output.hpp"
#include "cli/reading_phase.hpp"
#include "cli/replaying.hpp"
#include "cli/saved_paths.hpp"
#include "cli/stepping.hpp"
#include "cli/terminal.hpp"
#include "properties/tautology.hpp"
#include "reports/display_width.hpp"
#include "reports/output_file.hpp"
#include "reports/replay_json.hpp"
#include "reports/replay_text.hpp"
#include "reports/sequence_diagram.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <iostream>
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
      fmt::print(stderr, "warning: for reasons of logic alone `{}` is true of every run\n", reports::printable(text));
    }
    replayed.report.formulas.push_back(
        follow(text, std::get<std::vector<properties::Claim>>(claims), replayed.run, replayed.worlds.size()));
  }
  return all_right;
}

/// Commands that nobody types are written behind the prompt, so that the output reads as if somebody had.
Console standard_streams() {
  const auto read_line = []() -> std::optional<std::string> {
    std::fflush(stdout);
    std::string line;
    if (is_interrupted() || !std::getline(std::cin, line)) return std::nullopt;
    if (!is_on_terminal()) fmt::print("{}\n", line);
    return line;
  };
  return {read_line, [](std::string_view text) { fmt::print("{}", text); }};
}

void tell(const Replayed& replayed, const model::Setup& setup, const Arguments& arguments) {
  const reports::Replay& report = replayed.report;
  const ReplayManner& manner = arguments.replay;
  const reports::TextStyle style = text_style(arguments);
  const reports::ReplayDetails details{!manner.without_differences, !manner.without_predicates};
  fmt::print("{}: {}\n\n", report.file, report.title);
  if (manner.step || (!manner.all && is_on_terminal())) {
    step_through(replayed, setup, details, style, standard_streams());
    fmt::print("\n");
  } else {
    fmt::print("{}", reports::steps_text(report, details, style));
    fmt::print("\n{}\n", reports::sequence_diagram(report.told, style));
  }
  fmt::print("{}", reports::outcome_text(report, style));
}

void write_json(const std::vector<reports::Replay>& replays, const Arguments& arguments) {
  if (arguments.json.empty()) return;
  const std::string text = reports::to_json(replays, DOUBLECHECK_VERSION, arguments.line);
  if (arguments.json == "-") {
    fmt::print("{}", text);
  } else {
    reports::write_atomically(arguments.json, text);
  }
}

}  // namespace

ExitStatus run_replay(const Arguments& arguments) {
  ExitStatus status = ExitStatus::as_expected;
  std::vector<reports::Replay> replays;
  for (const std::string& file : arguments.paths) {
    const auto path = read_saved_path(file, arguments);
    if (!path) {
      status = worse(status, ExitStatus::bad_input);
      continue;
    }
    const properties::Property* property = path->property ? &*path->property : nullptr;
    Replayed replayed = replay_path(path->path, property, path->scenario, path->actions);
    if (!follow_formulas(replayed, path->scenario.setup, arguments)) {
      status = worse(status, ExitStatus::bad_input);
      continue;
    }
    if (prints_text(arguments)) tell(replayed, path->scenario.setup, arguments);
    if (!replayed.report.does_what_it_says) status = worse(status, ExitStatus::violated);
    replays.push_back(std::move(replayed.report));
  }
  write_json(replays, arguments);
  return status;
}

}  // namespace doublecheck::cli
