#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/saved_paths.hpp"
#include "cli/scenario_files.hpp"
#include "cli/terminal.hpp"
#include "reports/text.hpp"

#include <utility>
#include <vector>

namespace doublecheck::cli {

ExitStatus run_gate(const Arguments& arguments) {
  std::vector<SavedPath> paths;
  for (const std::string& file : path_files_in(arguments.paths)) {
    auto saved = read_saved_path(file, arguments);
    if (!saved) return ExitStatus::bad_input;
    paths.push_back(std::move(*saved));
  }
  const reports::TextStyle style = text_style(arguments);
  return run_and_report(
      expand_folders(without_path_files(arguments.paths)), {.check = true, .simulate = true, .unmutated = true},
      arguments,
      {.block = [&](const reports::ScenarioResult& result) { return reports::gate_text(result, style); },
       .close = [&](const reports::Report& report) { return reports::gate_summary_text(report, style); }},
      paths);
}

}  // namespace doublecheck::cli
