/// Small setups and environments for the tests of the simulator.
#pragma once

#include "model/setup.hpp"
#include "sim/environment.hpp"
#include "sim/watch.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace doublecheck::sim::tests {

inline constexpr model::ClientId kAlice{0};
inline constexpr model::ClientId kBob{1};

/// Alice, on Android with her app open, writes `messages` messages to Bob. Both are connected unless Bob's app does not
/// run. The grace of Bob's platform is the environment's.
model::Setup alice_to_bob(std::uint32_t messages, std::string_view platform_of_bob = "android",
                          model::AppState app_of_bob = model::AppState::foreground);

/// No chance at all: one hop takes 50 ms, a connection 2 s, a push 1 s, thinking 5 s; nobody leaves an open app; Bob
/// opens his app 60 s after a notification, and 10 minutes after the start or his leaving without one.
Environment steady();

/// Everything that can go wrong does so every few minutes, and users come and go.
Environment stormy();

/// The standard properties that are about safety.
std::vector<WatchedProperty> all_safety_properties(const model::Setup& setup);

inline bool is_about_order(const WatchedProperty& property) { return property.name == "ORDER"; }

}  // namespace doublecheck::sim::tests
