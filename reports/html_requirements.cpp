#include "reports/html_requirements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "reports/html_markup.hpp"
#include "reports/quantities.hpp"
#include "reports/requirements.hpp"
#include "reports/verdicts.hpp"

namespace doublecheck::reports {
namespace {

// More links than these are folded away.
constexpr std::size_t kLinksMax = 4;

std::string links(const Report& report, const std::vector<std::size_t>& scenarios) {
  std::string text;
  for (const std::size_t scenario : scenarios) {
    text += fmt::format(R"({}<a href="#{}">{}</a>)", text.empty() ? "" : ", ", scenario_anchor(report, scenario),
                        escaped(report.scenarios[scenario].scenario));
  }
  if (scenarios.size() <= kLinksMax) return text;
  return fmt::format("<details><summary>{}</summary>{}</details>", counted(scenarios.size(), "scenario", "scenarios"),
                     text);
}

// A verdict with the scenarios that gave it; empty if none did.
std::string entry(const Report& report, Verdict verdict, std::string_view words,
                  const std::vector<std::size_t>& scenarios) {
  if (scenarios.empty()) return "";
  return fmt::format(R"(<li>{} <span class="where">{}</span></li>)", verdict_badge(verdict, words),
                     links(report, scenarios));
}

std::string verdicts(const Report& report, const PropertyEvidence& evidence) {
  const std::string list = entry(report, Verdict::violated, "violated", evidence.violated) +
                           entry(report, Verdict::inconclusive, "inconclusive", evidence.inconclusive) +
                           entry(report, Verdict::holds, "holds", evidence.holds) +
                           entry(report, Verdict::violated, "violated as expected", evidence.violated_as_expected);
  return list.empty() ? "not checked" : "<ul>" + list + "</ul>";
}

std::string tests(const std::vector<std::string>& names) {
  if (names.empty()) return "";
  std::string list;
  for (const std::string& name : names) list += fmt::format("<li>{}</li>", escaped(name));
  return fmt::format(R"(<details><summary>{}</summary><ul class="tests">{}</ul></details>)",
                     counted(names.size(), "test", "tests"), list);
}

std::string head_cell(const Report& report, const RequirementEvidence& requirement) {
  const std::string answers =
      requirement.scenarios.empty()
          ? ""
          : fmt::format(R"(<span class="where">answered by {}</span>)", links(report, requirement.scenarios));
  return fmt::format(
      R"(<th scope="rowgroup" rowspan="{}"><span class="id">R{}</span><span class="statement">{}</span>{}{}</th>)",
      std::max<std::size_t>(requirement.properties.size(), 1), requirement.number, escaped(requirement.statement),
      answers, tests(requirement.tests));
}

std::string rows_of(const Report& report, const RequirementEvidence& requirement) {
  if (requirement.properties.empty()) {
    return fmt::format("<tr>{}<td>–</td><td>covered by tests alone</td><td>–</td></tr>\n",
                       head_cell(report, requirement));
  }
  std::string rows;
  std::string opening = head_cell(report, requirement);
  for (const PropertyEvidence& evidence : requirement.properties) {
    fmt::format_to(std::back_inserter(rows),
                   R"(<tr>{}<th scope="row"><span class="id">{}</span></th><td>{}</td><td>{}</td></tr>)"
                   "\n",
                   opening, escaped(evidence.property), verdicts(report, evidence),
                   evidence.mutants.empty() ? "–" : links(report, evidence.mutants));
    opening.clear();
  }
  return rows;
}

bool is_checked(const ScenarioResult& scenario) { return scenario.check.has_value(); }

}  // namespace

std::string requirements_section(const Report& report) {
  if (std::ranges::none_of(report.scenarios, is_checked)) return "";
  std::string rows;
  for (const RequirementEvidence& requirement : evidence_of(report)) rows += rows_of(report, requirement);
  if (rows.empty()) return "";
  return fmt::format(
      R"(<section class="requirements" aria-labelledby="requirements"><h2 id="requirements">Requirements</h2>
<p class="aside">What covers each requirement, and with what verdicts over the scenarios of this report. A property never seen to fail proves little: the last column has the mutants, protocols with a known bug, in which it fails as it must.</p>
<div class="scroll"><table class="matrix"><thead><tr><th scope="col">Requirement</th><th scope="col">Property</th><th scope="col">Verdicts</th><th scope="col">Notices the bug of</th></tr></thead><tbody>
{}</tbody></table></div></section>
)",
      rows);
}

std::string requirements_of_scenario(const ScenarioResult& scenario, const Report& report) {
  if (!scenario.check) return "";
  std::string rows;
  for (const RequirementEvidence& requirement : evidence_of(report)) {
    std::string badges;
    for (const PropertyResult& property : scenario.check->properties) {
      if (std::ranges::find(property.requirements, requirement.number) == property.requirements.end()) continue;
      badges += fmt::format(R"(<li><span class="id">{}</span> {}</li>)", escaped(property.id),
                            verdict_badge(property.verdict, word(property.verdict)));
    }
    if (badges.empty()) continue;
    fmt::format_to(
        std::back_inserter(rows),
        R"(<tr><th scope="row"><span class="id">R{}</span><span class="statement">{}</span></th><td><ul>{}</ul></td></tr>)"
        "\n",
        requirement.number, escaped(requirement.statement), badges);
  }
  if (rows.empty()) return "";
  return fmt::format(
      R"(<details class="other"><summary>By requirement</summary><div class="scroll requirements"><table class="matrix"><thead><tr><th scope="col">Requirement</th><th scope="col">Properties in this scenario</th></tr></thead><tbody>
{}</tbody></table></div></details>
)",
      rows);
}

}  // namespace doublecheck::reports
