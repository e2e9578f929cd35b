#include "cli/commands.hpp"
#include "cli/scenario_files.hpp"
#include "cli/terminal.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace doublecheck::cli {

ExitStatus run_lint(const Arguments& arguments) {
  const auto files = expand_folders(arguments.paths);
  const ReadScenarios read = read_scenarios(files, arguments);
  print_diagnostics(read.diagnostics, arguments);
  if (!read.diagnostics.empty()) {
    fmt::print(stderr, "lint: {} of {} files have errors\n", files.size() - read.scenarios.size(), files.size());
    return ExitStatus::bad_input;
  }
  if (files.empty()) {
    fmt::print(stderr, "error: there are no scenario files (*.toml) in what was named\n");
    return ExitStatus::nothing_ran;
  }
  fmt::print("lint: {} {} without errors\n", files.size(), files.size() == 1 ? "file" : "files");
  return ExitStatus::as_expected;
}

}  // namespace doublecheck::cli
