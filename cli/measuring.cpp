#include "cli/measuring.hpp"

#include "sim/distributions.hpp"
#include "sim/random.hpp"
#include "statistics/product_limit.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

namespace doublecheck::cli {
namespace {

constexpr double kMicrosecondsPerMillisecond = 1000;
constexpr double kMicrosecondsPerSecond = 1e6;

double milliseconds(sim::Time time) { return static_cast<double>(time) / kMicrosecondsPerMillisecond; }

reports::Bound bound_of(const statistics::Quantile& quantile) {
  switch (quantile.reach) {
    case statistics::Reach::reached:
      return {milliseconds(static_cast<sim::Time>(quantile.value)), reports::Reach::reached};
    case statistics::Reach::not_reached:
      return {0, reports::Reach::not_reached};
    case statistics::Reach::never:
      break;
  }
  return {0, reports::Reach::never};
}

/// Both in ascending order, as one list. REQUIRES: sorted.
statistics::ProductLimit curve_of(const sim::Samples& ended, const sim::Samples& so_far, std::uint64_t never) {
  std::vector<statistics::Spell> spells;
  const std::span<const sim::Time> ends = ended.values();
  const std::span<const sim::Time> cuts = so_far.values();
  auto end = ends.begin();
  auto cut = cuts.begin();
  while (end != ends.end() || cut != cuts.end()) {
    const bool is_end = cut == cuts.end() || (end != ends.end() && *end <= *cut);
    const auto value = static_cast<std::uint64_t>(is_end ? *end++ : *cut++);
    if (spells.empty() || spells.back().value != value) spells.push_back({value, 0, 0});
    ++(is_end ? spells.back().ended : spells.back().censored);
  }
  return {spells, never};
}

reports::Distribution distribution_of(std::string_view name, const sim::Samples& samples, const sim::Samples& so_far,
                                      std::uint64_t never) {
  reports::Distribution distribution;
  distribution.name = name;
  distribution.unit = "ms";
  distribution.count = samples.count();
  distribution.pending = so_far.count();
  distribution.never = never;
  if (!samples.empty()) {
    distribution.mean = milliseconds(samples.sum()) / static_cast<double>(samples.count());
    distribution.max = milliseconds(samples.percentile(100));
  }
  if (distribution.all() == 0) return distribution;
  const statistics::ProductLimit curve = curve_of(samples, so_far, never);
  for (unsigned percent = 1; percent <= 100; ++percent) {
    distribution.quantiles.push_back(bound_of(curve.quantile(percent, 100)));
  }
  distribution.p50.at = distribution.quantiles[49];
  distribution.p90.at = distribution.quantiles[89];
  distribution.p99.at = distribution.quantiles[98];
  return distribution;
}

/// Numbers for drawing runs again: a function of the seed alone, four from each call of Philox.
class RunDraws {
 public:
  explicit RunDraws(std::uint64_t seed)
      : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U)} {}

  /// Below n. REQUIRES: n < 2^32.
  std::uint64_t next(std::uint64_t n) {
    if (drawn_ % bits_.size() == 0) {
      const std::uint64_t call = drawn_ / bits_.size();
      constexpr std::uint32_t kPurpose = 0xB0075724;  // no other counter has it in its last word
      bits_ =
          sim::philox({static_cast<std::uint32_t>(call), static_cast<std::uint32_t>(call >> 32U), 0, kPurpose}, key_);
    }
    return (std::uint64_t{bits_[drawn_++ % bits_.size()]} * n) >> 32U;
  }

 private:
  std::array<std::uint32_t, 2> key_;
  sim::PhiloxCounter bits_{};
  std::uint64_t drawn_ = 0;
};

/// Of more runs than this, neighbours are drawn again together: each group is as independent of the others as a run is.
constexpr std::uint64_t kGroupsMax = 1000;

void add_ranges(reports::Distribution& distribution, const std::vector<sim::Observation>& observations,
                std::uint64_t runs, std::uint64_t seed) {
  using Kind = statistics::RunSpell::Kind;
  const std::uint64_t groups = std::min(runs, kGroupsMax);
  std::vector<statistics::RunSpell> spells;
  spells.reserve(observations.size());
  for (const sim::Observation& one : observations) {
    const Kind kind = one.kind == sim::Observation::Kind::reached  ? Kind::ended
                      : one.kind == sim::Observation::Kind::so_far ? Kind::censored
                                                                   : Kind::never;
    spells.push_back(
        {static_cast<std::uint64_t>(one.after), static_cast<std::uint32_t>(one.run * groups / runs), kind});
  }
  constexpr unsigned kPercents[] = {50, 90, 99};
  RunDraws draws(seed);
  const auto ranges = statistics::resampled_ranges(spells, static_cast<std::uint32_t>(groups), kPercents,
                                                   [&](std::uint64_t n) { return draws.next(n); });
  reports::Quantile* const quantiles[] = {&distribution.p50, &distribution.p90, &distribution.p99};
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (ranges[i]) quantiles[i]->range = {bound_of(ranges[i]->low), bound_of(ranges[i]->high)};
  }
}

bool is_body_time(sim::Counter counter) {
  return counter == sim::Counter::queued_body_time || counter == sim::Counter::archived_body_time ||
         counter == sim::Counter::kept_body_time;
}

/// Bodies held over time, which are counted by their number, weighed by their size.
reports::Count count_of(const sim::CounterInfo& info, std::uint64_t value, std::uint32_t body_bytes) {
  if (is_body_time(info.counter)) {
    return {std::string(info.name), "byte-seconds", static_cast<double>(sim::byte_seconds(value, body_bytes))};
  }
  return {std::string(info.name), std::string(info.unit), static_cast<double>(value)};
}

double seconds(sim::Time time) { return static_cast<double>(time) / kMicrosecondsPerSecond; }

reports::PlatformOpenings openings_of(const sim::PlatformOpenings& group, const model::Setup& setup) {
  const auto participant = std::ranges::find_if(
      setup.participants, [&](const model::Participant& one) { return one.platform.name == group.platform; });
  reports::PlatformOpenings openings;
  openings.platform = participant == setup.participants.end() ? group.platform : participant->platform.title;
  openings.openings = group.openings;
  openings.in_store = group.in_store;
  openings.on_server = group.on_server;
  openings.wait = distribution_of("wait for what was not in the store", group.waits, group.waits_cut, 0);
  return openings;
}

reports::HeldBodies held_of(const sim::Metrics& metrics, const scenarios::Scenario& scenario) {
  const auto weigh = [&](sim::Counter counter) {
    return static_cast<double>(sim::byte_seconds(metrics[counter], scenario.environment.body_bytes));
  };
  reports::HeldBodies held;
  held.until_acknowledged = weigh(sim::Counter::queued_body_time);
  held.for_ever = weigh(sim::Counter::kept_body_time);
  held.is_archived = scenario.setup.options.retention == model::Retention::forever;
  return held;
}

reports::ScheduledFault scheduled_of(const sim::ScheduledFault& fault, const sim::ScheduleTally& tally,
                                     const model::Setup& setup) {
  reports::ScheduledFault scheduled;
  scheduled.fault = model::budget_catalogue()[static_cast<std::size_t>(fault.fault)].key;
  scheduled.at_seconds = seconds(fault.at);
  if (fault.client) scheduled.client = setup.participant(*fault.client).name;
  if (fault.lasts) scheduled.lasts_seconds = seconds(*fault.lasts);
  scheduled.struck = tally.struck;
  scheduled.impossible = tally.impossible;
  scheduled.too_late = tally.too_late;
  return scheduled;
}

}  // namespace

void add_measures(reports::SimulationResult& result, const sim::Outcome& outcome, const scenarios::Scenario& scenario) {
  const sim::Metrics& metrics = outcome.metrics;
  const std::uint64_t runs = metrics[sim::Counter::runs];
  for (const sim::MeasureInfo& info : sim::measure_catalogue()) {
    const sim::Unreached& unreached = metrics.unreached_of(info.measure);
    reports::Distribution& distribution = result.distributions.emplace_back(
        distribution_of(info.name, metrics[info.measure], unreached.so_far, unreached.never));
    add_ranges(distribution, outcome.observations[static_cast<std::size_t>(info.measure)], runs,
               scenario.environment.seed);
  }
  result.delivery = {metrics[sim::Counter::composed], metrics[sim::Counter::delivered],
                     metrics.unreached_of(sim::Measure::stored).never};
  for (const sim::CounterInfo& info : sim::counter_catalogue()) {
    result.counts.push_back(count_of(info, metrics[info.counter], scenario.environment.body_bytes));
  }
  for (const sim::PlatformOpenings& group : metrics.platforms) {
    result.platforms.push_back(openings_of(group, scenario.setup));
  }
  result.held = held_of(metrics, scenario);
  for (std::size_t i = 0; i < metrics.schedule.size(); ++i) {
    result.schedule.push_back(scheduled_of(scenario.environment.schedule.at(i), metrics.schedule[i], scenario.setup));
  }
}

}  // namespace doublecheck::cli
