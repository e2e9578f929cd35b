#include "reports/html_index.hpp"

#include <fmt/format.h>

#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "reports/html_markup.hpp"
#include "reports/quantities.hpp"
#include "reports/verdicts.hpp"

namespace doublecheck::reports {
namespace {

// The numbers of "R9, R10".
std::set<int> requirement_numbers(std::string_view text) {
  constexpr int kLargest = 9999;
  std::set<int> numbers;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != 'R') continue;
    int number = 0;
    std::size_t digit = at + 1;
    for (; digit < text.size() && text[digit] >= '0' && text[digit] <= '9' && number <= kLargest; ++digit) {
      number = number * 10 + (text[digit] - '0');
    }
    if (digit > at + 1) numbers.insert(number);
  }
  return numbers;
}

// Of one property for one requirement, over all scenarios: their indexes.
struct Evidence {
  std::vector<std::size_t> holds;
  std::vector<std::size_t> violated_as_expected;
  std::vector<std::size_t> violated_unexpectedly;
  std::vector<std::size_t> inconclusive;
};

// By requirement, then by property.
using Matrix = std::map<int, std::map<std::string, Evidence>>;

void add(Evidence& evidence, const PropertyResult& property, std::size_t scenario) {
  switch (property.verdict) {
    case Verdict::holds:
      evidence.holds.push_back(scenario);
      break;
    case Verdict::violated:
      (outcome(property) == Outcome::unexpected ? evidence.violated_unexpectedly : evidence.violated_as_expected)
          .push_back(scenario);
      break;
    case Verdict::inconclusive:
      evidence.inconclusive.push_back(scenario);
      break;
  }
}

Matrix matrix_of(const Report& report) {
  Matrix matrix;
  for (std::size_t i = 0; i < report.scenarios.size(); ++i) {
    const std::optional<CheckResult>& check = report.scenarios[i].check;
    if (!check) continue;
    for (const PropertyResult& property : check->properties) {
      for (const int number : requirement_numbers(property.requirement)) add(matrix[number][property.id], property, i);
    }
  }
  return matrix;
}

std::string links(const Report& report, const std::vector<std::size_t>& scenarios) {
  std::string text;
  for (const std::size_t scenario : scenarios) {
    text += fmt::format(R"({}<a href="#{}">{}</a>)", text.empty() ? "" : ", ", scenario_anchor(report, scenario),
                        escaped(report.scenarios[scenario].scenario));
  }
  return text;
}

// A verdict with the scenarios that gave it; empty if none did.
std::string evidence_entry(const Report& report, Verdict verdict, std::string_view words,
                           const std::vector<std::size_t>& scenarios) {
  if (scenarios.empty()) return "";
  return fmt::format(R"(<li>{} <span class="where">{}</span></li>)", verdict_badge(verdict, words),
                     links(report, scenarios));
}

std::string evidence_list(const Report& report, const Evidence& evidence) {
  return fmt::format("<ul>{}{}{}{}</ul>",
                     evidence_entry(report, Verdict::violated, "violated", evidence.violated_unexpectedly),
                     evidence_entry(report, Verdict::inconclusive, "inconclusive", evidence.inconclusive),
                     evidence_entry(report, Verdict::holds, "holds", evidence.holds),
                     evidence_entry(report, Verdict::violated, "violated as expected", evidence.violated_as_expected));
}

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

}  // namespace

std::string report_headline(const Report& report) {
  return fmt::format("{} of {} as expected", count_as_expected(report),
                     counted(report.scenarios.size(), "scenario", "scenarios"));
}

std::string scenario_index(const Report& report) {
  if (report.scenarios.size() == 1) return "";
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
        scenario.check ? with_thousands(scenario.check->states) : "–",
        scenario.simulation ? with_thousands(scenario.simulation->runs) : "–");
  }
  return fmt::format(
      R"(<nav aria-label="Scenarios"><div class="scroll"><table class="index"><thead><tr><th scope="col">Scenario</th><th scope="col">Outcome</th><th scope="col">Verdict</th><th scope="col" class="figure">States</th><th scope="col" class="figure">Runs</th></tr></thead><tbody>
{}</tbody></table></div>
{}</nav>
)",
      rows, score_line(report));
}

std::string requirement_matrix(const Report& report) {
  const Matrix matrix = matrix_of(report);
  if (matrix.empty()) return "";
  std::string rows;
  for (const auto& [number, properties] : matrix) {
    std::string opening = fmt::format(R"(<th scope="rowgroup" rowspan="{}">R{}</th>)", properties.size(), number);
    for (const auto& [id, evidence] : properties) {
      fmt::format_to(std::back_inserter(rows),
                     R"(<tr>{}<th scope="row"><span class="id">{}</span></th><td>{}</td></tr>)"
                     "\n",
                     opening, escaped(id), evidence_list(report, evidence));
      opening.clear();
    }
  }
  return fmt::format(
      R"(<section class="requirements" aria-labelledby="requirements"><h2 id="requirements">Requirements and their evidence</h2>
<p class="aside">Each requirement that a checked property names, with the verdicts over all scenarios of this report.</p>
<div class="scroll"><table class="matrix"><thead><tr><th scope="col">Requirement</th><th scope="col">Property</th><th scope="col">Verdicts</th></tr></thead><tbody>
{}</tbody></table></div></section>
)",
      rows);
}

}  // namespace doublecheck::reports
