#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/swarm.hpp"
#include "cli/terminal.hpp"
#include "reports/text.hpp"

namespace doublecheck::cli {

ExitStatus run_simulate(const Arguments& arguments) {
  if (arguments.swarm > 0) return run_swarm(arguments);
  const reports::TextStyle style = text_style(arguments);
  return run_and_report(
      arguments.paths, {.simulate = true}, arguments,
      {.block = [&](const reports::ScenarioResult& result) { return reports::simulate_text(result, style); },
       .close = [&](const reports::Report& report) { return reports::summary_text(report, "simulate", style); }});
}

}  // namespace doublecheck::cli
