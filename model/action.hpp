/// Actions: everything that can happen in the world, as seen by both drivers and by saved paths.
#pragma once

#include "model/budgets.hpp"
#include "model/message.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace doublecheck::model {

enum class ActionKind : std::uint8_t {
  // the user
  compose,  // the client's next message of the workload
  open_app,
  leave_app,
  // the platform
  suspend,  // the grace period is over; display-only platforms
  // the protocol
  connect,
  deliver,     // the item at `position` of the link in `direction` arrives
  retransmit,  // a timer sends the unacknowledged item at `position` again: up from the outbox, down from the mailbox
  repeat_push,
  push_arrives,
  // faults, each within its budget
  break_connection,
  lose,       // the item at `position`
  duplicate,  // the item at `position`
  lose_push,
  suspend_early,  // with items in flight, or on a platform that runs in the background
  kill_by_system,
  kill_by_user,
  crash_client,
  crash_server,
};

inline constexpr std::size_t kActionKindCount = 18;

struct Action {
  ActionKind kind{};
  Direction direction{};       // deliver, retransmit, lose, duplicate; else up
  std::uint16_t position = 0;  // the same; else 0
  ClientId client{};           // whose side; 0 for crash_server

  auto operator<=>(const Action&) const = default;
};

struct ActionKindInfo {
  ActionKind kind{};
  std::string_view name;         // as in saved paths
  std::optional<Budget> budget;  // what it costs, if anything
  bool fair = false;             // strong fairness: if it is possible again and again, it happens again and again
  bool on_link = false;          // `direction` and `position` say something
};

/// Every kind of action, in the order of the enumerators.
std::span<const ActionKindInfo> action_catalogue();
const ActionKindInfo& info_of(ActionKind kind);

/// The budget that the action spends. Overtaking (a delivery from behind the head) costs a reorder.
std::optional<Budget> cost_of(const Action& action);

/// One line of a saved path, for example "deliver bob down 0". `name` gives the client's name.
std::string to_text(const Action& action, std::string_view client_name);

}  // namespace doublecheck::model
