/// The mailbox: what the server holds for one device of a user, and what it does on each event about that device.
#pragma once

#include "model/effects.hpp"
#include "model/session.hpp"
#include "model/setup.hpp"

namespace doublecheck::model {

/// What a mailbox keeps on storage. Bodies, receipts and failures are what is undelivered; tombstones are ids, not
/// bodies; the archive fills only where the retention option asks for it.
struct Records {
  Sequence<Message> bodies;      // for this user, undelivered, in order of arrival
  Sequence<Message> archive;     // for this user, delivered and kept for ever; sorted
  Sequence<Message> receipts;    // owed to this user about messages that it sent, in order of arrival
  Sequence<Message> failures;    // messages that it sent and is to be told of that they failed, in order of arrival
  Sequence<Message> tombstones;  // ids for this user that were acknowledged; sorted

  bool operator==(const Records&) const = default;
};

/// What the server knows of the device's push token.
enum class Token : std::uint8_t {
  current,
  outdated,  // the device has another by now
  none,
};

struct Mailbox {
  Sequence<Message> bodies;  // these five as in Records
  Sequence<Message> archive;
  Sequence<Message> receipts;
  Sequence<Message> failures;
  Sequence<Message> tombstones;
  Sequence<Records> on_disk;  // none where the disk has the same; else one: what a crash would leave
  Sequence<Message> expired;  // ids of bodies that outlived their time: like tombstones, but undelivered; sorted
  Sequence<Message> undated;  // bodies whose time to live was forgotten; a deviation asks for it
  std::uint8_t sessions = 0;  // connections of this device that the server believes to be alive
  Session session;            // in memory
  Token token = Token::current;

  bool operator==(const Mailbox&) const = default;
};

/// The rules that one mailbox runs under.
struct MailboxRules {
  const Setup& setup;
  const Options& options;
  ClientId self{};  // whose mailbox it is
};

/// Does the server hold the body under any id, in its queue or in its archive?
bool holds_body(const Mailbox& mailbox, const Message& message);

/// Would a crash now leave the body in the queue?
bool holds_body_durably(const Mailbox& mailbox, const Options& options, const Message& message);

/// Has everything reached the disk?
bool is_flushed(const Mailbox& mailbox);

bool is_online(const Mailbox& mailbox);

/// May a timer send this body of the queue again?
bool may_resend(const Mailbox& mailbox, const MailboxRules& rules, const Message& message);

/// What a side knows that a body has come to.
struct Arrival {
  Message message;
  bool relayed = false;      // from another server, which keeps it until it hears that it has arrived
  bool registered = true;    // the number is still this user's
  bool in_handover = false;  // a session is just being taken over by a new connection
};

void on_store_body(Mailbox& mailbox, const MailboxRules& rules, const Arrival& arrival, Effects& effects);
void on_delivery_ack(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects);
void on_released_elsewhere(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects);
void on_delivered(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects);
void on_failed(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects);
void on_receipt_query(const Mailbox& mailbox, const Message& message, Effects& effects);
void on_receipt_ack(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects);
void on_failure_ack(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects);
void on_user_connected(Mailbox& mailbox, const MailboxRules& rules, Effects& effects);
/// These items of the session have reached the recipient, as its counter says. That acknowledges the bodies among them.
void on_confirmed(Mailbox& mailbox, const MailboxRules& rules, const Sequence<Item>& items, Effects& effects);
/// The server sees a connection of the device end, or a session of it end for good.
void on_connection_ended(Mailbox& mailbox, const MailboxRules& rules, Effects& effects);
/// The server notices that the device, which it took for connected, has not been for some time.
void on_found_offline(Mailbox& mailbox, const MailboxRules& rules, Effects& effects);
/// A session ends that cannot be resumed any more. Its connections, if any, have been closed.
void on_session_ended(Mailbox& mailbox, const MailboxRules& rules, Effects& effects);
void on_body_timer(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects);
void on_receipt_timer(Mailbox& mailbox, const Message& message, Effects& effects);
void on_failure_timer(Mailbox& mailbox, const Message& message, Effects& effects);
void on_receipt_deadline(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects);
void on_push_timer(Mailbox& mailbox, const MailboxRules& rules, Effects& effects);
void on_push_error(Mailbox& mailbox, const Options& options, Effects& effects);
void on_expiry(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects);
void on_tombstone_expiry(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects);
void on_flush(Mailbox& mailbox, Effects& effects);
/// The number is somebody else's now: what was for its former owner goes to nobody.
void on_number_lost(Mailbox& mailbox, const MailboxRules& rules, Effects& effects);
void on_server_crash(Mailbox& mailbox, const MailboxRules& rules, Effects& effects);

}  // namespace doublecheck::model
