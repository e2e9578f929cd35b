#include "reports/text.hpp"

#include <fmt/format.h>

#include "reports/delivery.hpp"
#include "reports/display_width.hpp"
#include "reports/omissions.hpp"
#include "reports/population_text.hpp"
#include "reports/quantities.hpp"
#include "reports/requirements.hpp"
#include "reports/text_explanations.hpp"
#include "reports/text_measures.hpp"
#include "reports/text_parts.hpp"
#include "reports/verdicts.hpp"

namespace doublecheck::reports {
namespace {

/// Nothing failed, but that is not all there is to say.
bool is_doubtful(const ScenarioResult& scenario) {
  return verdict_of(scenario) == Verdict::holds && is_delivery_doubtful(scenario);
}

std::string_view sign_of(const ScenarioResult& scenario, const TextStyle& style) {
  return is_doubtful(scenario) ? "!" : verdict_sign(verdict_of(scenario), style);
}

Ink ink_of(const ScenarioResult& scenario) {
  return is_doubtful(scenario) ? Ink::warning : verdict_ink(verdict_of(scenario));
}

std::string introduction(const ScenarioResult& scenario, const TextStyle& style) {
  std::string text = title_line(scenario, sign_of(scenario, style), ink_of(scenario), style);
  text += paragraph(scenario.question, 2, style);
  if (!scenario.options.empty()) {
    text += paragraph(fmt::format("Changed: {}", fmt::join(scenario.options, ", ")), 2, style);
  }
  return text;
}

std::string property_table(const std::vector<PropertyResult>& properties, bool simulated, const TextStyle& style) {
  std::vector<std::vector<TextCell>> rows;
  for (const PropertyResult& property : properties) {
    const Ink ink = verdict_ink(property.verdict);
    const auto length = counterexample_length(property);
    const Ink remark_ink = outcome(property) == Outcome::unexpected ? Ink::bad : Ink::plain;
    rows.push_back({{std::string(verdict_sign(property.verdict, style)), ink},
                    {property.id, Ink::bold},
                    {std::string(simulated ? word_in_simulation(property.verdict) : word(property.verdict)), ink},
                    {requirements_text(property.requirements), Ink::dim},
                    {length ? counted(*length, "step", "steps") : ""},
                    {remark(property), remark_ink}});
  }
  return text_table({Align::left, Align::left, Align::left, Align::left, Align::right, Align::left}, rows, 2, style);
}

std::string violations(const std::vector<PropertyResult>& properties, const TextStyle& style) {
  std::string text;
  for (const PropertyResult& property : properties) {
    if (property.verdict == Verdict::violated) text += violation_text(property, style);
  }
  return text;
}

// "violated: CUSTODY; caught by CUSTODY, as expected. Again with: doublecheck check …"
std::string verdict_line(const ScenarioResult& scenario, std::string_view holds_words, const TextStyle& style) {
  const Verdict verdict = verdict_of(scenario);
  const std::vector<std::string> violated = violated_ids(scenario);
  std::string words(verdict == Verdict::holds ? holds_words : word(verdict));
  if (!violated.empty()) words += fmt::format(": {}", fmt::join(violated, ", "));
  std::string text = fmt::format("{} {}", painted(style, ink_of(scenario), sign_of(scenario, style)),
                                 painted(style, ink_of(scenario), printable(words)));
  const bool goes_without_saying = verdict == Verdict::holds && scenario.as_expected;
  if (!goes_without_saying) text += fmt::format(" ({})", printable(outcome_sentence(scenario)));
  const std::string undelivered = undelivered_text(scenario);
  if (!undelivered.empty()) text += "; " + undelivered;
  if (!scenario.reproduce.empty()) text += fmt::format("   again with: {}", printable(scenario.reproduce));
  return text + '\n';
}

std::string counts_text(const SimulationResult& simulation, const TextStyle& style) {
  std::vector<std::vector<TextCell>> rows;
  rows.reserve(simulation.counts.size());
  for (const Count& count : simulation.counts) rows.push_back({{count.name}, {quantity_text(count.value, count.unit)}});
  return rows.empty() ? "" : "\n" + text_table({Align::left, Align::right}, rows, 2, style);
}

}  // namespace

std::string check_text(const ScenarioResult& scenario, const TextStyle& style) {
  std::string text = introduction(scenario, style);
  if (scenario.check) {
    const CheckResult& check = *scenario.check;
    text += paragraph(check.scope, 2, style);
    if (check.omissions) text += paragraph(omissions_text(*check.omissions), 2, style);
    text += paragraph(fmt::format("{}, {}, depth {}, {}, {}", counted(check.states, "state", "states"),
                                  counted(check.transitions, "transition", "transitions"), with_thousands(check.depth),
                                  duration_text(check.seconds), bytes_text(check.peak_memory_bytes)),
                      2, style, Ink::dim);
    for (const Reduction& reduction : check.reductions) {
      text += paragraph(sentence_of(reduction), 2, style, reduction.in_force ? Ink::plain : Ink::dim);
    }
    text += "\n" + property_table(check.properties, false, style);
    if (!check.fairness.empty())
      text += "\n" + paragraph("Liveness rests on " + check.fairness + ".", 2, style, Ink::dim);
    for (const std::string& warning : warnings_of(scenario)) {
      text += "\n" + paragraph(warning + ".", 2, style, Ink::warning);
    }
    text += violations(check.properties, style);
    text += actions_text(check, style) + size_text(check, style);
  }
  return text + "\n" + verdict_line(scenario, "holds", style);
}

std::string simulate_text(const ScenarioResult& scenario, const TextStyle& style) {
  std::string text = introduction(scenario, style);
  if (scenario.simulation) {
    const SimulationResult& simulation = *scenario.simulation;
    text += paragraph(
        fmt::format("{} with seed {}: {}, {} simulated", counted(simulation.runs, "run", "runs"), simulation.seed,
                    counted(simulation.events, "event", "events"), duration_text(simulation.simulated_seconds)),
        2, style);
    text += paragraph(fmt::format("fingerprint {}, {}", simulation.fingerprint, duration_text(simulation.seconds)), 2,
                      style, Ink::dim);
    if (simulation.was_cut)
      text += paragraph("The simulation was cut short: the runs that are missing say nothing.", 2, style, Ink::warning);
    text += "\n" + percentile_table(simulation.distributions, 2, style, true);
    if (simulation.runs == 1) {
      text += paragraph("One run has no intervals; --set simulation.runs=200 gives some.", 2, style, Ink::dim);
    }
    text += openings_text(simulation, style) + held_text(simulation, style) + schedule_text(simulation, style);
    text += counts_text(simulation, style);
    if (!simulation.properties.empty()) text += "\n" + property_table(simulation.properties, true, style);
    text += violations(simulation.properties, style);
  }
  if (scenario.population) text += population_text(*scenario.population, style);
  for (const std::string& warning : warnings_of(scenario)) {
    text += "\n" + paragraph(warning + ".", 2, style, Ink::warning);
  }
  return text + "\n" + verdict_line(scenario, "nothing was seen to fail", style);
}

std::string summary_text(const Report& report, const std::string& command, const TextStyle& style) {
  if (report.scenarios.size() == 1) return "";
  std::size_t violated = 0;
  std::size_t inconclusive = 0;
  for (const ScenarioResult& scenario : report.scenarios) {
    const Verdict verdict = verdict_of(scenario);
    violated += verdict == Verdict::violated ? 1 : 0;
    inconclusive += verdict == Verdict::inconclusive ? 1 : 0;
  }
  return "\n" + scenario_table(report, style) +
         fmt::format("\n{}: {}: {} without a violation, {} violated, {} inconclusive; {} as expected\n", command,
                     counted(report.scenarios.size(), "scenario", "scenarios"),
                     report.scenarios.size() - violated - inconclusive, violated, inconclusive,
                     count_as_expected(report));
}

}  // namespace doublecheck::reports
