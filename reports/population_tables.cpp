#include "reports/population_tables.hpp"

#include "reports/bounds.hpp"
#include "reports/quantities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

namespace doublecheck::reports {
namespace {

constexpr double kMicrosecondsPerSecond = 1e6;

template <class Named>
const Named* find(const std::vector<Named>& all, std::string_view name) {
  const auto found = std::ranges::find(all, name, &Named::name);
  return found == all.end() ? nullptr : &*found;
}

std::string count_cell(const PopulationGroup& group, std::string_view name) {
  const PopulationCount* count = find(group.counts, name);
  return count == nullptr ? "" : estimated_text(count->each, "");
}

std::string share_cell(const PopulationGroup& group, std::string_view name) {
  const PopulationShare* share = find(group.shares, name);
  return share == nullptr || !share->share ? "none" : estimated_text(*share->share, "share");
}

/// A row for everybody and one for each platform.
template <class RowOf>
std::vector<FigureRow> by_platform(const PopulationResult& population, RowOf row_of) {
  std::vector<FigureRow> rows = {row_of(population.all)};
  for (const PopulationGroup& group : population.groups) {
    if (group.dimension == "platform") rows.push_back(row_of(group));
  }
  return rows;
}

/// Of shares a difference is in points: "-12.5 ± 0.4 points".
std::string difference_text(const Estimated& difference, std::string_view unit) {
  if (unit != "share") return estimated_text(difference, unit);
  std::string text = number_text(100 * difference.value);
  if (difference.half_width) text += fmt::format(" ± {}", number_text(100 * *difference.half_width));
  return text + " points";
}

Ink ink_of(PopulationComparison::Shown shown) {
  if (shown == PopulationComparison::Shown::better) return Ink::good;
  return shown == PopulationComparison::Shown::worse ? Ink::bad : Ink::dim;
}

}  // namespace

FigureTable opening_table(const PopulationGroup& all, const std::vector<PopulationGroup>& groups) {
  FigureTable table{"messages there on opening the app", {"stored already", "wait p50", "p90", "p99", "max", "n"}, {}};
  const auto add = [&](const PopulationGroup& group) {
    const PopulationTime* wait = find(group.times, "wait_on_opening");
    if (wait == nullptr || wait->all() == 0) return;
    table.rows.push_back({{label_of(group), share_cell(group, "stored_on_opening"), estimated_text(wait->p50, "us"),
                           estimated_text(wait->p90, "us"), estimated_text(wait->p99, "us"),
                           duration_text(static_cast<double>(wait->max) / kMicrosecondsPerSecond),
                           count_text(wait->count, wait->all())}});
  };
  add(all);
  for (const PopulationGroup& group : groups) {
    if (group.dimension != "server") add(group);
  }
  return table;
}

FigureTable bodies_table(const PopulationResult& population) {
  const auto row = [](const PopulationGroup& group) {
    return FigureRow{{label_of(group), count_cell(group, "bodies_sent_up"), share_cell(group, "resent_up_share"),
                      count_cell(group, "bodies_sent_down"), share_cell(group, "resent_down_share")}};
  };
  return {"bodies sent, in one replication", {"up", "again", "down", "again"}, by_platform(population, row)};
}

FigureTable pushes_table(const PopulationResult& population) {
  const auto row = [](const PopulationGroup& group) {
    FigureRow pushes{{label_of(group), count_cell(group, "pushes_sent")}};
    for (const std::string_view name : {"pushes_lost_share", "pushes_coalesced_share", "pushes_woke_share",
                                        "pushes_displayed_share", "pushes_without_effect_share"}) {
      pushes.cells.push_back(share_cell(group, name));
    }
    return pushes;
  };
  return {"pushes, in one replication",
          {"sent", "lost", "coalesced", "woke the app", "shown", "in vain"},
          by_platform(population, row)};
}

FigureTable held_table(const PopulationHeld& held) {
  FigureTable table{"held by servers, in one replication", {"bytes, over time", "times as much", ""}, {}};
  if (held.for_ever.value <= 0) return table;
  const std::string ratio = held.ratio ? estimated_text(*held.ratio, "") : "";
  const auto mark = [&](bool is_so) { return std::string(is_so ? "as it is here" : "as it would be"); };
  table.rows = {{{"until acknowledged", estimated_text(held.until_ack, "byte-seconds"), "", mark(!held.is_for_ever)}},
                {{"stored for ever", estimated_text(held.for_ever, "byte-seconds"), ratio, mark(held.is_for_ever)}}};
  return table;
}

FigureTable ledger_table(const PopulationResult& population) {
  const PopulationLedger& ledger = population.ledger;
  FigureTable table{"what became of messages", {"in one replication", "in all", "share"}, {}};
  table.rows.push_back({{"composed", estimated_text(ledger.composed_each, ""), with_thousands(ledger.composed)}});
  for (const PopulationFate& fate : ledger.fates) {
    if (fate.value == 0) continue;
    table.rows.push_back({{fate.meaning, estimated_text(fate.each, ""), with_thousands(fate.value),
                           fate.share ? estimated_text(*fate.share, "share") : ""},
                          fate.name.starts_with("lost") ? Ink::bad : Ink::plain});
  }
  return table;
}

FigureTable comparison_table(const PopulationVariant& variant) {
  FigureTable table{
      "on common random numbers", {"as written", variant.name, "difference", "ratio", "95 %", "the variant is"}, {}};
  for (const PopulationComparison& c : variant.comparisons) {
    if (c.is_same) continue;
    const std::string interval = c.ratio_interval ? fmt::format("{} to {}", number_text(c.ratio_interval->first),
                                                                number_text(c.ratio_interval->second))
                                                  : "";
    table.rows.push_back({{c.meaning, bound_text(c.base, c.unit), bound_text(c.variant, c.unit),
                           c.difference ? difference_text(*c.difference, c.unit) : "",
                           c.ratio ? number_text(*c.ratio) : "", interval, std::string(word(c.shown))},
                          ink_of(c.shown)});
  }
  return table;
}

std::string label_of(const PopulationGroup& group) {
  return group.dimension.empty() ? "everybody" : group.dimension + " " + group.name;
}

std::string estimated_text(const Estimated& estimated, std::string_view unit) {
  if (!estimated.half_width) return bound_text({estimated.value, estimated.reach}, unit);
  if (unit == "share") {
    return fmt::format("{} ± {} %", number_text(100 * estimated.value), number_text(100 * *estimated.half_width));
  }
  return fmt::format("{} ± {}", quantity_text(estimated.value, unit), quantity_text(*estimated.half_width, unit));
}

}  // namespace doublecheck::reports
