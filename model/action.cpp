#include "model/action.hpp"

#include "model/assert.hpp"
#include "model/relay.hpp"
#include "model/setup.hpp"

#include <array>

namespace doublecheck::model {
namespace {

constexpr auto kCatalogue = std::to_array<ActionKindInfo>({
    {ActionKind::compose, "compose", "the user writes the next message", std::nullopt, false, false, false,
     ActionSubject::client},
    {ActionKind::open_app, "open_app", "the user opens the app", std::nullopt, true, false, false,
     ActionSubject::client},
    {ActionKind::leave_app, "leave_app", "the user leaves the app", Budget::leaves, false, false, false,
     ActionSubject::client},
    {ActionKind::sync_contacts, "sync_contacts", "the app asks which contacts are registered", Budget::contact_syncs,
     false, false, false, ActionSubject::client},
    {ActionKind::register_number, "register_number", "the user registers the number", Budget::registrations, false,
     false, false, ActionSubject::client},
    {ActionKind::suspend, "suspend", "the grace period is over", std::nullopt, false, false, false,
     ActionSubject::client},
    {ActionKind::connect, "connect", "the app connects", std::nullopt, true, false, false, ActionSubject::client},
    {ActionKind::deliver, "deliver", "an item arrives", std::nullopt, true, true, true, ActionSubject::client},
    {ActionKind::retransmit, "retransmit", "a timer sends an unacknowledged item again", std::nullopt, true, true, true,
     ActionSubject::client},
    {ActionKind::persist, "persist", "the app writes a message that it holds in memory", std::nullopt, true, false,
     false, ActionSubject::client},
    {ActionKind::flush, "flush", "the server writes the mailbox to its disk", std::nullopt, true, false, false,
     ActionSubject::client},
    {ActionKind::repeat_push, "repeat_push", "the server sends another push", std::nullopt, true, false, false,
     ActionSubject::client},
    {ActionKind::push_arrives, "push_arrives", "the push arrives", std::nullopt, true, false, false,
     ActionSubject::client},
    {ActionKind::push_error_arrives, "push_error_arrives", "the server hears that a push token is invalid",
     std::nullopt, true, false, false, ActionSubject::client},
    {ActionKind::time_out_connection, "time_out_connection", "the app notices that its connection is dead",
     std::nullopt, true, false, false, ActionSubject::client},
    {ActionKind::time_out_session, "time_out_session", "the server notices that a session is dead", std::nullopt, true,
     false, false, ActionSubject::client},
    {ActionKind::deliver_relayed, "deliver_relayed", "an item between two servers arrives", std::nullopt, true, true,
     false, ActionSubject::relay},
    {ActionKind::reconnect_servers, "reconnect_servers", "two servers reach each other again", std::nullopt, true,
     false, false, ActionSubject::relay},
    {ActionKind::give_up, "give_up", "a deadline passes", Budget::deadlines, false, true, true, ActionSubject::client},
    {ActionKind::expire, "expire", "the time to live of a message is over", Budget::expiries, true, false, true,
     ActionSubject::client},
    {ActionKind::forget, "forget", "the server forgets an id", Budget::expiries, false, false, true,
     ActionSubject::client},
    {ActionKind::end_session, "end_session", "the time to resume a session is over", Budget::deadlines, false, false,
     false, ActionSubject::client},
    {ActionKind::break_connection, "break_connection", "the connection ends, and both ends notice", Budget::breaks,
     false, false, false, ActionSubject::client},
    {ActionKind::cut_connection, "cut_connection", "the connection is dead, and nobody notices", Budget::cuts, false,
     false, false, ActionSubject::client},
    {ActionKind::partition, "partition", "the device loses the network", Budget::partitions, false, false, false,
     ActionSubject::client},
    {ActionKind::heal, "heal", "the device has the network back", std::nullopt, true, false, false,
     ActionSubject::client},
    {ActionKind::partition_servers, "partition_servers", "two servers lose each other", Budget::partitions, false,
     false, false, ActionSubject::relay},
    {ActionKind::lose, "lose", "the network loses a packet", Budget::losses, false, true, true, ActionSubject::client},
    {ActionKind::duplicate, "duplicate", "the network duplicates a packet", Budget::duplicates, false, true, true,
     ActionSubject::client},
    {ActionKind::lose_push, "lose_push", "the push service loses a push", Budget::lost_pushes, false, false, false,
     ActionSubject::client},
    {ActionKind::throttle_push, "throttle_push", "the platform does not let a push wake the app", std::nullopt, false,
     false, false, ActionSubject::client},
    {ActionKind::change_token, "change_token", "the device gets another push token", Budget::token_changes, false,
     false, false, ActionSubject::client},
    {ActionKind::suspend_early, "suspend_early", "the app is suspended at an untimely moment", Budget::suspensions,
     false, false, false, ActionSubject::client},
    {ActionKind::kill_by_system, "kill_by_system", "the system kills the app", Budget::system_kills, false, false,
     false, ActionSubject::client},
    {ActionKind::kill_by_user, "kill_by_user", "the user kills the app", Budget::user_kills, false, false, false,
     ActionSubject::client},
    {ActionKind::crash_client, "crash_client", "the device crashes and restarts", Budget::client_crashes, false, false,
     false, ActionSubject::client},
    {ActionKind::reinstall, "reinstall", "the app is installed anew", Budget::reinstalls, false, false, false,
     ActionSubject::client},
    {ActionKind::crash_server, "crash_server", "the server crashes and restarts", Budget::server_crashes, false, false,
     false, ActionSubject::server},
    {ActionKind::jump_client_clock, "jump_client_clock", "the device's clock jumps past every deadline",
     Budget::clock_jumps, false, false, false, ActionSubject::client},
    {ActionKind::jump_server_clock, "jump_server_clock", "the server's clock jumps past every deadline",
     Budget::clock_jumps, false, false, false, ActionSubject::server},
});
static_assert(kCatalogue.size() == kActionKindCount);

}  // namespace

std::span<const ActionKindInfo> action_catalogue() { return kCatalogue; }

const ActionKindInfo& info_of(ActionKind kind) {
  const auto& info = kCatalogue.at(static_cast<std::size_t>(kind));
  DOUBLECHECK_ASSERT(info.kind == kind);
  return info;
}

std::optional<Budget> cost_of(const Action& action) {
  if (action.kind == ActionKind::deliver && action.position > 0) return Budget::reorders;
  return info_of(action.kind).budget;
}

std::string subject_of(const Action& action, const Setup& setup) {
  switch (info_of(action.kind).subject) {
    case ActionSubject::client:
      return setup.participant(action.client).name;
    case ActionSubject::server:
      return setup.servers.at(action.site);
    case ActionSubject::relay:
      return name_of(setup, relay_at(action.site));
  }
  throw AssertionFailure("unknown subject");
}

std::string to_text(const Action& action, std::string_view subject) {
  const auto& info = info_of(action.kind);
  std::string text = std::string(info.name) + ' ' + std::string(subject);
  if (info.has_direction) text += action.direction == Direction::up ? " up" : " down";
  if (info.has_position) text += ' ' + std::to_string(action.position);
  return text;
}

std::string to_text(const Action& action, const Setup& setup) { return to_text(action, subject_of(action, setup)); }

}  // namespace doublecheck::model
