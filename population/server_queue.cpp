#include "population/server_queue.hpp"

#include "model/assert.hpp"
#include "sim/distributions.hpp"

#include <algorithm>

namespace doublecheck::population {
namespace {

constexpr std::int64_t kPerMicrosecond = 1'000'000;
constexpr std::int64_t kPerSecond = kPerMicrosecond * sim::kSecond;
constexpr std::int64_t kWorkMax = 8'000'000 * kPerSecond;  // with one service time more, still a 64-bit number

Time nearest_microsecond(std::int64_t ps) { return (ps + kPerMicrosecond / 2) / kPerMicrosecond; }

}  // namespace

ServerQueue::ServerQueue(std::uint32_t items_per_second, ServerPark::Service service) : service_(service) {
  DOUBLECHECK_ASSERT(items_per_second >= 1);
  service_ps_ = (kPerSecond + items_per_second / 2) / items_per_second;
}

ServerQueue::Passage ServerQueue::pass(Time at, std::uint64_t bits) {
  DOUBLECHECK_ASSERT(at >= last_arrival_);
  const Time since = at - last_arrival_;
  const std::int64_t wait_ps =
      since >= work_ps_ / kPerMicrosecond + 1 ? 0 : std::max<std::int64_t>(0, work_ps_ - since * kPerMicrosecond);
  // A distribution does not care which unit its times are in.
  const sim::Delay exponential{sim::DelayKind::exponential, service_ps_, 0};
  const std::int64_t service_ps =
      service_ == ServerPark::Service::constant ? service_ps_ : sim::draw_delay(exponential, bits);
  last_arrival_ = at;
  work_ps_ = std::min(wait_ps + service_ps, kWorkMax);
  return {nearest_microsecond(wait_ps), at + nearest_microsecond(wait_ps + service_ps)};
}

}  // namespace doublecheck::population
