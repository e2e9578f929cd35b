/// Facts: what a step did, in the vocabulary of users and operators. Drivers count, time and print them; no rule reads
/// them.
#pragma once

#include "model/message.hpp"
#include "model/platform.hpp"

#include <cstdint>
#include <vector>

namespace doublecheck::model {

/// The check mark that the sender's user sees beside a message.
enum class Mark : std::uint8_t { none, clock, one, two };

enum class FactKind : std::uint8_t {
  transmitted,    // `item` was put on the link of `client`, in `direction`
  arrived,        // `item` was taken off the link of `client`, in `direction`
  lost,           // `item` was lost on the link of `client`, in `direction`
  duplicated,     // the network made a second copy of `item`
  mark_changed,   // `client`'s user sees `item.message` go from `mark_before` to `mark_after`
  custody_taken,  // the server stored the body for `client` (its recipient); `durably` says whether a crash spares it
  body_restored,  // like custody_taken, but the message had been acknowledged before: a re-store
  body_dropped,   // the server no longer holds the body for `client`
  body_archived,  // the server keeps the acknowledged body for ever
  body_lost_in_crash,    // the server's memory held the only copy of the body for `client`
  outbox_lost_in_crash,  // `client`'s outbox held the message in memory only
  resend_recognised,     // the server already knew the message and only acknowledged it
  message_stored,        // `client` wrote the message to its message store
  duplicate_stored,      // `client` wrote it a second time: the user sees it twice
  duplicate_recognised,  // `client` already had the message
  receipt_queued,        // the server owes `client` the receipt
  receipt_not_kept,      // the receipt for `client` was dropped because it is not connected
  receipt_forgotten,     // the server no longer owes `client` the receipt
  release_processed,     // the server processed the recipient's acknowledgement; `client` is the recipient
  push_sent,
  push_lost,
  push_arrived,  // with `push_effect`
  user_notified,
  connected,
  disconnected,
  app_changed,  // `client`'s app is now in `app`
  client_crashed,
  server_crashed,
};

struct Fact {
  FactKind kind{};
  ClientId client{};
  Direction direction{};
  Item item{};
  Mark mark_before{};
  Mark mark_after{};
  bool durably = false;
  AppState app{};
  PushEffect push_effect{};

  bool operator==(const Fact&) const = default;
};

using Facts = std::vector<Fact>;

}  // namespace doublecheck::model
