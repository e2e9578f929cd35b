#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>

namespace doublecheck::cli {

ExitStatus run_check(const Arguments& arguments) {
  const reports::TextStyle style = text_style(arguments);
  return run_and_report(
      arguments.paths, {.check = true}, arguments,
      [&](const reports::ScenarioResult& result) { fmt::print("{}", reports::check_text(result, style)); },
      [&](const reports::Report& report) { fmt::print("{}", reports::summary_text(report, "check", style)); });
}

}  // namespace doublecheck::cli
