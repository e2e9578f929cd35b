#include "cli/commands.hpp"
#include "cli/scenario_files.hpp"
#include "cli/terminal.hpp"
#include "scenarios/platform_file.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

namespace doublecheck::cli {

namespace {

std::vector<scenarios::Diagnostic> errors_of(const std::string& file, const Arguments& arguments) {
  if (!scenarios::is_platform_file(file)) return read_scenarios({file}, arguments).diagnostics;
  return scenarios::read_platform_file(file, scenarios::shipped_platforms()).diagnostics;
}

}  // namespace

ExitStatus run_lint(const Arguments& arguments) {
  const auto files = expand_folders(arguments.paths, FolderContent::scenarios_and_platforms);
  std::size_t files_with_errors = 0;
  for (const std::string& file : files) {
    const auto errors = errors_of(file, arguments);
    print_diagnostics(errors, arguments);
    if (!errors.empty()) ++files_with_errors;
  }
  if (files_with_errors > 0) {
    fmt::print(stderr, "lint: {} of {} files have errors\n", files_with_errors, files.size());
    return ExitStatus::bad_input;
  }
  if (files.empty()) {
    fmt::print(stderr, "error: there are no scenario or platform files (*.toml) in what was named\n");
    return ExitStatus::nothing_ran;
  }
  fmt::print("lint: {} {} without errors\n", files.size(), files.size() == 1 ? "file" : "files");
  return ExitStatus::as_expected;
}

}  // namespace doublecheck::cli
