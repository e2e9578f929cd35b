#include <fmt/format.h>

#include <array>

#include "reports/display_width.hpp"
#include "reports/quantities.hpp"
#include "reports/text.hpp"
#include "reports/text_measures.hpp"
#include "reports/text_parts.hpp"
#include "reports/verdicts.hpp"

namespace doublecheck::reports {
namespace {

constexpr std::size_t kIndent = 4;

// "CUSTODY (6 steps, as expected)"
std::string with_details(const PropertyResult& property) {
  std::vector<std::string> details;
  if (const auto length = counterexample_length(property)) details.push_back(counted(*length, "step", "steps"));
  const bool tells = property.verdict != Verdict::inconclusive || property.violation_expected;
  if (const std::string words = remark(property); tells && !words.empty()) details.push_back(words);
  return details.empty() ? property.id : fmt::format("{} ({})", property.id, fmt::join(details, ", "));
}

// One line or more for each verdict that occurs: "✔ holds  CUSTODY, RETENTION, …".
std::string verdict_lines(const std::vector<PropertyResult>& properties, bool simulated, const TextStyle& style) {
  constexpr std::size_t kWordWidth = 18;
  std::string text;
  for (const Verdict verdict : std::to_array({Verdict::holds, Verdict::violated, Verdict::inconclusive})) {
    std::vector<std::string> entries;
    for (const PropertyResult& property : properties) {
      if (property.verdict == verdict) entries.push_back(with_details(property));
    }
    if (entries.empty()) continue;
    const std::string_view words = simulated ? word_in_simulation(verdict) : word(verdict);
    std::string head = painted(style, verdict_ink(verdict),
                               pad_right(fmt::format("{} {}", verdict_sign(verdict, style), words), kWordWidth));
    const std::size_t indent = kIndent + kWordWidth + 2;
    for (const std::string& line :
         wrap_words(fmt::format("{}", fmt::join(entries, ", ")), style.width > indent ? style.width - indent : 1)) {
      text += fmt::format("{}{}  {}\n", std::string(kIndent, ' '), head, printable(line));
      head = std::string(kWordWidth, ' ');
    }
  }
  return text;
}

std::string sentences(const std::vector<PropertyResult>& properties, const TextStyle& style) {
  std::string text;
  for (const PropertyResult& property : properties) {
    if (property.counterexample && outcome(property) != Outcome::unexpected) {
      text +=
          paragraph(fmt::format("{}: {}", property.id, property.counterexample->sentence), kIndent, style, Ink::dim);
    }
  }
  return text;
}

std::string surprises(const std::vector<PropertyResult>& properties, const TextStyle& style) {
  std::string text;
  for (const PropertyResult& property : properties) {
    if (outcome(property) == Outcome::unexpected) text += violation_text(property, style);
  }
  return text;
}

}  // namespace

std::string gate_text(const ScenarioResult& scenario, const TextStyle& style) {
  const Verdict sign = scenario.as_expected ? Verdict::holds : Verdict::violated;
  std::string text = title_line(scenario, verdict_sign(sign, style), verdict_ink(sign), style);
  if (scenario.check) {
    const CheckResult& check = *scenario.check;
    text += fmt::format("  check     {}, {}, {}\n", counted(check.states, "state", "states"),
                        check.exhaustive ? "explored completely"
                                         : fmt::format("NOT explored completely (limit: {})", check.stop_reason),
                        duration_text(check.seconds));
    text += verdict_lines(check.properties, false, style) + sentences(check.properties, style);
  }
  if (scenario.simulation) {
    const SimulationResult& simulation = *scenario.simulation;
    text += fmt::format("  simulate  {}, seed {}, {}, {}\n", counted(simulation.runs, "run", "runs"), simulation.seed,
                        counted(simulation.events, "event", "events"), duration_text(simulation.seconds));
    text += verdict_lines(simulation.properties, true, style) + sentences(simulation.properties, style);
    text += percentile_table(simulation.distributions, kIndent, style);
    text += schedule_findings(simulation, kIndent, style);
  }
  text += fmt::format("  result    {}\n", painted(style, verdict_ink(sign), printable(outcome_sentence(scenario))));
  if (scenario.check) text += surprises(scenario.check->properties, style);
  if (scenario.simulation) text += surprises(scenario.simulation->properties, style);
  return text + "\n";
}

std::string gate_summary_text(const Report& report, const TextStyle& style) {
  std::string text = scenario_table(report, style) + "\n";
  for (const ScenarioResult& scenario : report.scenarios) {
    if (scenario.as_expected || scenario.reproduce.empty()) continue;
    text += fmt::format("  {} again with: {}\n", printable(scenario.scenario), printable(scenario.reproduce));
  }
  const std::size_t expected = count_as_expected(report);
  const bool all = expected == report.scenarios.size();
  return text +
         painted(style, all ? Ink::good : Ink::bad,
                 fmt::format("gate: {} of {} as expected", expected,
                             counted(report.scenarios.size(), "scenario", "scenarios"))) +
         "\n";
}

}  // namespace doublecheck::reports
