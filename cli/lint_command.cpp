#include "cli/commands.hpp"
#include "cli/reading_phase.hpp"
#include "cli/scenario_files.hpp"
#include "cli/standard_streams.hpp"
#include "cli/terminal.hpp"
#include "cli/unsent.hpp"
#include "cli/warnings.hpp"
#include "reports/quantities.hpp"
#include "scenarios/platform_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace doublecheck::cli {

namespace {

struct Linted {
  std::vector<scenarios::Diagnostic> errors;
  std::vector<std::string> warnings;  // sentences without a full stop
};

Linted linted(const std::string& file, const Arguments& arguments) {
  const bool is_platform_file = [&] {
    const ReadingPhase reading;
    return scenarios::is_platform_file(file);
  }();
  if (is_platform_file) {
    const ReadingPhase reading;
    return {scenarios::read_platform_file(file, scenarios::shipped_platforms()).diagnostics, {}};
  }
  ReadScenarios read = read_scenarios({file}, arguments);
  Linted linted{std::move(read.diagnostics), {}};
  for (const scenarios::Scenario& scenario : read.scenarios) {
    std::ranges::move(warnings_about_properties(scenario), std::back_inserter(linted.warnings));
    std::ranges::move(warnings_about_unsent(scenario), std::back_inserter(linted.warnings));
  }
  return linted;
}

}  // namespace

ExitStatus run_lint(const Arguments& arguments) {
  const auto files = expand_folders(arguments.paths, FolderContent::scenarios_and_platforms);
  std::size_t files_with_errors = 0;
  std::size_t warnings = 0;
  for (const std::string& file : files) {
    const Linted found = linted(file, arguments);
    print_diagnostics(found.errors, arguments);
    for (const std::string& warning : found.warnings) {
      print_error("warning: {}\n  --> {}\n", warning, file);
    }
    if (!found.errors.empty()) ++files_with_errors;
    warnings += found.warnings.size();
  }
  if (files_with_errors > 0) {
    print_error("lint: {} of {} files have errors\n", files_with_errors, files.size());
    return ExitStatus::bad_input;
  }
  if (files.empty()) {
    print_error("error: there are no scenario or platform files (*.toml) in what was named\n");
    return ExitStatus::nothing_ran;
  }
  const std::string warned = warnings == 0 ? "" : ", " + reports::counted(warnings, "warning", "warnings");
  print_out("lint: {} without errors{}\n", reports::counted(files.size(), "file", "files"), warned);
  return ExitStatus::as_expected;
}

}  // namespace doublecheck::cli
