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
  // on links
  transmitted,  // `item` was put on the link of `client`, in `direction`
  arrived,      // `item` was taken off the link of `client`, in `direction`
  lost,         // `item` was lost on the link of `client`, in `direction`
  duplicated,   // the network made a second copy of `item`
  // at the sender
  mark_changed,          // `client`'s user sees `item.message` go from `mark_before` to `mark_after`
  message_failed,        // `client`'s user is told that the message will not be delivered
  sent_wiped,            // its sender's device no longer knows of the message
  outbox_lost_in_crash,  // `client`'s outbox held the message in memory only
  // at the server; `client` is whose mailbox it is
  custody_taken,  // the server stored the body for `client` (its recipient); `durably` says whether a crash spares it
  body_flushed,   // a body taken earlier is on the disk now
  body_restored,  // like custody_taken, but the message had been acknowledged before: a re-store
  body_refused,   // the server did not take the body, and says so
  body_missed,    // the server acknowledged the body and did not take it
  body_dropped,   // the server no longer holds the body for `client`
  body_archived,  // the server keeps the acknowledged body for ever
  body_expired,   // its time to live is over
  body_evicted,   // the mailbox was full
  body_purged,    // `client` lost its number to somebody else
  body_lost_in_crash,   // the server's memory held the only copy of the body for `client`
  body_back_from_disk,  // a crash brought the body back
  resend_recognised,    // the server already knew the message and only acknowledged it
  receipt_queued,       // the server owes `client` the receipt
  receipt_not_kept,     // the receipt for `client` was dropped because it is not connected
  receipt_forgotten,    // the server no longer owes `client` the receipt
  receipt_given_up,     // likewise, without the sender's acknowledgement
  failure_queued,       // the server owes `client` the word that the message failed
  failure_forgotten,    // the server no longer owes `client` the word
  release_processed,    // the server processed the recipient's acknowledgement; `client` is the recipient
  tombstone_forgotten,  // the server no longer remembers the id
  // at the recipient
  message_stored,         // `client` wrote the message to its message store
  duplicate_stored,       // `client` wrote it a second time: the user sees it twice
  duplicate_recognised,   // `client` already had the message
  message_unsaved,        // `client` holds the message in memory only
  message_unprocessable,  // `client` could make nothing of the message
  unsaved_lost_in_crash,  // `client` held the message in memory only
  store_wiped,            // `client` had the message when its device was wiped
  // push
  push_sent,
  push_lost,
  push_arrived,  // with `push_effect`
  push_throttled,
  push_refused,  // the push service does not know the token
  token_changed,
  token_registered,  // the server has `client`'s token
  token_forgotten,   // the server has none any more
  user_notified,
  // connections and sessions
  connected,
  connection_refused,
  disconnected,  // the client has no connection any more
  connection_cut,
  session_timed_out,
  session_resumed,
  session_started,
  // numbers
  number_registered,  // `client` has its number now
  number_lost,        // somebody else has it
  contact_matched,    // `client` knows that `item.message.to` is registered
  // devices
  app_changed,  // `client`'s app went from `app_before` to `app`
  client_crashed,
  client_reinstalled,
  clock_jumped,
  partitioned,
  healed,
  // servers; `client` says nothing, but where there is a message
  server_crashed,
  relay_stored,    // the server of `client`, the sender, has custody of the body for the recipient's server
  relay_released,  // no longer; `client` is the recipient
  servers_partitioned,
  servers_reconnected,
};

struct Fact {
  FactKind kind{};
  ClientId client{};
  Direction direction{};
  Item item{};
  Mark mark_before{};
  Mark mark_after{};
  bool durably = false;
  AppState app_before{};
  AppState app{};
  PushEffect push_effect{};

  bool operator==(const Fact&) const = default;
};

using Facts = std::vector<Fact>;

}  // namespace doublecheck::model
