/// The mailbox: what the server holds for one user, and what it does on each event about that user.
#pragma once

#include "model/effects.hpp"
#include "model/options.hpp"

namespace doublecheck::model {

/// Bodies and receipts are what is undelivered. Tombstones are ids, not bodies; the archive fills only where the
/// retention option asks for it.
struct Mailbox {
  Sequence<Message> bodies;      // for this user, undelivered, in order of arrival
  Sequence<Message> archive;     // for this user, delivered and kept for ever; sorted
  Sequence<Message> receipts;    // owed to this user about messages that it sent, in order of arrival
  Sequence<Message> tombstones;  // ids for this user that were acknowledged; sorted

  bool operator==(const Mailbox&) const = default;
};

/// Does the server hold the body, in its queue or in its archive?
bool holds_body(const Mailbox& mailbox, const Message& message);

/// `connected`: whether the mailbox's user has a connection now.
void on_store_body(Mailbox& mailbox, const Options& options, bool connected, const Message& message, Effects& effects);
void on_delivery_ack(Mailbox& mailbox, const Options& options, const Message& message, Effects& effects);
void on_delivered(Mailbox& mailbox, const Options& options, bool connected, const Message& message, Effects& effects);
void on_receipt_ack(Mailbox& mailbox, const Message& message, Effects& effects);
void on_user_connected(Mailbox& mailbox, const Options& options, Effects& effects);
void on_body_timer(Mailbox& mailbox, const Options& options, const Message& message, Effects& effects);
void on_receipt_timer(Mailbox& mailbox, const Message& message, Effects& effects);
void on_push_timer(Mailbox& mailbox, const Options& options, Effects& effects);
void on_server_crash(Mailbox& mailbox, const Options& options, Effects& effects);

}  // namespace doublecheck::model
