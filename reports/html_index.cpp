#include "reports/html_index.hpp"

#include <fmt/format.h>

#include <iterator>

#include "reports/html_markup.hpp"
#include "reports/quantities.hpp"
#include "reports/verdicts.hpp"

namespace doublecheck::reports {
namespace {

std::string title_of(const ScenarioResult& scenario) {
  return scenario.mutant ? fmt::format("Mutant {}: {}", *scenario.mutant, scenario.title) : scenario.title;
}

// Of a mutant: how short a run shows that it is wrong.
std::string catch_remark(const ScenarioResult& scenario) {
  if (!scenario.mutant || !scenario.check) return "";
  const auto length = shortest_catch(scenario);
  return fmt::format(R"(<span class="statement">{}</span>)",
                     length ? fmt::format("shortest counterexample: {}", counted(*length, "step", "steps"))
                            : std::string("not caught"));
}

std::string score_line(const Report& report) {
  const std::string score = mutant_score(report);
  return score.empty() ? "" : fmt::format("<p class=\"aside\">{}</p>\n", score);
}

std::string runs_of(const ScenarioResult& scenario) {
  if (scenario.simulation) return with_thousands(scenario.simulation->runs);
  return scenario.population ? with_thousands(scenario.population->replications.size()) : "–";
}

}  // namespace

std::string report_headline(const Report& report) { return score_of(report); }

std::string scenario_index(const Report& report) {
  if (report.scenarios.size() <= 1) return "";
  std::string rows;
  for (std::size_t i = 0; i < report.scenarios.size(); ++i) {
    const ScenarioResult& scenario = report.scenarios[i];
    const Verdict verdict = verdict_of(scenario);
    fmt::format_to(
        std::back_inserter(rows),
        R"(<tr{}><th scope="row"><a href="#{}">{}</a><span class="statement">{}</span></th><td>{}{}</td><td>{}</td><td class="figure">{}</td><td class="figure">{}</td></tr>)"
        "\n",
        scenario.as_expected ? "" : R"( class="surprise")", scenario_anchor(report, i), escaped(scenario.scenario),
        escaped(title_of(scenario)), expectation_badge(scenario.as_expected, outcome_sentence(scenario)),
        catch_remark(scenario), verdict_badge(verdict, word(verdict)),
        scenario.check ? with_thousands(scenario.check->states) : "–", runs_of(scenario));
  }
  return fmt::format(
      R"(<nav aria-label="Scenarios"><div class="scroll"><table class="index"><thead><tr><th scope="col">Scenario</th><th scope="col">Outcome</th><th scope="col">Verdict</th><th scope="col" class="figure">States</th><th scope="col" class="figure">Runs</th></tr></thead><tbody>
{}</tbody></table></div>
{}</nav>
)",
      rows, score_line(report));
}

}  // namespace doublecheck::reports
