#include "reports/population_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "reports/bounds.hpp"
#include "reports/population_tables.hpp"
#include "reports/quantities.hpp"
#include "reports/text_parts.hpp"
#include "reports/text_table.hpp"

namespace doublecheck::reports {
namespace {

constexpr std::size_t kIndent = 2;
constexpr double kMicrosecondsPerSecond = 1e6;

using Rows = std::vector<std::vector<TextCell>>;

std::vector<TextCell> heading(const std::vector<std::string_view>& words) {
  std::vector<TextCell> cells;
  for (const std::string_view word : words) cells.push_back({std::string(word), Ink::dim});
  return cells;
}

/// The first column to the left, all others to the right.
std::string figures_table(const Rows& rows, const TextStyle& style) {
  std::vector<Align> columns(rows.front().size(), Align::right);
  columns.front() = Align::left;
  return text_table(columns, rows, kIndent, style);
}

std::vector<TextCell> time_row(std::string name, const PopulationTime& time, Ink ink) {
  std::vector<TextCell> row = {{std::move(name), ink}};
  if (time.all() == 0) {
    row.push_back({"none"});
    return row;
  }
  for (const Estimated& estimated : {time.p50, time.p90, time.p99}) row.push_back({estimated_text(estimated, "us")});
  row.push_back({time.count == 0 ? "none" : duration_text(static_cast<double>(time.max) / kMicrosecondsPerSecond)});
  row.push_back({count_text(time.count, time.all())});
  return row;
}

/// Rows for everybody, then for each group of the dimension.
std::string times_table(const PopulationResult& population, std::string_view name, const TextStyle& style) {
  const auto find = [&](const PopulationGroup& group) {
    return std::ranges::find(group.times, name, &PopulationTime::name);
  };
  const auto overall = find(population.all);
  if (overall == population.all.times.end() || overall->all() == 0) return "";
  Rows rows = {heading({"time " + overall->meaning, "p50", "p90", "p99", "max", "n"})};
  rows.push_back(time_row("everybody", *overall, Ink::bold));
  for (const PopulationGroup& group : population.groups) {
    if (group.dimension == "server") continue;
    const auto time = find(group);
    if (time != group.times.end()) rows.push_back(time_row(group.dimension + " " + group.name, *time, Ink::plain));
  }
  return "\n" + figures_table(rows, style);
}

std::string text_of(const FigureTable& table, const TextStyle& style) {
  if (table.rows.empty()) return "";
  Rows rows(1);
  rows[0].push_back({table.title, Ink::dim});
  for (const std::string& column : table.columns) rows[0].push_back({column, Ink::dim});
  for (const FigureRow& row : table.rows) {
    auto& cells = rows.emplace_back();
    for (const std::string& cell : row.cells) cells.push_back({cell});
    cells.back().ink = row.ink;
  }
  return "\n" + figures_table(rows, style);
}

std::string faults_table(const PopulationResult& population, const TextStyle& style) {
  if (population.faults.empty()) return "";
  Rows rows = {heading({"fault", "at", "lasts", "struck, in one replication"})};
  for (const PopulationFault& fault : population.faults) {
    rows.push_back({{fault.words},
                    {duration_text(fault.at_seconds)},
                    {fault.lasts_seconds > 0 ? duration_text(fault.lasts_seconds) : "a moment"},
                    {estimated_text(fault.struck_each, ""), fault.struck == 0 ? Ink::warning : Ink::plain}});
  }
  return "\n" + text_table({Align::left, Align::right, Align::right, Align::right}, rows, kIndent, style);
}

std::string breaches_part(const PopulationResult& population, const TextStyle& style) {
  Rows rows = {heading({"watched", "seen to fail"})};
  for (const PopulationWatched& watched : population.watched) {
    const bool failed = watched.breaches > 0;
    rows.push_back({{watched.property, Ink::bold},
                    {failed ? counted(watched.breaches, "time", "times") : "never", failed ? Ink::bad : Ink::good}});
  }
  std::string text = rows.size() == 1 ? "" : "\n" + text_table({Align::left, Align::left}, rows, kIndent, style);
  for (const PopulationBreach& breach : population.breaches) {
    text += paragraph(fmt::format("{} at {} in replication {}, message {} from {} to {}: {}", breach.property,
                                  duration_text(breach.at_seconds), breach.replication, breach.message, breach.sender,
                                  breach.recipient, breach.words),
                      kIndent, style, Ink::bad);
  }
  return text;
}

std::string traces_part(const PopulationResult& population, const TextStyle& style) {
  std::string text;
  for (const PopulationTrace& trace : population.traces) {
    text += "\n" + paragraph(fmt::format("Message {} from {} to {}, replication {}", trace.message, trace.sender,
                                         trace.recipient, trace.replication),
                             kIndent, style, Ink::bold);
    Rows rows;
    for (const auto& [seconds, words] : trace.lines) rows.push_back({{fmt::format("{:.6f} s", seconds)}, {words}});
    text += text_table({Align::right, Align::left}, rows, 2 * kIndent, style);
  }
  return text;
}

std::string variant_part(const PopulationVariant& variant, const PopulationResult& population, const TextStyle& style) {
  std::string text = "\n" + paragraph(fmt::format("Variant {}: {}", variant.name, fmt::join(variant.changes, ", ")),
                                      kIndent, style, Ink::bold);
  if (variant.warm_up_seconds != population.warm_up_seconds) {
    text += paragraph(other_warm_up_text(variant), kIndent, style);
  }
  text += text_of(comparison_table(variant), style);
  const auto equal =
      static_cast<std::uint64_t>(std::ranges::count(variant.comparisons, true, &PopulationComparison::is_same));
  if (equal > 0) {
    text +=
        paragraph(fmt::format("exactly the same: {}", counted(equal, "figure", "figures")), kIndent, style, Ink::dim);
  }
  text += text_of(opening_table(variant.all, variant.groups), style) + text_of(held_table(variant.held), style);
  for (const PopulationWatched& watched : variant.watched) {
    if (watched.breaches == 0) continue;
    const bool is_known = watched.violation_expected || watched.violation_allowed;
    text += paragraph(breaches_text(watched), kIndent, style, is_known ? Ink::dim : Ink::bad);
  }
  return text;
}

std::string introduction(const PopulationResult& population, const TextStyle& style) {
  const PopulationSpeed& speed = population.speed;
  std::uint64_t events = 0;
  for (const Replication& replication : population.replications) events += replication.events;
  std::string text = paragraph(
      fmt::format("{} for {}{}, {} with seed {}: {}{}", counted(population.clients, "client", "clients"),
                  duration_text(population.simulated_seconds),
                  population.warm_up_seconds > 0
                      ? fmt::format(", the first {} of them not measured", duration_text(population.warm_up_seconds))
                      : "",
                  counted(population.replications.size(), "replication", "replications"), population.seed,
                  counted(events, "event", "events"),
                  population.interrupted ? "; it was cut short"
                  : population.was_cut   ? "; the simulation was cut short"
                                         : ""),
      kIndent, style);
  if (!population.stopping.empty()) text += paragraph(population.stopping + ".", kIndent, style);
  if (population.pilot) {
    text += paragraph(chosen_warm_up_text(population), kIndent, style,
                      is_warm_up_doubtful(population) ? Ink::warning : Ink::plain);
  }
  if (!population.warm_up.empty()) text += paragraph(population.warm_up, kIndent, style);
  if (population.replications.size() == 1) {
    text += paragraph("One replication has no confidence intervals; --replications 10 gives some.", kIndent, style,
                      Ink::dim);
  }
  if (!population.replications.empty()) {
    text +=
        paragraph(fmt::format("fingerprint {}", population.replications.front().fingerprint), kIndent, style, Ink::dim);
  }
  if (speed.seconds > 0) {
    text += paragraph(
        fmt::format("speed: {} on {}, {} events a second, {} times real time, {}", duration_text(speed.seconds),
                    counted(speed.jobs, "thread", "threads"),
                    with_thousands(static_cast<std::uint64_t>(static_cast<double>(speed.events) / speed.seconds)),
                    number_text(speed.simulated_seconds / speed.seconds), bytes_text(speed.bytes)),
        kIndent, style, Ink::dim);
  }
  return text;
}

}  // namespace

std::string population_text(const PopulationResult& population, const TextStyle& style) {
  std::string text = introduction(population, style);
  for (const std::string_view name : {"one_check", "two_checks", "stored", "visible"}) {
    text += times_table(population, name, style);
  }
  text += text_of(opening_table(population.all, population.groups), style);
  text += text_of(bodies_table(population), style) + text_of(pushes_table(population), style);
  text += text_of(held_table(population.held), style) + text_of(ledger_table(population), style);
  text += faults_table(population, style) + breaches_part(population, style);
  for (const PopulationVariant& variant : population.variants) text += variant_part(variant, population, style);
  text += traces_part(population, style);
  for (const std::string& finding : findings_of(population)) {
    text += "\n" + paragraph(finding, kIndent, style, Ink::warning);
  }
  if (!population.simplifications.empty()) text += "\n";
  for (const std::string& simplification : population.simplifications) {
    text += paragraph(simplification + ".", kIndent, style, Ink::dim);
  }
  return text;
}

std::string population_gate_text(const PopulationResult& population, const TextStyle& style) {
  constexpr std::size_t kGateIndent = 4;
  std::string text = fmt::format("  simulated {}, {}\n", counted(population.clients, "client", "clients"),
                                 duration_text(population.simulated_seconds));
  for (const PopulationTime& time : population.all.times) {
    if (time.all() == 0 || (time.name != "two_checks" && time.name != "visible")) continue;
    text += paragraph(fmt::format("time {}: p50 {}, p90 {}, p99 {}", time.meaning, estimated_text(time.p50, "us"),
                                  estimated_text(time.p90, "us"), estimated_text(time.p99, "us")),
                      kGateIndent, style);
  }
  for (const std::string& finding : findings_of(population)) {
    text += paragraph(finding, kGateIndent, style, Ink::warning);
  }
  return text;
}

}  // namespace doublecheck::reports
