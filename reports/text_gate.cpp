#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "escape/shell_word.hpp"
#include "reports/delivery.hpp"
#include "reports/display_width.hpp"
#include "reports/population_text.hpp"
#include "reports/quantities.hpp"
#include "reports/text.hpp"
#include "reports/text_measures.hpp"
#include "reports/text_parts.hpp"
#include "reports/text_table.hpp"
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

std::string surprises(const std::vector<PropertyResult>& properties, const TextStyle& style,
                      std::string_view when = "") {
  std::string text;
  for (const PropertyResult& property : properties) {
    if (outcome(property) == Outcome::unexpected) text += violation_text(property, style, when);
  }
  return text;
}

std::string exploration(const CheckResult& check) {
  return fmt::format(
      "{}, {}, {}", counted(check.states, "state", "states"),
      check.exhaustive ? "explored completely" : fmt::format("NOT explored completely (limit: {})", check.stop_reason),
      duration_text(check.seconds));
}

std::string check_part(const CheckResult& check, const TextStyle& style) {
  return fmt::format("  check     {}\n", exploration(check)) + verdict_lines(check.properties, false, style) +
         sentences(check.properties, style);
}

std::string mutation_part(const ScenarioResult& mutant, const TextStyle& style) {
  std::string text = fmt::format("  mutation  {}", printable(fmt::format("{}", fmt::join(mutant.mutation, ", "))));
  if (!mutant.unmutated) return text + "\n";
  return text + fmt::format("; without it {}\n", exploration(*mutant.unmutated)) +
         verdict_lines(mutant.unmutated->properties, false, style);
}

std::string simulation_part(const SimulationResult& simulation, const TextStyle& style) {
  return fmt::format("  simulate  {}, seed {}, {}, {}\n", counted(simulation.runs, "run", "runs"), simulation.seed,
                     counted(simulation.events, "event", "events"), duration_text(simulation.seconds)) +
         verdict_lines(simulation.properties, true, style) + sentences(simulation.properties, style) +
         percentile_table(simulation.distributions, kIndent, style) + schedule_findings(simulation, kIndent, style);
}

std::vector<TextCell> mutant_row(const ScenarioResult& mutant, const TextStyle& style) {
  std::vector<std::string> expected;
  std::vector<std::string> found;
  if (mutant.check) {
    for (const PropertyResult& property : mutant.check->properties) {
      if (property.violation_expected) expected.push_back(property.id);
      if (property.verdict == Verdict::violated) found.push_back(property.id);
    }
  }
  const Verdict sign = is_caught(mutant) ? Verdict::holds : Verdict::violated;
  const auto length = shortest_catch(mutant);
  return {{std::string(verdict_sign(sign, style)), verdict_ink(sign)},
          {std::to_string(*mutant.mutant)},
          {mutant.scenario, Ink::bold},
          {fmt::format("{}", fmt::join(expected, ", "))},
          {fmt::format("{}", fmt::join(found, ", "))},
          {length ? counted(*length, "step", "steps") : "none"}};
}

// Every mutant with what must catch it and what did; empty for a report without mutants.
std::string mutant_table(const Report& report, const TextStyle& style) {
  const std::string score = mutant_score(report);
  if (score.empty()) return "";
  std::vector<std::vector<TextCell>> rows = {{{"", Ink::dim},
                                              {"mutant", Ink::dim},
                                              {"name", Ink::dim},
                                              {"expected", Ink::dim},
                                              {"found", Ink::dim},
                                              {"shortest", Ink::dim}}};
  bool all = true;
  for (const ScenarioResult& scenario : report.scenarios) {
    if (!scenario.mutant) continue;
    rows.push_back(mutant_row(scenario, style));
    all = all && is_caught(scenario);
  }
  return text_table({Align::left, Align::right, Align::left, Align::left, Align::left, Align::right}, rows, 2, style) +
         painted(style, all ? Ink::good : Ink::bad, score) + "\n\n";
}

// Every saved path with what was expected of it; then what came of those that do otherwise.
std::string path_table(const Report& report, const TextStyle& style) {
  if (report.paths.empty()) return "";
  std::vector<std::vector<TextCell>> rows;
  std::string others;
  for (const PathResult& path : report.paths) {
    const Verdict sign = path.as_expected ? Verdict::holds : Verdict::violated;
    rows.push_back({{std::string(verdict_sign(sign, style)), verdict_ink(sign)},
                    {path.file, Ink::bold},
                    {expectation_of(path)},
                    {path.as_expected ? "as expected" : "NOT as expected", path.as_expected ? Ink::plain : Ink::bad}});
    if (path.as_expected) continue;
    for (const std::string& finding : path.findings) {
      others += paragraph(fmt::format("{}: {}", path.file, finding), 2, style);
    }
    const std::string again = escape::ShellLine("doublecheck replay").file(path.file).line();
    others += fmt::format("  {} again with: {}\n", printable(path.file), again);
  }
  return text_table({Align::left, Align::left, Align::left, Align::left}, rows, 2, style) + others + "\n";
}

}  // namespace

std::string gate_text(const ScenarioResult& scenario, const TextStyle& style) {
  const Verdict sign = scenario.as_expected ? Verdict::holds : Verdict::violated;
  std::string text = title_line(scenario, verdict_sign(sign, style), verdict_ink(sign), style);
  if (scenario.check) text += check_part(*scenario.check, style);
  if (!scenario.mutation.empty()) text += mutation_part(scenario, style);
  if (scenario.simulation) text += simulation_part(*scenario.simulation, style);
  if (scenario.population) text += population_gate_text(*scenario.population, style);
  const std::string undelivered = undelivered_text(scenario);
  if (!undelivered.empty()) text += paragraph("Simulated: " + undelivered + ".", kIndent, style, Ink::warning);
  for (const std::string& warning : warnings_of(scenario)) {
    text += paragraph(warning + ".", kIndent, style, Ink::warning);
  }
  text += fmt::format("  result    {}\n", painted(style, verdict_ink(sign), printable(outcome_sentence(scenario))));
  if (scenario.check) text += surprises(scenario.check->properties, style);
  if (scenario.unmutated) text += surprises(scenario.unmutated->properties, style, " without the mutation");
  if (scenario.simulation) text += surprises(scenario.simulation->properties, style);
  return text + "\n";
}

std::string gate_summary_text(const Report& report, const TextStyle& style) {
  std::string text = report.scenarios.empty() ? "" : scenario_table(report, style) + "\n";
  text += mutant_table(report, style) + path_table(report, style);
  for (const ScenarioResult& scenario : report.scenarios) {
    if (scenario.as_expected || scenario.reproduce.empty()) continue;
    text += fmt::format("  {} again with: {}\n", printable(scenario.scenario), printable(scenario.reproduce));
  }
  const Ink ink = is_all_as_expected(report) ? Ink::good : Ink::bad;
  return text + painted(style, ink, "gate: " + score_of(report)) + "\n";
}

}  // namespace doublecheck::reports
