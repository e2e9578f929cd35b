/// The mailbox: what the server holds for one device of a user, and what it does on each event about that device.
#pragma once

#include "model/effects.hpp"
#include "model/session.hpp"
#include "model/setup.hpp"

namespace doublecheck::model {

/// What a mailbox keeps on storage. Bodies and receipts are what is undelivered; tombstones are ids, not bodies; the
/// archive fills only where the retention option asks for it.
struct Records {
  Sequence<Message> bodies;      // for this user, undelivered, in order of arrival
  Sequence<Message> archive;     // for this user, delivered and kept for ever; sorted
  Sequence<Message> receipts;    // owed to this user about messages that it sent, in order of arrival
  Sequence<Message> tombstones;  // ids for this user that were acknowledged; sorted

  bool operator==(const Records&) const = default;
};

/// What the server knows of the device's push token.
enum class Token : std::uint8_t {
  current,
  outdated,  // the device has another by now
  none,
};

/// A client that missed as many beginnings of sessions in a row would take a new one for an old one.
inline constexpr std::uint8_t kSessionSerials = 8;

struct Mailbox {
  Sequence<Message> bodies;  // these four as in Records
  Sequence<Message> archive;
  Sequence<Message> receipts;
  Sequence<Message> tombstones;
  Sequence<Records> on_disk;        // none where the disk has the same; else one: what a crash would leave
  Sequence<Message> expired;        // bodies past their time that are still queued; a deviation asks for it
  Sequence<Message> undated;        // bodies whose time to live was forgotten; a deviation asks for it
  std::uint8_t sessions = 0;        // connections of this device that the server believes to be alive
  Session session;                  // in memory
  std::uint8_t session_serial = 0;  // of the latest session; never given twice as far as anybody can remember, so a
                                    // crash leaves it. From 0 to kSessionSerials - 1, then again from 0
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
void on_receipt_query(const Mailbox& mailbox, const Message& message, Effects& effects);
void on_receipt_ack(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects);
void on_user_connected(Mailbox& mailbox, const MailboxRules& rules, Effects& effects);
/// These items of the session have reached the recipient, as its counter says.
void on_confirmed(Mailbox& mailbox, const MailboxRules& rules, const Sequence<Item>& items, Effects& effects);
/// A session ends that cannot be resumed any more. Its connections, if any, have been closed.
void on_session_ended(Mailbox& mailbox, const MailboxRules& rules, Effects& effects);
void on_body_timer(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects);
void on_receipt_timer(Mailbox& mailbox, const Message& message, Effects& effects);
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
