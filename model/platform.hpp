/// Platforms as data: what an operating system lets a messenger do while its user is elsewhere.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace doublecheck::model {

enum class AppState : std::uint8_t {
  foreground,
  background,            // running unseen; on a display-only platform this is the grace period
  suspended,             // in memory, but not running
  terminated_by_system,  // not running: killed for memory, or the device crashed and came back
  terminated_by_user,    // not running: swiped away or force-stopped
};

/// What a push does to an app that is not running.
enum class PushEffect : std::uint8_t {
  wake,     // the app runs in the background and may connect
  display,  // the user sees a notification; the app stays as it is
  nothing,
};

struct Platform {
  std::string_view name;            // as in scenario files
  std::string_view title;           // as people write it
  bool runs_in_background = false;  // R5, R6: false ends the background after a grace period
  PushEffect push_when_suspended{};
  PushEffect push_when_terminated_by_system{};
  PushEffect push_when_terminated_by_user{};
};

/// The platforms of 2016.
std::span<const Platform> platforms();

/// The platform of that name, or nullptr.
const Platform* find_platform(std::string_view name);

/// May the app take protocol steps in this state?
bool may_run(const Platform& platform, AppState app);

/// What a push does to the app in this state. A total function: every platform has an answer for every state.
PushEffect push_effect(const Platform& platform, AppState app);

}  // namespace doublecheck::model
