#include "cli/replications.hpp"

#include "cli/crowd_identity.hpp"
#include "cli/population_figures.hpp"
#include "cli/population_names.hpp"
#include "cli/warm_up.hpp"
#include "model/assert.hpp"
#include "reports/quantities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace doublecheck::cli {
namespace {

using population::Measure;

constexpr double kMicrosecondsPerSecond = 1e6;
constexpr std::size_t kBreachesShown = 20;

double seconds(population::Time time) { return static_cast<double>(time) / kMicrosecondsPerSecond; }

void add_slices(Replications& sum, const population::Outcome& outcome) {
  if (sum.slices.empty()) {
    sum.slices = outcome.slices;
    return;
  }
  DOUBLECHECK_ASSERT(sum.slices.size() == outcome.slices.size());
  for (std::size_t i = 0; i < sum.slices.size(); ++i) sum.slices[i].tally.add(outcome.slices[i].tally);
}

void add_series(Replications& sum, const std::vector<population::SeriesRow>& series) {
  for (std::size_t i = 0; i < series.size(); ++i) {
    const std::vector<std::uint64_t> values = values_of(series[i]);
    if (i == sum.series.size()) sum.series.push_back({series[i].at, 0, std::vector<std::uint64_t>(values.size())});
    ++sum.series[i].replications;
    for (std::size_t k = 0; k < values.size(); ++k) sum.series[i].values[k] += values[k];
  }
}

void add_ledger(population::MessageLedger& sum, const population::MessageLedger& ledger) {
  sum.composed += ledger.composed;
  for (const Fate& fate : fates()) sum.*fate.messages += ledger.*fate.messages;
  for (std::size_t i = 0; i < sum.lost.size(); ++i) sum.lost[i] += ledger.lost[i];
}

void add_findings(Replications& sum, const population::Outcome& outcome, std::uint32_t number) {
  sum.struck.resize(outcome.faults.size());
  sum.happened.resize(outcome.faults.size());
  for (std::size_t i = 0; i < outcome.faults.size(); ++i) {
    sum.struck[i] += outcome.faults[i].struck;
    sum.happened[i] += outcome.faults[i].happened ? 1U : 0U;
  }
  sum.breach_counts.resize(outcome.breach_counts.size());
  for (std::size_t i = 0; i < outcome.breach_counts.size(); ++i) sum.breach_counts[i] += outcome.breach_counts[i];
  for (const population::Breach& breach : outcome.breaches) {
    if (sum.breaches.size() == kBreachesShown) break;
    sum.breaches.push_back(
        {breach.property, number, seconds(breach.at), breach.message, breach.sender, breach.recipient, breach.words});
  }
  for (const population::Trace& trace : outcome.traces) {
    reports::PopulationTrace shown{number, trace.message, trace.sender, trace.recipient, {}};
    for (const population::TraceLine& line : trace.lines) shown.lines.emplace_back(seconds(line.at), line.words);
    sum.traces.push_back(std::move(shown));
  }
  if (sum.nearest_written.empty()) sum.nearest_written = outcome.nearest_written;
}

/// Turns sums into what a report shows.
class ResultWriter {
 public:
  ResultWriter(const Replications& sum, const population::Crowd& crowd) : sum_(sum), crowd_(crowd) {}

  reports::PopulationGroup group_of(const population::Slice* slice) const {
    const population::Tally& tally = slice == nullptr ? sum_.all : slice->tally;
    reports::PopulationGroup group;
    group.clients = slice == nullptr ? sum_.clients : slice->clients;
    if (slice != nullptr) {
      group.dimension = name_of(slice->dimension);
      group.name = slice->name;
    }
    for (std::size_t i = 0; i < population::kMeasureCount; ++i) {
      group.times.push_back(time_of(tally.measures[i], static_cast<Measure>(i), slice));
    }
    for (std::size_t i = 0; i < population::kCounterCount; ++i) {
      const PopulationName& name = name_of(static_cast<population::Counter>(i));
      group.counts.push_back(count(name, tally.counters[i], half_width(slice, figure_of(slice, name.name))));
    }
    for (const ShareInfo& info : share_catalogue()) {
      group.shares.push_back(
          {std::string(info.name), std::string(info.meaning),
           share(info.part(tally), info.whole(tally), half_width(slice, figure_of(slice, info.name)))});
    }
    return group;
  }

  reports::PopulationLedger ledger() const {
    reports::PopulationLedger ledger;
    ledger.composed = sum_.ledger.composed;
    ledger.composed_each = each(sum_.ledger.composed, half_width(nullptr, ledger_figure("composed")));
    const auto add = [&](const PopulationName& name, std::uint64_t messages) {
      ledger.fates.push_back({count(name, messages, half_width(nullptr, ledger_figure(name.name))),
                              share(messages, ledger.composed, half_width(nullptr, ledger_share_figure(name.name)))});
    };
    for (const Fate& fate : fates()) add(fate.name, sum_.ledger.*fate.messages);
    for (std::size_t i = 0; i < sum_.ledger.lost.size(); ++i) {
      add(name_of(static_cast<population::MessageLedger::Loss>(i)), sum_.ledger.lost[i]);
    }
    return ledger;
  }

  /// R24.
  reports::PopulationHeld held() const {
    const auto mean = [&](std::string_view name) {
      const statistics::Estimate estimate = estimate_of(sum_, name);
      return reports::Estimated{estimate.mean, estimate.half_width};
    };
    reports::PopulationHeld held;
    if (sum_.each.empty()) return held;
    held.until_ack = mean(kHeldUntilAck);
    held.for_ever = mean(kHeldForEver);
    if (held.until_ack.value > 0) {
      held.ratio = {held.for_ever.value / held.until_ack.value, half_width(nullptr, std::string(kForEverRatio))};
    }
    held.is_for_ever = crowd_.options.retention == model::Retention::forever;
    return held;
  }

  std::vector<reports::PopulationFault> faults() const {
    std::vector<reports::PopulationFault> faults;
    for (std::size_t i = 0; i < sum_.struck.size(); ++i) {
      const population::CrowdFault& fault = crowd_.faults[i];
      faults.push_back({words_of(fault, crowd_), seconds(fault.at), seconds(fault.lasts), sum_.struck[i],
                        each(sum_.struck[i], half_width(nullptr, fault_figure(i))), sum_.happened[i]});
    }
    return faults;
  }

  /// Whether the start still shows in what was measured, as a sentence.
  std::string warm_up() const {
    const auto measured = std::ranges::find_if(sum_.series, [&](const auto& row) { return row.at > crowd_.warm_up; });
    const auto shows = start_shows_for({measured, sum_.series.end()}, crowd_.series_step);
    if (!shows || *shows == 0) return "";
    return fmt::format(
        "The start still shows in the first {} that were measured (MSER-5): a warm-up of {} leaves it "
        "out.",
        reports::duration_text(seconds(*shows)), reports::duration_text(seconds(crowd_.warm_up + *shows)));
  }

 private:
  static void take_values(const statistics::Histogram& histogram, reports::PopulationValues& values) {
    values.count = histogram.count();
    values.sum = histogram.sum();
    values.min = histogram.min();
    values.max = histogram.max();
    for (const auto& bucket : histogram.buckets()) values.buckets.emplace_back(bucket.value, bucket.count);
  }

  reports::PopulationTime time_of(const statistics::Durations& durations, Measure measure,
                                  const population::Slice* slice) const {
    reports::PopulationTime time;
    time.name = name_of(measure).name;
    time.meaning = name_of(measure).meaning;
    take_values(durations.ended, time);
    take_values(durations.censored, time.pending);
    time.never = durations.never;
    if (durations.empty()) return time;
    std::array<unsigned, 100> percents{};
    std::iota(percents.begin(), percents.end(), 1U);
    for (const statistics::Quantile& one : quantiles_of(durations, percents)) time.percentiles.push_back(bound_of(one));
    // Of all replications together, with the width from those of each.
    const auto quantile = [&](unsigned percent) {
      const reports::Bound& bound = time.percentiles[percent - 1];
      const bool is_reached = bound.reach == reports::Reach::reached;
      const auto width = is_reached ? half_width(slice, quantile_figure(slice, measure, percent)) : std::nullopt;
      return reports::Estimated{bound.value, width, bound.reach};
    };
    time.p50 = quantile(50);
    time.p90 = quantile(90);
    time.p99 = quantile(99);
    return time;
  }

  /// From the values of the figure in each replication.
  std::optional<double> half_width(const population::Slice* slice, const std::string& figure) const {
    if (sum_.each.empty() || (slice != nullptr && !is_estimated(*slice))) return std::nullopt;
    return estimate_of(sum_, figure).half_width;
  }

  /// The mean over replications.
  reports::Estimated each(std::uint64_t sum, std::optional<double> half_width) const {
    const auto replications = static_cast<double>(std::max<std::size_t>(1, sum_.each.size()));
    return {static_cast<double>(sum) / replications, half_width};
  }

  reports::PopulationCount count(const PopulationName& name, std::uint64_t sum,
                                 std::optional<double> half_width) const {
    return {std::string(name.name), std::string(name.meaning), sum, each(sum, half_width)};
  }

  /// Of all replications together.
  static std::optional<reports::Estimated> share(std::uint64_t part, std::uint64_t whole,
                                                 std::optional<double> half_width) {
    if (whole == 0) return std::nullopt;
    return reports::Estimated{static_cast<double>(part) / static_cast<double>(whole), half_width};
  }

  const Replications& sum_;
  const population::Crowd& crowd_;
};

}  // namespace

void add_outcome(Replications& sum, const population::Crowd& crowd, const population::Outcome& outcome,
                 std::uint32_t number) {
  sum.clients = outcome.clients;
  sum.simulated = outcome.simulated;
  sum.all.add(outcome.all);
  add_slices(sum, outcome);
  add_series(sum, outcome.series);
  add_ledger(sum.ledger, outcome.ledger);
  add_findings(sum, outcome, number);
  reports::Replication one{number, outcome.events, fmt::format("{:016x}", outcome.fingerprint), {}};
  sum.figures.clear();
  for (FigureValue& figure : figures_of(outcome, crowd)) {
    sum.figures.push_back({std::move(figure.name), std::string(figure.unit)});
    one.figures.push_back(figure.value);
  }
  sum.each.push_back(std::move(one));
  sum.simplifications = outcome.simplifications;
  sum.bytes = std::max(sum.bytes, outcome.bytes);
  sum.interrupted = sum.interrupted || outcome.interrupted;
}

std::vector<std::optional<reports::Bound>> values_of(const Replications& replications, std::string_view name) {
  const auto found = std::ranges::find(replications.figures, name, &reports::PopulationFigure::name);
  DOUBLECHECK_ASSERT(found != replications.figures.end());
  const auto index = static_cast<std::size_t>(found - replications.figures.begin());
  std::vector<std::optional<reports::Bound>> values;
  for (const reports::Replication& one : replications.each) values.push_back(one.figures[index]);
  return values;
}

statistics::Estimate estimate_of(const Replications& replications, std::string_view name) {
  std::vector<double> values;
  bool all_reached = true;
  for (const std::optional<reports::Bound>& value : values_of(replications, name)) {
    if (!value) continue;
    values.push_back(value->value);
    all_reached = all_reached && value->reach == reports::Reach::reached;
  }
  return all_reached ? statistics::estimate_mean(values) : statistics::Estimate{};
}

reports::Delivery delivery_of(const population::MessageLedger& ledger) {
  const std::uint64_t under_way = ledger.pending_in_outbox + ledger.pending_on_server;
  return {ledger.composed, ledger.delivered, ledger.composed - ledger.delivered - under_way};
}

std::string words_of(const population::CrowdFault& fault, const population::Crowd& crowd) {
  constexpr std::array<std::string_view, 5> kKinds = {"push_deaf", "server_crash", "network_bad", "network_down",
                                                      "clients_crash"};
  std::string words(kKinds.at(static_cast<std::size_t>(fault.kind)));
  if (fault.platform) words += " of " + crowd.platforms[*fault.platform].platform.name;
  if (fault.network) words += " on " + crowd.networks[*fault.network].name;
  if (fault.server) words += fmt::format(" of server {}", *fault.server);
  if (fault.kind == population::CrowdFault::Kind::clients_crash) {
    words += fmt::format(", {}", reports::share_text(fault.share, 1'000'000));
  }
  return words;
}

reports::PopulationResult result_of(const Replications& replications, const population::Crowd& crowd,
                                    const std::vector<std::string>& watched) {
  const ResultWriter writer(replications, crowd);
  reports::PopulationResult result;
  result.seed = crowd.seed;
  result.identity = crowd_identity(crowd);
  result.clients = replications.clients;
  result.warm_up_seconds = seconds(crowd.warm_up);
  result.simulated_seconds = seconds(replications.simulated);
  result.body_bytes = crowd.body_bytes;
  result.interrupted = replications.interrupted;
  result.warm_up = writer.warm_up();
  result.all = writer.group_of(nullptr);
  for (const population::Slice& slice : replications.slices) result.groups.push_back(writer.group_of(&slice));
  result.held = writer.held();
  result.ledger = writer.ledger();
  result.delivery = delivery_of(replications.ledger);
  result.series_names.assign(series_names().begin(), series_names().end());
  result.series = replications.series;
  result.faults = writer.faults();
  result.breaches = replications.breaches;
  DOUBLECHECK_ASSERT(watched.size() == replications.breach_counts.size());
  for (std::size_t i = 0; i < watched.size(); ++i) {
    result.watched.push_back({watched[i], replications.breach_counts[i]});
  }
  result.traces = replications.traces;
  result.figures = replications.figures;
  result.replications = replications.each;
  result.simplifications = replications.simplifications;
  return result;
}

}  // namespace doublecheck::cli
