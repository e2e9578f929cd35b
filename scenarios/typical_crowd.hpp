/// The typical crowd: what a scenario's population is where the file does not say otherwise.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "population/crowd.hpp"

namespace doublecheck::scenarios {

/// The push service for this platform: measured latencies where there are some.
population::PushChannel typical_push(std::string_view platform);

/// A share of the platforms in use, by name.
struct TypicalShare {
  std::string_view platform;
  population::Share share = 0;
};

/// A mixture of platforms that a scenario can name.
struct PlatformMix {
  std::string_view name;
  std::span<const TypicalShare> shares;
};

/// "2016", the default, and "today".
std::span<const PlatformMix> platform_mixes();

/// 2G, 3G, 4G and WiFi, with their shares.
std::span<const population::NetworkClass> typical_networks();

/// Asleep at night, liveliest in the evening.
population::DailyRhythm daily_rhythm();

/// A crowd with everything but its platforms: with the networks above, habits of one kind, one time zone, the daily
/// rhythm and a start at noon.
population::Crowd typical_crowd();

}  // namespace doublecheck::scenarios
