#include "model/platform.hpp"

#include "model/assert.hpp"

namespace doublecheck::model {

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
  const auto state = static_cast<std::size_t>(app);
  DOUBLECHECK_ASSERT(state < platform.push.size());
  return platform.push[state];
}

}  // namespace doublecheck::model
