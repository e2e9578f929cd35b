/// Platforms as data: what an operating system lets a messenger do while its user is elsewhere, and what a push does.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace doublecheck::model {

enum class AppState : std::uint8_t {
  foreground,
  background,            // running unseen; on a display-only platform this is the grace period
  suspended,             // in memory, but not running
  terminated_by_system,  // not running: killed for memory, or the device crashed and came back
  terminated_by_user,    // not running: swiped away or force-stopped
};

inline constexpr std::size_t kAppStateCount = 5;

/// What a push does to an app that is not running.
enum class PushEffect : std::uint8_t {
  wake,      // the app runs in the background and may connect
  may_wake,  // likewise, if the platform thinks that the app has not had its share yet
  display,   // the user sees a notification; the app stays as it is
  nothing,
};

/// What the push service does with a push for a device that is off the network.
enum class UnreachableDevice : std::uint8_t {
  kept,  // the push, or a hint in its place, arrives when the device is back
  lost,
};

struct Platform {
  std::string name;                               // as in scenario files
  std::string title;                              // as people write it
  std::string source;                             // where the facts come from
  bool runs_in_background = false;                // R5, R6: false ends the background after a grace period
  std::array<PushEffect, kAppStateCount> push{};  // by AppState: a total function, checked when the file is read
  UnreachableDevice unreachable{};

  // For the simulator; the checker lets anything take any time. 0: as the scenario says.
  std::uint64_t grace_us = 0;               // from leaving the app to its suspension
  std::uint32_t wakes_per_hour_max = 0;     // of may_wake; 0: no limit
  std::uint64_t maintenance_window_us = 0;  // a push waits for the next window of this period; 0: delivered at once

  bool operator==(const Platform&) const = default;
};

/// May the app take protocol steps in this state?
bool may_run(const Platform& platform, AppState app);

/// What a push does to the app in this state.
PushEffect push_effect(const Platform& platform, AppState app);

}  // namespace doublecheck::model
