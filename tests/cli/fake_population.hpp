/// A driver that simulates nothing: its outcomes are made up, a pure function of seed, replication and a few fields of
/// the crowd.
#pragma once

#include "cli/population_running.hpp"
#include "sim/random.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace doublecheck::tests {

inline population::Crowd small_crowd() {
  population::Crowd crowd;
  crowd.clients = 100;
  crowd.seed = 7;
  crowd.duration = 10 * sim::kMinute;
  crowd.platforms.resize(2);
  crowd.platforms[0].platform.name = "iphone";
  crowd.platforms[0].share = 400'000;
  crowd.platforms[1].platform.name = "android";
  crowd.platforms[1].share = 600'000;
  crowd.networks.resize(1);
  crowd.networks[0].name = "4g";
  crowd.networks[0].share = 1'000'000;
  crowd.habits.resize(1);
  crowd.habits[0].name = "chatty";
  crowd.habits[0].share = 1'000'000;
  crowd.zones.push_back({"utc", 1'000'000, 0});
  crowd.faults.push_back(
      {.kind = population::CrowdFault::Kind::push_deaf, .at = 5 * sim::kMinute, .lasts = sim::kMinute, .platform = 1U});
  return crowd;
}

inline std::vector<std::string> fake_watched() { return {"CUSTODY", "MARK2"}; }

/// Messages take a time from 1 s on, which is larger the larger the latency of the first platform's push service is.
inline population::Outcome fake_outcome(const population::Crowd& crowd, std::uint32_t replication) {
  constexpr std::uint64_t kMessages = 1'000;
  population::Outcome outcome;
  sim::Dice dice(crowd.seed, replication, 1);
  outcome.clients = crowd.clients;
  outcome.simulated = crowd.warm_up + crowd.duration;
  for (const auto& platform : crowd.platforms) {
    outcome.slices.push_back({population::Dimension::platform, platform.platform.name, crowd.clients / 2, {}});
  }
  outcome.slices.push_back({population::Dimension::network, crowd.networks.front().name, crowd.clients, {}});
  for (std::uint64_t i = 0; i < kMessages; ++i) {
    const std::uint64_t bits = dice.roll(sim::Entity{0}, sim::Purpose::think);
    const std::uint64_t us =
        1'000'000 + bits % 1'000'000 + static_cast<std::uint64_t>(crowd.platforms[0].push.latency.first);
    outcome.fingerprint += bits;
    for (population::Tally* tally : {&outcome.all, &outcome.slices[i % crowd.platforms.size()].tally}) {
      tally->measures[static_cast<std::size_t>(population::Measure::two_checks)].ended.add(us);
      tally->counters[static_cast<std::size_t>(population::Counter::composed)] += 1;
      tally->counters[static_cast<std::size_t>(population::Counter::delivered)] += 1;
      tally->counters[static_cast<std::size_t>(population::Counter::body_microseconds_for_ever)] += 2 * us;
      tally->counters[static_cast<std::size_t>(population::Counter::body_microseconds_queued)] += us;
    }
    ++outcome.events;
  }
  outcome.ledger.composed = kMessages;
  outcome.ledger.delivered = kMessages;
  for (population::Time at = crowd.series_step; at <= outcome.simulated; at += crowd.series_step) {
    population::SeriesRow row;
    row.at = at;
    row.composed = kMessages / 10;
    row.bodies_held = 40;
    row.two_checks_p50 = 1'500'000;
    outcome.series.push_back(row);
  }
  outcome.faults.resize(crowd.faults.size(), {3, true});
  outcome.breach_counts.resize(fake_watched().size());
  outcome.bytes = 4'096;
  outcome.simplifications = {"groups are not entities"};
  return outcome;
}

inline population::Outcome fake_simulate(const population::Crowd& crowd, const population::RunSettings& settings) {
  return fake_outcome(crowd, settings.replication);
}

}  // namespace doublecheck::tests
