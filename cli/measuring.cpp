#include "cli/measuring.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace doublecheck::cli {
namespace {

constexpr double kMicrosecondsPerMillisecond = 1000;
constexpr double kMicrosecondsPerSecond = 1e6;

double milliseconds(sim::Time time) { return static_cast<double>(time) / kMicrosecondsPerMillisecond; }

reports::Distribution distribution_of(std::string_view name, const sim::Samples& samples) {
  reports::Distribution distribution;
  distribution.name = name;
  distribution.unit = "ms";
  distribution.count = samples.count();
  if (samples.empty()) return distribution;
  distribution.mean = milliseconds(samples.sum()) / static_cast<double>(samples.count());
  distribution.p50 = milliseconds(samples.percentile(50));
  distribution.p90 = milliseconds(samples.percentile(90));
  distribution.p99 = milliseconds(samples.percentile(99));
  distribution.max = milliseconds(samples.percentile(100));
  for (unsigned percent = 1; percent <= 100; ++percent) {
    distribution.quantiles.push_back(milliseconds(samples.percentile(percent)));
  }
  return distribution;
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
  openings.wait = distribution_of("wait for what was not in the store", group.waits);
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

void add_measures(reports::SimulationResult& result, const sim::Metrics& metrics, const scenarios::Scenario& scenario) {
  for (const sim::MeasureInfo& info : sim::measure_catalogue()) {
    result.distributions.push_back(distribution_of(info.name, metrics[info.measure]));
  }
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
