/// The bounds of the swarm: how far `simulate --swarm` may go from what a scenario says.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sim/environment.hpp"

namespace doublecheck::scenarios {

struct SwarmRange {
  sim::Time least = 0;
  sim::Time most = 0;

  bool operator==(const SwarmRange&) const = default;
};

/// A duration of the simulation that is drawn anew: the constant, the mean or the median.
struct SwarmKnob {
  std::string_view section;  // of `simulation`, and of `swarm`
  std::string_view key;
  sim::DelayKind kind{};  // of what is drawn
  SwarmRange usual;
};

inline constexpr auto kSwarmKnobs = std::to_array<SwarmKnob>({
    {"network", "latency", sim::DelayKind::lognormal, {10 * sim::kMillisecond, 5 * sim::kSecond}},
    {"network", "connect", sim::DelayKind::lognormal, {50 * sim::kMillisecond, 20 * sim::kSecond}},
    {"network", "reconnect", sim::DelayKind::exponential, {500 * sim::kMillisecond, 60 * sim::kSecond}},
    {"push", "latency", sim::DelayKind::lognormal, {200 * sim::kMillisecond, 60 * sim::kSecond}},
    {"users", "think", sim::DelayKind::exponential, {1 * sim::kSecond, 60 * sim::kSecond}},
    {"users", "session", sim::DelayKind::exponential, {5 * sim::kSecond, 10 * sim::kMinute}},
    {"users", "absence", sim::DelayKind::exponential, {1 * sim::kMinute, 3 * sim::kHour}},
    {"users", "reaction", sim::DelayKind::lognormal, {5 * sim::kSecond, 1 * sim::kHour}},
    {"storage", "persist_after", sim::DelayKind::constant, {1 * sim::kMillisecond, 5 * sim::kSecond}},
});

using SwarmRanges = std::array<SwarmRange, kSwarmKnobs.size()>;

constexpr SwarmRanges usual_swarm_ranges() {
  SwarmRanges ranges;
  std::ranges::transform(kSwarmKnobs, ranges.begin(), &SwarmKnob::usual);
  return ranges;
}

struct SwarmBounds {
  SwarmRanges ranges = usual_swarm_ranges();  // by knob; 1 ms ≤ least ≤ most ≤ 365 days
  std::uint64_t faults_max = 20;              // of one mutation
  sim::Time faults_within = 1 * sim::kHour;   // 10 s at least: they are over by then
  sim::Time settle = 48 * sim::kHour;         // after that, without faults: everything must have arrived
};

}  // namespace doublecheck::scenarios
