#include "model/platform.hpp"

#include "model/assert.hpp"

#include <algorithm>
#include <array>

namespace doublecheck::model {
namespace {

constexpr auto kPlatforms = std::to_array<Platform>({
    {"android", "Android 6", true, PushEffect::wake, PushEffect::wake, PushEffect::nothing},
    {"iphone", "iPhone", false, PushEffect::display, PushEffect::display, PushEffect::display},
    {"windows_phone", "Windows Phone", false, PushEffect::display, PushEffect::display, PushEffect::display},
    {"blackberry", "BlackBerry", true, PushEffect::wake, PushEffect::wake, PushEffect::wake},
    {"symbian", "Symbian and S40", true, PushEffect::wake, PushEffect::wake, PushEffect::nothing},
});

}  // namespace

std::span<const Platform> platforms() { return kPlatforms; }

const Platform* find_platform(std::string_view name) {
  const auto found = std::ranges::find_if(kPlatforms, [&](const auto& p) { return p.name == name; });
  return found == kPlatforms.end() ? nullptr : &*found;
}

/// R6: every protocol step may run in the background. It counts as running on every platform: on a display-only one it
/// is the grace period, which R5 ends.
bool may_run(const Platform&, AppState app) {
  switch (app) {
    case AppState::foreground:
    case AppState::background:
      return true;
    case AppState::suspended:
    case AppState::terminated_by_system:
    case AppState::terminated_by_user:
      return false;
  }
  throw AssertionFailure("unknown app state");
}

/// R18, R19: some platforms display and wait for the user, others run the app in the background.
PushEffect push_effect(const Platform& platform, AppState app) {
  switch (app) {
    case AppState::foreground:
      return PushEffect::nothing;
    case AppState::background:
      return platform.runs_in_background ? PushEffect::nothing : PushEffect::display;
    case AppState::suspended:
      return platform.push_when_suspended;
    case AppState::terminated_by_system:
      return platform.push_when_terminated_by_system;
    case AppState::terminated_by_user:
      return platform.push_when_terminated_by_user;
  }
  throw AssertionFailure("unknown app state");
}

}  // namespace doublecheck::model
