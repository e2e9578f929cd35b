/// The push service: what becomes of a push on its way to one device, and how often a platform lets pushes wake an app.
#pragma once

#include "population/crowd.hpp"

#include <cstdint>
#include <vector>

namespace doublecheck::population {

enum class PushFate : std::uint8_t {
  under_way,
  coalesced,  // with the one under way: there is nothing new to arrive
  lost,       // by chance
  deaf,       // lost, for the service is deaf
};

/// The last push to one device that is to arrive. While `arrives` is not over, it is under way.
struct PushUnderWay {
  Time sent = -1;
  Time arrives = -1;

  bool operator==(const PushUnderWay&) const = default;
};

/// Does the push service of this platform (by its index in the crowd's list) lose every push that is sent now?
bool push_is_deaf(const std::vector<CrowdFault>& faults, std::uint32_t platform, Time at);

/// Sends a push, and keeps account of it in `under_way` if it is to arrive: after the latency, at the next maintenance
/// window if the platform has such. A push that is lost holds up no later one. Of several that are under way at once,
/// for none was sent within the time to coalesce, `under_way` is the last one sent.
PushFate send_push(const PushChannel& channel, const model::Platform& platform, bool deaf, Time at,
                   std::uint64_t loss_bits, std::uint64_t latency_bits, PushUnderWay& under_way);

/// A token bucket of whole tokens, one for each wake that the platform grants, as the generic cell rate algorithm keeps
/// it (ITU-T I.371): by the time at which it is full again. It holds an hour's tokens, so no hour has more than twice
/// as many wakes, and no long time more than its share.
class WakeBudget {
 public:
  /// Takes a token, if there is one. `per_hour_max` = 0: no limit. REQUIRES: `at` no earlier than before.
  bool take(std::uint32_t per_hour_max, Time at);

 private:
  Time full_at_ = 0;
};

}  // namespace doublecheck::population
