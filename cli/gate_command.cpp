#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/scenario_files.hpp"
#include "cli/terminal.hpp"
#include "reports/text.hpp"

namespace doublecheck::cli {

ExitStatus run_gate(const Arguments& arguments) {
  const reports::TextStyle style = text_style(arguments);
  return run_and_report(
      expand_folders(arguments.paths), {.check = true, .simulate = true, .unmutated = true}, arguments,
      {.block = [&](const reports::ScenarioResult& result) { return reports::gate_text(result, style); },
       .close = [&](const reports::Report& report) { return reports::gate_summary_text(report, style); }});
}

}  // namespace doublecheck::cli
