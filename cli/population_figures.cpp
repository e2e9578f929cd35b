#include "cli/population_figures.hpp"

#include "cli/population_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace doublecheck::cli {
namespace {

using population::Counter;
using population::Measure;
using population::Tally;
using statistics::Better;

constexpr unsigned kPercents[] = {50, 90, 99};

std::uint64_t count(const Tally& tally, Counter counter) { return tally.counters[static_cast<std::size_t>(counter)]; }

template <Counter... kCounters>
std::uint64_t sum_of(const Tally& tally) {
  return (count(tally, kCounters) + ...);
}

const statistics::Durations& waits_on_opening(const Tally& tally) {
  return tally.measures[static_cast<std::size_t>(Measure::wait_on_opening)];
}

/// Of those that were there when the app was opened, those that were waited for not at all.
std::uint64_t stored_on_opening(const Tally& tally) { return waits_on_opening(tally).ended.count_up_to(0); }
std::uint64_t there_on_opening(const Tally& tally) { return waits_on_opening(tally).all(); }

constexpr ShareInfo kShares[] = {
    {"delivered_share", "share delivered", sum_of<Counter::delivered>, sum_of<Counter::composed>, Better::higher},
    {"stored_on_opening", "share stored before the app was opened", stored_on_opening, there_on_opening,
     Better::higher},
    {"resent_share", "share of transmissions that were repeated", sum_of<Counter::resent_up, Counter::resent_down>,
     sum_of<Counter::bodies_sent_up, Counter::bodies_sent_down>, Better::lower},
    {"resent_up_share",
     "share of bodies sent to servers again",
     sum_of<Counter::resent_up>,
     sum_of<Counter::bodies_sent_up>,
     {}},
    {"resent_down_share",
     "share of bodies sent to recipients again",
     sum_of<Counter::resent_down>,
     sum_of<Counter::bodies_sent_down>,
     {}},
    {"pushes_lost_share", "share of pushes lost", sum_of<Counter::pushes_lost>, sum_of<Counter::pushes_sent>, {}},
    {"pushes_coalesced_share",
     "share of pushes coalesced",
     sum_of<Counter::pushes_coalesced>,
     sum_of<Counter::pushes_sent>,
     {}},
    {"pushes_woke_share",
     "share of pushes that woke the app",
     sum_of<Counter::pushes_woke>,
     sum_of<Counter::pushes_sent>,
     {}},
    {"pushes_displayed_share",
     "share of pushes that were shown",
     sum_of<Counter::pushes_displayed>,
     sum_of<Counter::pushes_sent>,
     {}},
    {"pushes_without_effect_share",
     "share of pushes without effect",
     sum_of<Counter::pushes_without_effect>,
     sum_of<Counter::pushes_sent>,
     {}},
};

std::optional<double> ratio(double part, double whole) {
  return whole > 0 ? std::optional(part / whole) : std::nullopt;
}

std::optional<double> per_message(const Tally& tally, Counter counter) {
  return ratio(static_cast<double>(count(tally, counter)), static_cast<double>(count(tally, Counter::composed)));
}

constexpr std::string_view kPushesPerMessage = "pushes_per_message";
constexpr std::string_view kHeldPerMessage = "held_per_message";
constexpr std::string_view kHeld = "byte_seconds_held";

double byte_seconds(const population::Outcome& outcome, const population::Crowd& crowd, Counter counter) {
  constexpr double kMicrosecondsPerSecond = 1e6;
  return static_cast<double>(count(outcome.all, counter)) / kMicrosecondsPerSecond * crowd.body_bytes;
}

class Figures {
 public:
  std::vector<FigureValue> take() { return std::move(figures_); }

  void add_group(const population::Slice* slice, const Tally& tally) {
    for (std::size_t i = 0; i < population::kMeasureCount; ++i) {
      const statistics::Durations& measure = tally.measures[i];
      const auto quantiles = measure.empty() ? std::vector<statistics::Quantile>{} : quantiles_of(measure, kPercents);
      for (std::size_t k = 0; k < std::size(kPercents); ++k) {
        const auto value = quantiles.empty() ? std::nullopt : std::optional(bound_of(quantiles[k]));
        figures_.push_back({quantile_figure(slice, static_cast<Measure>(i), kPercents[k]), "us", value});
      }
    }
    for (std::size_t i = 0; i < population::kCounterCount; ++i) {
      add(figure_of(slice, name_of(static_cast<Counter>(i)).name), "", static_cast<double>(tally.counters[i]));
    }
    for (const ShareInfo& share : kShares) {
      const auto part = static_cast<double>(share.part(tally));
      add(figure_of(slice, share.name), "share", ratio(part, static_cast<double>(share.whole(tally))));
    }
  }

  void add_held(const population::Outcome& outcome, const population::Crowd& crowd) {
    const double until_ack = byte_seconds(outcome, crowd, Counter::body_microseconds_queued);
    const double for_ever = byte_seconds(outcome, crowd, Counter::body_microseconds_for_ever);
    add(kPushesPerMessage, "", per_message(outcome.all, Counter::pushes_sent));
    add(kHeldPerMessage, "us", per_message(outcome.all, Counter::body_microseconds_queued));
    add(kHeld, "byte-seconds", crowd.options.retention == model::Retention::forever ? for_ever : until_ack);
    add(kHeldUntilAck, "byte-seconds", until_ack);
    add(kHeldForEver, "byte-seconds", for_ever);
    add(kForEverRatio, "", ratio(for_ever, until_ack));
  }

  void add_ledger(const population::MessageLedger& ledger) {
    const auto composed = static_cast<double>(ledger.composed);
    add(ledger_figure("composed"), "", composed);
    const auto add_fate = [&](const PopulationName& name, std::uint64_t messages) {
      add(ledger_figure(name.name), "", static_cast<double>(messages));
      add(ledger_share_figure(name.name), "share", ratio(static_cast<double>(messages), composed));
    };
    for (const Fate& fate : fates()) add_fate(fate.name, ledger.*fate.messages);
    for (std::size_t i = 0; i < ledger.lost.size(); ++i) {
      add_fate(name_of(static_cast<population::MessageLedger::Loss>(i)), ledger.lost[i]);
    }
  }

  void add_faults(const std::vector<population::FaultTally>& faults) {
    for (std::size_t i = 0; i < faults.size(); ++i) add(fault_figure(i), "", static_cast<double>(faults[i].struck));
  }

 private:
  void add(std::string_view name, std::string_view unit, std::optional<double> value) {
    figures_.push_back({std::string(name), unit, value ? std::optional(reports::Bound{*value, {}}) : std::nullopt});
  }

  std::vector<FigureValue> figures_;
};

std::vector<FigureInfo> make_catalogue() {
  std::vector<FigureInfo> catalogue;
  for (std::size_t i = 0; i < population::kMeasureCount; ++i) {
    const auto measure = static_cast<Measure>(i);
    for (const unsigned percent : kPercents) {
      catalogue.push_back({quantile_figure(nullptr, measure, percent),
                           fmt::format("time {}, p{}", name_of(measure).meaning, percent), "us", Better::lower});
    }
  }
  for (const ShareInfo& share : kShares) {
    if (!share.compared) continue;
    catalogue.push_back({std::string(share.name), std::string(share.meaning), "share", *share.compared});
  }
  catalogue.push_back({std::string(kPushesPerMessage), "pushes a message", "", Better::lower});
  catalogue.push_back({std::string(kHeldPerMessage), "time from a body's custody to its ack", "us", Better::lower});
  catalogue.push_back({std::string(kHeld), "bytes that servers held, over time", "byte-seconds", Better::lower});
  return catalogue;
}

}  // namespace

reports::Bound bound_of(const statistics::Quantile& quantile) {
  switch (quantile.reach) {
    case statistics::Reach::reached:
      return {static_cast<double>(quantile.value), reports::Reach::reached};
    case statistics::Reach::not_reached:
      return {0, reports::Reach::not_reached};
    case statistics::Reach::never:
      break;
  }
  return {0, reports::Reach::never};
}

bool is_estimated(const population::Slice& slice) { return slice.dimension != population::Dimension::server; }

std::string figure_of(const population::Slice* slice, std::string_view name) {
  return slice == nullptr ? std::string(name) : fmt::format("{} {}: {}", name_of(slice->dimension), slice->name, name);
}

std::string quantile_figure(const population::Slice* slice, Measure measure, unsigned percent) {
  return figure_of(slice, fmt::format("{}.p{}", name_of(measure).name, percent));
}

std::string ledger_figure(std::string_view fate) { return fmt::format("ledger.{}", fate); }

std::string fault_figure(std::size_t index) { return fmt::format("fault.{}", index); }

std::string ledger_share_figure(std::string_view fate) { return fmt::format("ledger.{}_share", fate); }

const std::vector<FigureInfo>& figure_catalogue() {
  static const std::vector<FigureInfo> kCatalogue = make_catalogue();
  return kCatalogue;
}

std::vector<FigureInfo> opening_figures(const std::vector<population::Slice>& slices) {
  std::vector<FigureInfo> figures;
  for (const population::Slice& slice : slices) {
    if (slice.dimension != population::Dimension::platform) continue;
    const auto add = [&](const std::string& name) {
      FigureInfo info = *find_figure(name);
      info.name = figure_of(&slice, info.name);
      info.meaning = fmt::format("{}: {}", slice.name, info.meaning);
      figures.push_back(std::move(info));
    };
    add("stored_on_opening");
    for (const unsigned percent : kPercents) add(quantile_figure(nullptr, Measure::wait_on_opening, percent));
  }
  return figures;
}

std::span<const ShareInfo> share_catalogue() { return kShares; }

const std::vector<std::string>& usual_figures() {
  static const std::vector<std::string> kUsual = {"two_checks.p50", "two_checks.p99", "visible.p50"};
  return kUsual;
}

const FigureInfo* find_figure(std::string_view name) {
  const auto& catalogue = figure_catalogue();
  const auto found = std::ranges::find(catalogue, name, &FigureInfo::name);
  return found == catalogue.end() ? nullptr : &*found;
}

std::vector<FigureValue> figures_of(const population::Outcome& outcome, const population::Crowd& crowd) {
  Figures figures;
  figures.add_group(nullptr, outcome.all);
  figures.add_held(outcome, crowd);
  figures.add_ledger(outcome.ledger);
  figures.add_faults(outcome.faults);
  for (const population::Slice& slice : outcome.slices) {
    if (is_estimated(slice)) figures.add_group(&slice, slice.tally);
  }
  return figures.take();
}

}  // namespace doublecheck::cli
