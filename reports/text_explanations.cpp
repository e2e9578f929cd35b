#include "reports/text_explanations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "reports/quantities.hpp"
#include "reports/space_size.hpp"
#include "reports/text_parts.hpp"
#include "reports/text_table.hpp"

namespace doublecheck::reports {
namespace {

constexpr std::size_t kFieldsShown = 8;  // of a machine
constexpr std::size_t kAdviceShown = 8;

std::string heading(std::string_view words, const TextStyle& style) {
  return fmt::format("\n{}\n", painted(style, Ink::bold, words));
}

std::string occurred_table(const std::vector<ActionCoverage>& actions, std::uint64_t states, const TextStyle& style) {
  std::vector<std::vector<TextCell>> rows = {
      {{"", Ink::dim}, {"possible in", Ink::dim}, {"taken", Ink::dim}, {"new states", Ink::dim}, {"of all", Ink::dim}}};
  for (const ActionCoverage& action : actions) {
    if (action.occurrence != Occurrence::occurred) continue;
    rows.push_back({{action.action},
                    {counted(action.enabled, "state", "states")},
                    {with_thousands(action.fired)},
                    {with_thousands(action.states_found)},
                    {action.states_found == 0 ? "" : share_text(action.states_found, states), Ink::dim}});
  }
  return text_table({Align::left, Align::right, Align::right, Align::right, Align::right}, rows, 2, style);
}

std::string never_text(const std::vector<ActionCoverage>& actions, const TextStyle& style) {
  std::string text;
  for (const ActionCoverage& action : actions) {
    if (action.occurrence != Occurrence::never) continue;
    text += paragraph(fmt::format("never: {} ({}; {})", action.action, action.meaning, action.why_never), 2, style,
                      Ink::warning);
  }
  return text;
}

/// One line for who did not ask for more.
std::string idle_text(const CheckResult& check, const TextStyle& style) {
  std::string names;
  for (const ActionCoverage& action : check.actions) {
    if (action.occurrence == Occurrence::never) names += (names.empty() ? "" : ", ") + action.action;
  }
  if (!check.exhaustive || names.empty()) return "";
  return "\n" +
         paragraph(fmt::format("Never happened: {}. `--coverage` tells what that takes.", names), 2, style, Ink::dim);
}

std::string impossible_text(const std::vector<ActionCoverage>& actions, const TextStyle& style) {
  const std::string text = ruled_out_text(actions);
  return text.empty() ? "" : paragraph("ruled out: " + text, 2, style, Ink::dim);
}

/// A character for each bar, as high as its share of the highest.
std::string skyline(const std::vector<std::uint64_t>& levels, const TextStyle& style) {
  static constexpr auto kBlocks = std::to_array<std::string_view>({"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"});
  static constexpr auto kSigns = std::to_array<std::string_view>({".", ":", "-", "=", "+", "*", "%", "#"});
  const LevelBars bars = bars_of(levels, std::clamp<std::size_t>(style.width, 24, 84) - 4);
  const double highest = bars.states.empty() ? 0 : *std::ranges::max_element(bars.states);
  std::string text;
  for (const double states : bars.states) {
    const auto height = static_cast<std::size_t>(states / highest * 7.999);
    text += style.unicode ? kBlocks.at(height) : kSigns.at(height);
  }
  return text;
}

std::string parts_table(const SpaceSize& size, const TextStyle& style) {
  std::vector<std::vector<TextCell>> rows = {{{"", Ink::dim}, {"different values", Ink::dim}, {"times", Ink::dim}}};
  for (const SizePart& machine : size.machines) {
    rows.push_back({{machine.name, Ink::bold}, {with_thousands(machine.values)}, {factor_text(machine)}});
    std::size_t shown = 0;
    for (const SizePart& field : machine.fields) {
      if (!is_worth_showing(field) || shown++ == kFieldsShown) break;
      rows.push_back({{"  " + field.name}, {with_thousands(field.values)}, {factor_text(field)}});
    }
  }
  for (const BudgetSize& budget : size.budgets) {
    rows.push_back({{budget.part.name, Ink::bold},
                    {with_thousands(budget.part.values)},
                    {factor_text(budget.part)},
                    {left_text(budget), Ink::dim}});
  }
  return text_table({Align::left, Align::right, Align::right, Align::left}, rows, 2, style);
}

std::string advice_table(const CheckResult& check, const TextStyle& style) {
  std::vector<std::vector<TextCell>> rows;
  for (const SizeAdvice& advice : advice_worth_giving(check)) {
    if (rows.size() == kAdviceShown) break;
    rows.push_back({{advice.bound, Ink::bold}, {"instead of " + advice.now, Ink::dim}, {advice_text(advice, check)}});
  }
  if (rows.empty()) return "";
  return "\n" + paragraph("What to bound:", 2, style) +
         text_table({Align::left, Align::left, Align::left}, rows, 4, style);
}

}  // namespace

std::string actions_text(const CheckResult& check, const TextStyle& style) {
  if (!check.actions_asked) return idle_text(check, style);
  if (check.actions.empty()) {
    return check.actions_missing.empty()
               ? ""
               : heading("Actions", style) + paragraph("Not counted: " + check.actions_missing + ".", 2, style);
  }
  return heading("Actions", style) + occurred_table(check.actions, check.states, style) +
         never_text(check.actions, style) + impossible_text(check.actions, style);
}

std::string size_text(const CheckResult& check, const TextStyle& style) {
  if (!check.size) return "";
  std::string text = heading("Why so many states", style) + paragraph(basis_sentence(check), 2, style);
  text += paragraph("By depth: " + growth_sentence(check), 2, style);
  text += fmt::format("  {}\n\n", painted(style, Ink::accent, skyline(check.levels, style)));
  text += paragraph("How many times more states there are for each part than there would be without it:", 2, style);
  return text + parts_table(*check.size, style) + advice_table(check, style);
}

}  // namespace doublecheck::reports
