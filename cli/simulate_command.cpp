#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>

namespace doublecheck::cli {

ExitStatus run_simulate(const Arguments& arguments) {
  const reports::TextStyle style = text_style(arguments);
  return run_and_report(
      arguments.paths, {.simulate = true}, arguments,
      [&](const reports::ScenarioResult& result) { fmt::print("{}", reports::simulate_text(result, style)); },
      [&](const reports::Report& report) { fmt::print("{}", reports::summary_text(report, "simulate", style)); });
}

}  // namespace doublecheck::cli
