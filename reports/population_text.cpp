#include "reports/population_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

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
  if (time.count == 0) {
    row.push_back({"none"});
    return row;
  }
  for (const Estimated& estimated : {time.p50, time.p90, time.p99}) row.push_back({estimated_text(estimated, "us")});
  row.push_back({duration_text(static_cast<double>(time.max) / kMicrosecondsPerSecond)});
  row.push_back({with_thousands(time.count)});
  return row;
}

/// Rows for everybody, then for each group of the dimension.
std::string times_table(const PopulationResult& population, std::string_view name, const TextStyle& style) {
  const auto find = [&](const PopulationGroup& group) {
    return std::ranges::find(group.times, name, &PopulationTime::name);
  };
  const auto overall = find(population.all);
  if (overall == population.all.times.end() || overall->count == 0) return "";
  Rows rows = {heading({"time " + overall->meaning, "p50", "p90", "p99", "max", "n"})};
  rows.push_back(time_row("everybody", *overall, Ink::bold));
  for (const PopulationGroup& group : population.groups) {
    if (group.dimension == "server") continue;
    const auto time = find(group);
    if (time != group.times.end()) rows.push_back(time_row(group.dimension + " " + group.name, *time, Ink::plain));
  }
  return "\n" + figures_table(rows, style);
}

std::string share_of(const PopulationGroup& group, std::string_view part, std::string_view whole) {
  return share_text(count_of(group, part), count_of(group, whole));
}

/// What was sent again and what pushes came to, by platform. R12, R13.
std::string traffic_table(const PopulationResult& population, const TextStyle& style) {
  Rows rows = {heading({"traffic", "bodies sent up", "again", "sent down", "again", "pushes", "lost", "coalesced",
                        "woke", "shown", "in vain"})};
  const auto add = [&](std::string name, const PopulationGroup& group) {
    std::vector<TextCell> row = {{std::move(name)}};
    const auto number = [&](std::string_view key) { row.push_back({with_thousands(count_of(group, key))}); };
    number("bodies_sent_up");
    row.push_back({share_of(group, "resent_up", "bodies_sent_up")});
    number("bodies_sent_down");
    row.push_back({share_of(group, "resent_down", "bodies_sent_down")});
    number("pushes_sent");
    for (const std::string_view key :
         {"pushes_lost", "pushes_coalesced", "pushes_woke", "pushes_displayed", "pushes_without_effect"}) {
      row.push_back({share_of(group, key, "pushes_sent")});
    }
    rows.push_back(std::move(row));
  };
  add("everybody", population.all);
  for (const PopulationGroup& group : population.groups) {
    if (group.dimension == "platform") add(group.dimension + " " + group.name, group);
  }
  return "\n" + figures_table(rows, style);
}

/// R24: bytes × time under the protocol, and under a server that keeps every body.
std::string held_table(const PopulationResult& population, const TextStyle& style) {
  const auto byte_seconds = [&](std::string_view name) {
    return static_cast<double>(count_of(population.all, name)) / kMicrosecondsPerSecond * population.body_bytes;
  };
  const double queued = byte_seconds("body_microseconds_queued");
  const double for_ever = byte_seconds("body_microseconds_for_ever");
  if (for_ever <= 0) return "";
  Rows rows = {heading({"held by servers", "bytes, over time"}),
               {{"until acknowledged"}, {byte_seconds_text(queued)}},
               {{"stored for ever"}, {byte_seconds_text(for_ever)}}};
  if (queued > 0) rows.back().push_back({fmt::format("{} times as much", number_text(for_ever / queued))});
  return "\n" + text_table({Align::left, Align::right, Align::left}, rows, kIndent, style);
}

std::string ledger_table(const PopulationResult& population, const TextStyle& style) {
  const PopulationLedger& ledger = population.ledger;
  Rows rows = {heading({"what became of messages", "messages", "share"}),
               {{"composed", Ink::bold}, {with_thousands(ledger.composed), Ink::bold}}};
  for (const PopulationCount& fate : ledger.fates) {
    if (fate.value == 0) continue;
    const Ink ink = fate.name.starts_with("lost") ? Ink::bad : Ink::plain;
    rows.push_back({{fate.meaning, ink}, {with_thousands(fate.value), ink}, {share_text(fate.value, ledger.composed)}});
  }
  return "\n" + text_table({Align::left, Align::right, Align::right}, rows, kIndent, style);
}

std::string faults_table(const PopulationResult& population, const TextStyle& style) {
  if (population.faults.empty()) return "";
  Rows rows = {heading({"fault", "at", "lasts", "struck"})};
  for (const PopulationFault& fault : population.faults) {
    rows.push_back({{fault.words},
                    {duration_text(fault.at_seconds)},
                    {fault.lasts_seconds > 0 ? duration_text(fault.lasts_seconds) : "a moment"},
                    {with_thousands(fault.struck), fault.struck == 0 ? Ink::warning : Ink::plain}});
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

Ink ink_of(PopulationComparison::Shown shown) {
  if (shown == PopulationComparison::Shown::better) return Ink::good;
  return shown == PopulationComparison::Shown::worse ? Ink::bad : Ink::dim;
}

std::string variants_part(const PopulationResult& population, const TextStyle& style) {
  std::string text;
  for (const PopulationVariant& variant : population.variants) {
    text += "\n" + paragraph(fmt::format("Variant {}: {}", variant.name, fmt::join(variant.changes, ", ")), kIndent,
                             style, Ink::bold);
    if (variant.warm_up_seconds != population.warm_up_seconds) {
      text += paragraph(other_warm_up_text(variant), kIndent, style);
    }
    Rows rows = {heading({"on common random numbers", "as written", "variant", "difference", "ratio", "95 %", ""})};
    std::size_t equal = 0;
    for (const PopulationComparison& c : variant.comparisons) {
      if (is_equal(c)) {
        ++equal;
        continue;
      }
      rows.push_back({{c.meaning},
                      {quantity_text(c.base, c.unit)},
                      {quantity_text(c.variant, c.unit)},
                      {estimated_text(c.difference, c.unit)},
                      {c.ratio ? number_text(*c.ratio) : ""},
                      {c.ratio_interval ? fmt::format("{} to {}", number_text(c.ratio_interval->first),
                                                      number_text(c.ratio_interval->second))
                                        : ""},
                      {std::string(word(c.shown)), ink_of(c.shown)}});
    }
    if (rows.size() > 1) {
      text +=
          text_table({Align::left, Align::right, Align::right, Align::right, Align::right, Align::right, Align::left},
                     rows, kIndent, style);
    }
    if (equal > 0) {
      text +=
          paragraph(fmt::format("exactly the same: {}", counted(equal, "figure", "figures")), kIndent, style, Ink::dim);
    }
    for (const PopulationWatched& watched : variant.watched) {
      if (watched.breaches == 0) continue;
      text +=
          paragraph(fmt::format("{} was seen to fail {}", watched.property, counted(watched.breaches, "time", "times")),
                    kIndent, style, Ink::bad);
    }
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
                  counted(events, "event", "events"), population.interrupted ? "; the last one was cut short" : ""),
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

std::string estimated_text(const Estimated& estimated, std::string_view unit) {
  const std::string value = quantity_text(estimated.value, unit);
  return estimated.half_width ? fmt::format("{} ± {}", value, quantity_text(*estimated.half_width, unit)) : value;
}

std::string population_text(const PopulationResult& population, const TextStyle& style) {
  std::string text = introduction(population, style);
  // R20 is what the last of them is about.
  for (const std::string_view name : {"one_check", "two_checks", "stored", "visible", "wait_on_opening"}) {
    text += times_table(population, name, style);
  }
  text += traffic_table(population, style) + held_table(population, style) + ledger_table(population, style);
  text += faults_table(population, style) + breaches_part(population, style);
  text += variants_part(population, style) + traces_part(population, style);
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
    if (time.count == 0 || (time.name != "two_checks" && time.name != "visible")) continue;
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
