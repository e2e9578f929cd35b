/// Actions: everything that can happen in the world, as seen by both drivers and by saved paths.
#pragma once

#include "model/budgets.hpp"
#include "model/message.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace doublecheck::model {

struct Setup;

enum class ActionKind : std::uint8_t {
  // the user
  compose,  // the client's next message of the workload
  open_app,
  leave_app,
  sync_contacts,    // asks the server which contacts are registered
  register_number,  // takes the client's number, from whoever had it
  // the platform
  suspend,  // the grace period is over; display-only platforms
  // the protocol
  connect,
  deliver,     // the item at `position` of the link in `direction` arrives
  retransmit,  // a timer sends the unacknowledged item at `position` again: up from the outbox, down from the mailbox
  persist,     // the client writes the oldest message that it holds in memory only
  flush,       // the server writes the mailbox to its disk
  repeat_push,
  push_arrives,
  push_error_arrives,   // the push service tells the server that a token is no longer valid
  time_out_connection,  // the client notices that its connection is dead
  time_out_session,     // the server notices that a session is dead
  deliver_relayed,      // the oldest item between two servers, in `direction`
  reconnect_servers,
  // time running out
  give_up,      // at a deadline: up, the message at `position` of the outbox; down, the receipt at `position`
  expire,       // the time to live of the body at `position` of the mailbox is over
  forget,       // likewise of the tombstone at `position`
  end_session,  // the time in which a session can be resumed is over
  // faults, each within its budget
  break_connection,
  cut_connection,  // nothing gets through any more, and neither end notices
  partition,       // the device loses the network
  heal,            // and has it back
  partition_servers,
  lose,       // the item at `position`
  duplicate,  // the item at `position`
  lose_push,
  throttle_push,  // the platform does not wake the app this time; may_wake only
  change_token,   // the push service gives the device another token
  suspend_early,  // with items in flight, or on a platform that runs in the background
  kill_by_system,
  kill_by_user,
  crash_client,
  reinstall,  // everything on the device is gone; the number stays
  crash_server,
  jump_client_clock,  // past every deadline
  jump_server_clock,
};

inline constexpr std::size_t kActionKindCount = 40;

/// Whom an action is about.
enum class ActionSubject : std::uint8_t { client, server, relay };

struct Action {
  ActionKind kind{};
  Direction direction{};       // where the kind says so; else up
  std::uint16_t position = 0;  // the same; else 0
  ClientId client{};           // of actions about a client; else 0
  std::uint16_t site = 0;      // of others: the server, or the pair of servers

  auto operator<=>(const Action&) const = default;
};

struct ActionKindInfo {
  ActionKind kind{};
  std::string_view name;         // as in saved paths
  std::string_view meaning;      // a few words
  std::optional<Budget> budget;  // what it costs, if anything
  bool fair = false;             // strong fairness: if it is possible again and again, it happens again and again
  bool has_direction = false;
  bool has_position = false;
  ActionSubject subject{};
};

/// Every kind of action, in the order of the enumerators.
std::span<const ActionKindInfo> action_catalogue();
const ActionKindInfo& info_of(ActionKind kind);

/// The budget that the action spends. Overtaking (a delivery from behind the head) costs a reorder.
std::optional<Budget> cost_of(const Action& action);

/// Whom the action is about, as in a saved path: a client, a server, or two servers such as "east-west".
std::string subject_of(const Action& action, const Setup& setup);

/// One line of a saved path, for example "deliver bob down 0".
std::string to_text(const Action& action, std::string_view subject);
std::string to_text(const Action& action, const Setup& setup);

}  // namespace doublecheck::model
