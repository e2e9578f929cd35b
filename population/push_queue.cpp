#include "population/push_queue.hpp"

#include "sim/clocks.hpp"
#include "sim/distributions.hpp"

#include <algorithm>

namespace doublecheck::population {

bool push_is_deaf(const std::vector<CrowdFault>& faults, std::uint32_t platform, Time at) {
  return std::ranges::any_of(faults, [&](const CrowdFault& fault) {
    return fault.kind == CrowdFault::Kind::push_deaf && (!fault.platform || *fault.platform == platform) &&
           fault.at <= at && at - fault.at < fault.lasts;
  });
}

PushFate send_push(const PushChannel& channel, const model::Platform& platform, bool deaf, Time at,
                   std::uint64_t loss_bits, std::uint64_t latency_bits, PushUnderWay& under_way) {
  if (deaf) return PushFate::deaf;
  if (under_way.arrives > at && at - under_way.sent < channel.coalesce_within) return PushFate::coalesced;
  if (sim::happens(channel.loss, loss_bits)) return PushFate::lost;
  under_way = {at, sim::push_arrival(at + sim::draw_delay(channel.latency, latency_bits), platform)};
  return PushFate::under_way;
}

bool WakeBudget::take(std::uint32_t per_hour_max, Time at) {
  if (per_hour_max == 0) return true;
  const Time interval = (sim::kHour + per_hour_max - 1) / per_hour_max;  // rounded up: never more than the maximum
  const Time full_at = std::max(full_at_, at) + interval;
  if (full_at - at > interval * per_hour_max) return false;
  full_at_ = full_at;
  return true;
}

}  // namespace doublecheck::population
