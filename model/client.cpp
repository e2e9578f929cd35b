#include "model/client.hpp"

#include "model/assert.hpp"

#include <algorithm>

namespace doublecheck::model {
namespace {

Sent* find_sent(Client& client, const Message& message) {
  const auto found = std::ranges::find_if(client.sent, [&](const Sent& s) { return s.message == message; });
  return found == client.sent.end() ? nullptr : &*found;
}

void change_mark(Sent& sent, Mark mark, Effects& effects) {
  effects.facts.push_back({.kind = FactKind::mark_changed,
                           .client = sent.message.from,
                           .item = {ItemKind::body, sent.message},
                           .mark_before = sent.mark,
                           .mark_after = mark});
  sent.mark = mark;
}

void change_app(Client& client, AppState app, Effects& effects) {
  client.app = app;
  effects.facts.push_back({.kind = FactKind::app_changed, .app = app});
}

void notify(Client& client, Effects& effects) {
  if (client.notified) return;
  client.notified = true;
  effects.facts.push_back({.kind = FactKind::user_notified});
}

/// What dies with the process. Everything else in `Client` is on the device's storage or, like a notification, the
/// system's.
void lose_memory(Client& client, const ClientRules& rules, Effects& effects) {
  if (rules.options.client_persistence == ClientPersistence::durable) return;
  for (const Message& message : client.outbox) {
    effects.facts.push_back({.kind = FactKind::outbox_lost_in_crash, .item = {ItemKind::body, message}});
  }
  client.outbox.clear();
}

}  // namespace

Mark mark_of(const Client& client, const Message& message) {
  const auto found = std::ranges::find_if(client.sent, [&](const Sent& s) { return s.message == message; });
  return found == client.sent.end() ? Mark::none : found->mark;
}

/// R2: the message is in the durable outbox before its first transmission.
void on_compose(Client& client, const ClientRules&, const Message& message, Effects& effects) {
  DOUBLECHECK_ASSERT(client.app == AppState::foreground);
  DOUBLECHECK_ASSERT(mark_of(client, message) == Mark::none);
  client.sent.push_back({message, Mark::none});
  client.outbox.push_back(message);
  change_mark(client.sent.back(), Mark::clock, effects);
  if (client.connected) effects.transmit_up(ItemKind::body, message);
}

/// R3: the client keeps trying: whatever the server has not acknowledged is sent again on every connection.
void on_connected(Client& client, Effects& effects) {
  DOUBLECHECK_ASSERT(!client.connected);
  client.connected = true;
  for (const Message& message : client.outbox) effects.transmit_up(ItemKind::body, message);
}

void on_retransmission_timer(Client& client, const Message& message, Effects& effects) {
  DOUBLECHECK_ASSERT(client.connected && contains(client.outbox, message));
  effects.transmit_up(ItemKind::body, message);
}

/// R13, R14: the message leaves the outbox, is never sent again, and gets one check.
void on_server_ack(Client& client, const ClientRules& rules, const Message& message, Effects& effects) {
  Sent* sent = find_sent(client, message);
  DOUBLECHECK_ASSERT(sent != nullptr);
  erase(client.outbox, message);
  if (sent->mark != Mark::clock) return;  // a late ack never takes a check away
  change_mark(*sent, rules.options.deviation == Deviation::two_checks_on_server_ack ? Mark::two : Mark::one, effects);
  if (erase(client.early_receipts, message)) change_mark(*sent, Mark::two, effects);
}

/// R23: the routed acknowledgement gives the second check, and that ends the message's life cycle.
void on_receipt(Client& client, const ClientRules& rules, const Message& message, Effects& effects) {
  Sent* sent = find_sent(client, message);
  DOUBLECHECK_ASSERT(sent != nullptr);
  if (rules.options.receipt_acknowledged == ReceiptAcknowledged::yes)
    effects.transmit_up(ItemKind::receipt_ack, message);
  if (sent->mark == Mark::two) return;
  if (sent->mark == Mark::one) {
    change_mark(*sent, Mark::two, effects);
    return;
  }
  switch (rules.options.receipt_before_server_ack) {
    case EarlyReceipt::implies_single:
      erase(client.outbox, message);
      change_mark(*sent, Mark::two, effects);
      return;
    case EarlyReceipt::waits:
      insert_sorted(client.early_receipts, message);
      return;
    case EarlyReceipt::ignored:
      return;
  }
}

/// R21: what the recipient does with a message is the same however its app came to run: store, acknowledge, notify.
void on_body(Client& client, const ClientRules& rules, const Message& message, Effects& effects) {
  const bool known = contains(client.received, message);
  if (known && rules.options.recipient_dedupe == RecipientDedupe::unbounded) {
    effects.facts.push_back({.kind = FactKind::duplicate_recognised, .item = {ItemKind::body, message}});
    if (rules.options.recipient_acks_duplicate == RecipientAcksDuplicate::no) return;
  } else {
    // Shown twice is as wrong as shown three times: a third copy would only multiply states.
    if (count(client.received, message) < 2) client.received.push_back(message);
    effects.facts.push_back(
        {.kind = known ? FactKind::duplicate_stored : FactKind::message_stored, .item = {ItemKind::body, message}});
    if (client.app != AppState::foreground) notify(client, effects);
  }
  effects.transmit_up(ItemKind::delivery_ack, message);
}

/// R20: a push that wakes the app lets it fetch before the user comes; one that is displayed leaves the fetch to the
/// user.
void on_push(Client& client, const ClientRules& rules, Effects& effects) {
  const PushEffect effect = push_effect(rules.platform, client.app);
  effects.facts.push_back({.kind = FactKind::push_arrived, .app = client.app, .push_effect = effect});
  switch (effect) {
    case PushEffect::wake:
      change_app(client, AppState::background, effects);
      return;
    case PushEffect::display:
      notify(client, effects);
      return;
    case PushEffect::nothing:
      return;
  }
}

void on_open(Client& client, Effects& effects) {
  DOUBLECHECK_ASSERT(client.app != AppState::foreground);
  client.notified = false;
  change_app(client, AppState::foreground, effects);
}

void on_leave(Client& client, Effects& effects) {
  DOUBLECHECK_ASSERT(client.app == AppState::foreground);
  change_app(client, AppState::background, effects);
}

/// R5: after the grace period no protocol step runs until the user, or on other platforms a push, brings the app back.
void on_suspend(Client& client, Effects& effects) {
  DOUBLECHECK_ASSERT(client.app == AppState::background);
  client.connected = false;
  change_app(client, AppState::suspended, effects);
}

/// R11: sender and recipient keep their messages: the message store and the marks survive the death of the app.
void on_terminate(Client& client, const ClientRules& rules, AppState terminated, Effects& effects) {
  DOUBLECHECK_ASSERT(terminated == AppState::terminated_by_system || terminated == AppState::terminated_by_user);
  client.connected = false;
  lose_memory(client, rules, effects);
  change_app(client, terminated, effects);
}

void on_crash(Client& client, const ClientRules& rules, Effects& effects) {
  client.notified = false;
  on_terminate(client, rules, AppState::terminated_by_system, effects);
}

}  // namespace doublecheck::model
