#include "reports/text_parts.hpp"

#include <fmt/format.h>

#include "reports/bounds.hpp"
#include "reports/delivery.hpp"
#include "reports/display_width.hpp"
#include "reports/quantities.hpp"
#include "reports/reasons.hpp"
#include "reports/sequence_diagram.hpp"
#include "reports/verdicts.hpp"

namespace doublecheck::reports {

std::string_view verdict_sign(Verdict verdict, const TextStyle& style) {
  switch (verdict) {
    case Verdict::holds:
      return glyphs(style).holds;
    case Verdict::violated:
      return glyphs(style).violated;
    case Verdict::inconclusive:
      return glyphs(style).inconclusive;
  }
  return "";
}

Ink verdict_ink(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds:
      return Ink::good;
    case Verdict::violated:
      return Ink::bad;
    case Verdict::inconclusive:
      return Ink::warning;
  }
  return Ink::plain;
}

std::string title_line(const ScenarioResult& scenario, std::string_view sign, Ink ink, const TextStyle& style) {
  const std::string mutant = scenario.mutant ? fmt::format("mutant {}: ", *scenario.mutant) : "";
  return fmt::format("{} {}  {}{}\n", painted(style, ink, sign),
                     painted(style, Ink::bold, printable(scenario.scenario)), mutant, printable(scenario.title));
}

std::string paragraph(std::string_view text, std::size_t indent, const TextStyle& style, Ink ink) {
  if (text.empty()) return "";
  std::string lines;
  for (const std::string& line : wrap_words(text, style.width > indent ? style.width - indent : 1)) {
    lines += std::string(indent, ' ') + painted(style, ink, printable(line)) + '\n';
  }
  return lines;
}

std::string percentile_table(const std::vector<Distribution>& distributions, std::size_t indent, const TextStyle& style,
                             bool with_ranges) {
  if (distributions.empty()) return "";
  std::vector<std::vector<TextCell>> rows = {{{"", Ink::dim},
                                              {"p50", Ink::dim},
                                              {"p90", Ink::dim},
                                              {"p99", Ink::dim},
                                              {"max", Ink::dim},
                                              {"messages", Ink::dim}}};
  for (const Distribution& distribution : distributions) {
    const auto quantiles = {distribution.p50, distribution.p90, distribution.p99};
    const auto cell = [&](const std::string& text, bool is_known) { return TextCell{is_known ? text : "none"}; };
    std::vector<TextCell> row = {{distribution.name}};
    for (const Quantile& one : quantiles) {
      row.push_back(cell(bound_text(one.at, distribution.unit), distribution.all() > 0));
    }
    row.push_back(cell(quantity_text(distribution.max, distribution.unit), distribution.count > 0));
    row.push_back({count_text(distribution.count, distribution.all()), Ink::dim});
    rows.push_back(std::move(row));
    if (!with_ranges || !distribution.p50.range) continue;
    std::vector<TextCell> ranges = {{"  95 % interval", Ink::dim}};
    for (const Quantile& one : quantiles) ranges.push_back({range_text(one, distribution.unit), Ink::dim});
    rows.push_back(std::move(ranges));
  }
  return text_table({Align::left, Align::right, Align::right, Align::right, Align::right, Align::right}, rows, indent,
                    style);
}

namespace {

/// What is below the diagram: a few lines.
std::string reasons_text(const Counterexample& counterexample, const TextStyle& style) {
  std::string text = paragraph(rescue_sentence(counterexample), 4, style);
  const std::string_view arrow = style.unicode ? "→" : "->";
  if (is_one_chain(counterexample)) {
    text += counterexample.causes.size() > 1 ? paragraph("Each step makes the next one possible.", 4, style) : "";
  } else if (!counterexample.causes.empty()) {
    text += paragraph("Needed for: " + needs_text(counterexample, arrow, glyphs(style).violated), 4, style);
  }
  const auto& failure = counterexample.failure;
  if (!failure || failure->is_in_sentence) return text;
  const std::string whose = failure->instance.empty() ? "" : fmt::format(" for {}", failure->instance);
  return text + paragraph(fmt::format("Values{}: {}.", whose, values_text(*failure)), 4, style, Ink::dim);
}

}  // namespace

std::string violation_text(const PropertyResult& property, const TextStyle& style, std::string_view when) {
  if (!property.counterexample) return "";
  return fmt::format("\n{}\n{}\n{}{}",
                     painted(style, Ink::bold, fmt::format("How {} fails{}", printable(property.id), when)),
                     paragraph(fmt::format("It promises: {}.", property.statement), 2, style),
                     sequence_diagram(*property.counterexample, style), reasons_text(*property.counterexample, style));
}

namespace {

/// Where nothing was checked, what did not arrive is all that tells of it.
std::string outcome_of(const ScenarioResult& scenario) {
  const std::string undelivered = scenario.check ? "" : undelivered_text(scenario);
  return outcome_sentence(scenario) + (undelivered.empty() ? "" : "; " + undelivered);
}

}  // namespace

std::string scenario_table(const Report& report, const TextStyle& style) {
  std::vector<std::vector<TextCell>> rows;
  for (const ScenarioResult& scenario : report.scenarios) {
    const Verdict verdict = verdict_of(scenario);
    const Verdict sign = scenario.as_expected ? Verdict::holds : Verdict::violated;
    rows.push_back({{std::string(verdict_sign(sign, style)), verdict_ink(sign)},
                    {scenario.scenario, Ink::bold},
                    {std::string(word(verdict))},
                    {scenario.check ? counted(scenario.check->states, "state", "states") : ""},
                    {outcome_of(scenario), scenario.as_expected ? Ink::plain : Ink::bad}});
  }
  return text_table({Align::left, Align::left, Align::left, Align::right, Align::left}, rows, 2, style);
}

}  // namespace doublecheck::reports
