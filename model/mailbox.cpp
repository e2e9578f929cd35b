#include "model/mailbox.hpp"

#include "model/assert.hpp"

namespace doublecheck::model {
namespace {

Fact about(FactKind kind, const Message& message) { return {.kind = kind, .item = {ItemKind::body, message}}; }

void send_down(Mailbox& mailbox, const Options& options, const Message& message, Effects& effects) {
  effects.transmit_down(ItemKind::body, message);
  if (options.server_drop != ServerDrop::on_send) return;
  erase(mailbox.bodies, message);
  effects.facts.push_back(about(FactKind::body_dropped, message));
}

void send_push(Mailbox& mailbox, const Options& options, Effects& effects) {
  effects.push = true;
  if (options.server_drop != ServerDrop::on_push) return;
  for (const Message& message : mailbox.bodies) effects.facts.push_back(about(FactKind::body_dropped, message));
  mailbox.bodies.clear();
}

/// R16, R17: down the existing connection if there is one; otherwise the server asks the push service to make the
/// recipient connect.
void reach_recipient(Mailbox& mailbox, const Options& options, bool connected, const Message& message,
                     Effects& effects) {
  if (connected) {
    send_down(mailbox, options, message, effects);
    return;
  }
  switch (options.push_repeat) {
    case PushRepeat::periodic:
    case PushRepeat::per_message:
      send_push(mailbox, options, effects);
      return;
    case PushRepeat::on_first:
      if (mailbox.bodies.size() == 1) send_push(mailbox, options, effects);
      return;
  }
}

/// R10: a body that was dropped comes back only where the server does not remember that it was.
bool knows(const Mailbox& mailbox, const Options& options, const Message& message) {
  switch (options.server_dedupe) {
    case ServerDedupe::tombstone:
      return contains(mailbox.bodies, message) || contains(mailbox.tombstones, message);
    case ServerDedupe::while_queued:
      return contains(mailbox.bodies, message);
    case ServerDedupe::none:
      // Two queued copies show all that three would.
      return count(mailbox.bodies, message) >= 2;
  }
  throw AssertionFailure("unknown server_dedupe");
}

}  // namespace

bool holds_body(const Mailbox& mailbox, const Message& message) {
  return contains(mailbox.bodies, message) || contains(mailbox.archive, message);
}

/// R15: the acknowledgement goes out because the server has taken custody, or knows that it once did.
void on_store_body(Mailbox& mailbox, const Options& options, bool connected, const Message& message, Effects& effects) {
  effects.post(message.from, PostKind::accepted, message);
  if (knows(mailbox, options, message)) {
    effects.facts.push_back(about(FactKind::resend_recognised, message));
    return;
  }
  mailbox.bodies.push_back(message);
  Fact custody = about(FactKind::custody_taken, message);
  custody.durably = options.server_durability == ServerDurability::synchronous;
  effects.facts.push_back(custody);
  reach_recipient(mailbox, options, connected, message, effects);
}

/// R9, R22, R24: the recipient's acknowledgement relieves the server of the body, or with retention for ever moves it
/// to the archive, and is routed back to the sender.
void on_delivery_ack(Mailbox& mailbox, const Options& options, const Message& message, Effects& effects) {
  if (options.server_drop != ServerDrop::never && erase(mailbox.bodies, message)) {
    if (options.retention == Retention::forever) {
      insert_sorted(mailbox.archive, message);
      effects.facts.push_back(about(FactKind::body_archived, message));
    } else {
      effects.facts.push_back(about(FactKind::body_dropped, message));
    }
  }
  effects.facts.push_back(about(FactKind::release_processed, message));
  if (options.server_dedupe == ServerDedupe::tombstone) {
    if (contains(mailbox.tombstones, message)) return;
    insert_sorted(mailbox.tombstones, message);
  }
  effects.post(message.from, PostKind::delivered, message);
}

/// The receipt is a second stored message, with the roles swapped.
void on_delivered(Mailbox& mailbox, const Options& options, bool connected, const Message& message, Effects& effects) {
  switch (options.receipt) {
    case ReceiptStorage::stored:
      if (contains(mailbox.receipts, message)) return;
      mailbox.receipts.push_back(message);
      effects.facts.push_back(about(FactKind::receipt_queued, message));
      break;
    case ReceiptStorage::fire_and_forget:
      if (connected) break;
      effects.facts.push_back(about(FactKind::receipt_not_kept, message));
      return;
  }
  if (connected) effects.transmit_down(ItemKind::receipt, message);
}

/// R12: the server is a router: with the receipt gone it holds nothing of the message but, perhaps, its id.
void on_receipt_ack(Mailbox& mailbox, const Message& message, Effects& effects) {
  if (erase(mailbox.receipts, message)) effects.facts.push_back(about(FactKind::receipt_forgotten, message));
}

/// R7: connecting starts the server's drain too: bodies for this user, then receipts owed to it.
void on_user_connected(Mailbox& mailbox, const Options& options, Effects& effects) {
  const Sequence<Message> bodies = mailbox.bodies;  // a copy: `send_down` may drop
  for (const Message& message : bodies) send_down(mailbox, options, message, effects);
  for (const Message& message : mailbox.receipts) effects.transmit_down(ItemKind::receipt, message);
}

/// R8: nothing leaves the queue without its acknowledgement: what is unacknowledged is sent again.
void on_body_timer(Mailbox& mailbox, const Options& options, const Message& message, Effects& effects) {
  DOUBLECHECK_ASSERT(contains(mailbox.bodies, message));
  send_down(mailbox, options, message, effects);
}

void on_receipt_timer(Mailbox& mailbox, const Message& message, Effects& effects) {
  DOUBLECHECK_ASSERT(contains(mailbox.receipts, message));
  effects.transmit_down(ItemKind::receipt, message);
}

void on_push_timer(Mailbox& mailbox, const Options& options, Effects& effects) {
  DOUBLECHECK_ASSERT(!mailbox.bodies.empty());
  send_push(mailbox, options, effects);
}

/// What dies with the server process; the rest of `Mailbox` is on its storage.
void on_server_crash(Mailbox& mailbox, const Options& options, Effects& effects) {
  if (options.server_durability == ServerDurability::synchronous) return;
  for (const Message& message : mailbox.bodies) effects.facts.push_back(about(FactKind::body_lost_in_crash, message));
  mailbox.bodies.clear();
  mailbox.receipts.clear();
  mailbox.tombstones.clear();
}

}  // namespace doublecheck::model
