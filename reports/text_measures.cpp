#include "reports/text_measures.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>
#include <vector>

#include "reports/bounds.hpp"
#include "reports/quantities.hpp"
#include "reports/schedule.hpp"
#include "reports/text_parts.hpp"
#include "reports/text_table.hpp"

namespace doublecheck::reports {
namespace {

constexpr std::size_t kIndent = 2;

std::vector<TextCell> heading(const std::vector<std::string_view>& words) {
  std::vector<TextCell> cells;
  for (const std::string_view word : words) cells.push_back({std::string(word), Ink::dim});
  return cells;
}

}  // namespace

std::string openings_text(const SimulationResult& simulation, const TextStyle& style) {
  if (simulation.platforms.empty()) return "";
  std::vector<std::vector<TextCell>> rows = {heading(
      {"opening the app", "times", "in the store", "on the server", "share in store", "wait p50", "p90", "p99"})};
  for (const PlatformOpenings& group : simulation.platforms) {
    std::vector<TextCell> row = {{group.platform},
                                 {with_thousands(group.openings)},
                                 {with_thousands(group.in_store)},
                                 {with_thousands(group.on_server)},
                                 {share_text(group.in_store, group.in_store + group.on_server), Ink::bold}};
    for (const Quantile& one : {group.wait.p50, group.wait.p90, group.wait.p99}) {
      row.push_back({group.wait.all() == 0 ? "none" : bound_text(one.at, group.wait.unit)});
    }
    rows.push_back(std::move(row));
  }
  std::vector<Align> columns(rows.front().size(), Align::right);
  columns.front() = Align::left;
  return "\n" + text_table(columns, rows, kIndent, style);
}

std::string held_text(const SimulationResult& simulation, const TextStyle& style) {
  const HeldBodies& held = simulation.held;
  if (held.for_ever <= 0) return "";
  const std::string ratio = held.until_acknowledged > 0
                                ? fmt::format("{} times as much", number_text(held.for_ever / held.until_acknowledged))
                                : "";
  const std::vector<std::vector<TextCell>> rows = {
      heading({"held by the server", "bytes, over time"}),
      {{"until acknowledged"}, {byte_seconds_text(held.until_acknowledged)}},
      {{held.is_archived ? "stored for ever" : "stored for ever, it would be"},
       {byte_seconds_text(held.for_ever)},
       {ratio}}};
  return "\n" + text_table({Align::left, Align::right, Align::left}, rows, kIndent, style);
}

std::string schedule_text(const SimulationResult& simulation, const TextStyle& style) {
  if (simulation.schedule.empty()) return "";
  std::vector<std::vector<TextCell>> rows = {heading({"scheduled", "struck", "not possible", "run was over"})};
  for (const ScheduledFault& fault : simulation.schedule) {
    rows.push_back({{words_of(fault)},
                    {with_thousands(fault.struck), fault.struck == 0 ? Ink::warning : Ink::plain},
                    {with_thousands(fault.impossible)},
                    {with_thousands(fault.too_late)}});
  }
  return "\n" + text_table({Align::left, Align::right, Align::right, Align::right}, rows, kIndent, style) +
         schedule_findings(simulation, kIndent, style);
}

std::string schedule_findings(const SimulationResult& simulation, std::size_t indent, const TextStyle& style) {
  std::string text;
  for (const ScheduledFault& fault : simulation.schedule) {
    text += paragraph(why_it_never_struck(fault, simulation.runs), indent, style, Ink::warning);
  }
  return text;
}

}  // namespace doublecheck::reports
