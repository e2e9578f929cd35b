#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "reports/text.hpp"

namespace doublecheck::cli {

ExitStatus run_check(const Arguments& arguments) {
  const reports::TextStyle style = text_style(arguments);
  return run_and_report(
      arguments.paths, {.check = true}, arguments,
      {.block = [&](const reports::ScenarioResult& result) { return reports::check_text(result, style); },
       .close = [&](const reports::Report& report) { return reports::summary_text(report, "check", style); }});
}

}  // namespace doublecheck::cli
