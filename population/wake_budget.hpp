/// The wake budget: how often a platform lets pushes wake an app.
#pragma once

#include "sim/environment.hpp"

#include <cstdint>

namespace doublecheck::population {

/// A token bucket of whole tokens, one for each wake that the platform grants, as the generic cell rate algorithm keeps
/// it (ITU-T I.371): by the time at which it is full again. It holds an hour's tokens, so no hour has more than twice
/// as many wakes, and no long time more than its share.
class WakeBudget {
 public:
  /// Takes a token, if there is one. `per_hour_max` = 0: no limit. REQUIRES: `at` no earlier than before.
  bool take(std::uint32_t per_hour_max, sim::Time at);

 private:
  sim::Time full_at_ = 0;
};

}  // namespace doublecheck::population
