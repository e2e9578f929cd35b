/// Clocks: how long each thing takes that a client's user, platform, push service and faults do of themselves.
#pragma once

#include "model/action.hpp"
#include "model/options.hpp"
#include "model/platform.hpp"
#include "sim/environment.hpp"
#include "sim/random.hpp"

#include <cstddef>
#include <optional>
#include <span>

namespace doublecheck::sim {

/// A clock starts when its action becomes possible and is stopped when it no longer is.
struct ClockInfo {
  Purpose purpose{};
  model::ActionKind action{};  // which may turn out otherwise when the clock strikes: a push is lost
  bool takes_time = false;     // may strike again and again: without a least delay, simulated time could stand still
};

inline constexpr std::size_t kClockCount = 28;

/// Every clock of a client, in the order of `Purpose`.
std::span<const ClockInfo> clock_catalogue();

/// The place of the clock in the catalogue. REQUIRES: the purpose is a clock.
std::size_t clock_index(Purpose clock);

/// How long the clock runs on such a device; nothing if it never does. REQUIRES: the purpose is a clock.
std::optional<Delay> clock_delay(Purpose clock, const Environment& environment, const model::Options& options,
                                 const model::Platform& platform);

/// When a push that reaches the device at `at` reaches the app: at once, or at the platform's next maintenance window,
/// which are the multiples of its period.
Time push_arrival(Time at, const model::Platform& platform);

}  // namespace doublecheck::sim
