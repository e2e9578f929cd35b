#include "sim/clocks.hpp"

#include "model/assert.hpp"
#include "sim/bursts.hpp"

#include <array>

namespace doublecheck::sim {
namespace {

using model::ActionKind;

constexpr auto kClocks = std::to_array<ClockInfo>({
    {Purpose::think, ActionKind::compose, false},
    {Purpose::session, ActionKind::leave_app, true},
    {Purpose::absence, ActionKind::open_app, true},
    {Purpose::reaction, ActionKind::open_app, true},
    {Purpose::grace, ActionKind::suspend, false},
    {Purpose::connect, ActionKind::connect, false},
    {Purpose::reconnect, ActionKind::connect, false},
    {Purpose::push, ActionKind::push_arrives, false},
    {Purpose::push_repeat, ActionKind::repeat_push, true},
    {Purpose::connection_break, ActionKind::break_connection, true},
    {Purpose::suspension, ActionKind::suspend_early, true},
    {Purpose::system_kill, ActionKind::kill_by_system, true},
    {Purpose::user_kill, ActionKind::kill_by_user, true},
    {Purpose::client_crash, ActionKind::crash_client, true},
});
static_assert(kClocks.size() == kClockCount);

std::optional<Delay> every(std::optional<Time> mean) {
  if (!mean) return std::nullopt;
  return Delay{DelayKind::exponential, *mean, 0};
}

}  // namespace

std::span<const ClockInfo> clock_catalogue() { return kClocks; }

std::optional<Delay> clock_delay(Purpose clock, const Environment& environment, const model::Options& options,
                                const model::Platform& platform) {
  const Users& users = environment.users;
  const FaultRates& faults = environment.faults;
  switch (clock) {
    case Purpose::think:
      return users.think;
    case Purpose::session:
      return users.session;
    case Purpose::absence:
      return users.absence;
    case Purpose::reaction:
      return users.reaction;
    case Purpose::grace:
      return Delay{DelayKind::constant, platform.grace_us > 0 ? static_cast<Time>(platform.grace_us) : users.grace, 0};
    case Purpose::connect:
      return environment.network.connect;
    case Purpose::reconnect:
      return environment.network.reconnect;
    case Purpose::push:
      return environment.push.latency;
    case Purpose::push_repeat:
      return Delay{DelayKind::constant, static_cast<Time>(options.push_repeat.argument), 0};
    case Purpose::connection_break:
      return every(shortest_break_every(environment));
    case Purpose::suspension:
      return every(faults.suspend_every);
    case Purpose::system_kill:
      return every(faults.system_kill_every);
    case Purpose::user_kill:
      return every(faults.user_kill_every);
    case Purpose::client_crash:
      return every(faults.client_crash_every);
    case Purpose::early_suspension:
    case Purpose::push_loss:
    case Purpose::latency_up:
    case Purpose::latency_down:
    case Purpose::loss_up:
    case Purpose::loss_down:
    case Purpose::duplicate_up:
    case Purpose::duplicate_down:
    case Purpose::server_crash:
    case Purpose::burst:
    case Purpose::burst_break:
      break;
  }
  model::assertion_failed("the purpose is a clock", __FILE__, __LINE__);
}

Time push_arrival(Time at, const model::Platform& platform) {
  const Time window = static_cast<Time>(platform.maintenance_window_us);
  return window == 0 ? at : (at + window - 1) / window * window;
}

}  // namespace doublecheck::sim
