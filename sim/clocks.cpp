#include "sim/clocks.hpp"

#include "model/assert.hpp"
#include "sim/bursts.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

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
    {Purpose::contact_sync, ActionKind::sync_contacts, true},
    {Purpose::registration, ActionKind::register_number, true},
    {Purpose::persist, ActionKind::persist, false},
    {Purpose::flush, ActionKind::flush, true},
    {Purpose::push_error, ActionKind::push_error_arrives, true},
    {Purpose::dead_connection, ActionKind::time_out_connection, true},
    {Purpose::dead_session, ActionKind::time_out_session, true},
    {Purpose::session_end, ActionKind::end_session, true},
    {Purpose::heal, ActionKind::heal, true},
    {Purpose::cut, ActionKind::cut_connection, true},
    {Purpose::partition, ActionKind::partition, true},
    {Purpose::token_change, ActionKind::change_token, true},
    {Purpose::reinstall, ActionKind::reinstall, true},
    {Purpose::client_clock_jump, ActionKind::jump_client_clock, true},
});
static_assert(kClocks.size() == kClockCount);
static_assert(std::ranges::is_sorted(kClocks, {}, &ClockInfo::purpose));

std::optional<Delay> every(std::optional<Time> mean) {
  if (!mean) return std::nullopt;
  return Delay{DelayKind::exponential, *mean, 0};
}

Delay exactly(Time time) { return {DelayKind::constant, time, 0}; }

Delay exactly(std::uint64_t microseconds) { return exactly(static_cast<Time>(microseconds)); }

}  // namespace

std::span<const ClockInfo> clock_catalogue() { return kClocks; }

std::size_t clock_index(Purpose clock) {
  const auto* const place = std::ranges::lower_bound(kClocks, clock, {}, &ClockInfo::purpose);
  DOUBLECHECK_ASSERT(place != kClocks.end() && place->purpose == clock);
  return static_cast<std::size_t>(place - kClocks.begin());
}

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
      return platform.grace_us > 0 ? exactly(platform.grace_us) : exactly(users.grace);
    case Purpose::connect:
      return environment.network.connect;
    case Purpose::reconnect:
      return environment.network.reconnect;
    case Purpose::push:
      return environment.push.latency;
    case Purpose::push_repeat:
      return exactly(options.push_repeat.argument);
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
    case Purpose::contact_sync:
      return users.contact_sync;
    case Purpose::registration:
      return users.registration;
    case Purpose::persist:
      return exactly(environment.storage.persist_after);
    case Purpose::flush:
      return exactly(options.server_durability.argument);
    case Purpose::push_error:
      return environment.push.latency;
    case Purpose::dead_connection:
      return exactly(environment.network.dead_after);
    case Purpose::dead_session:
      return exactly(options.stale_session.argument);
    case Purpose::session_end:
      return exactly(environment.network.session_kept);
    case Purpose::heal:
      return faults.partition_lasts;
    case Purpose::cut:
      return every(faults.cut_every);
    case Purpose::partition:
      return every(faults.partition_every);
    case Purpose::token_change:
      return every(faults.token_change_every);
    case Purpose::reinstall:
      return every(faults.reinstall_every);
    case Purpose::client_clock_jump:
      return every(faults.clock_jump_every);
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
    case Purpose::server_clock_jump:
    case Purpose::server_partition:
    case Purpose::server_partition_end:
    case Purpose::server_reconnect:
    case Purpose::server_latency_up:
    case Purpose::server_latency_down:
      break;
  }
  model::assertion_failed("the purpose is a clock", __FILE__, __LINE__);
}

Time push_arrival(Time at, const model::Platform& platform) {
  const Time window = static_cast<Time>(platform.maintenance_window_us);
  return window == 0 ? at : (at + window - 1) / window * window;
}

}  // namespace doublecheck::sim
