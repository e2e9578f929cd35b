#include "model/client.hpp"

#include "model/assert.hpp"
#include "model/directory.hpp"

#include <algorithm>
#include <utility>

namespace doublecheck::model {
namespace {

const Sent* find_sent(const Client& client, const Message& message) {
  const auto found = std::ranges::find_if(client.sent, [&](const Sent& s) { return s.message == original(message); });
  return found == client.sent.end() ? nullptr : &*found;
}

Sent* find_sent(Client& client, const Message& message) {
  return const_cast<Sent*>(find_sent(std::as_const(client), message));
}

void change_mark(Sent& sent, Mark mark, Effects& effects) {
  effects.facts.push_back({.kind = FactKind::mark_changed,
                           .client = sent.message.from,
                           .item = {.kind = ItemKind::body, .message = sent.message},
                           .mark_before = sent.mark,
                           .mark_after = mark});
  sent.mark = mark;
}

void change_app(Client& client, AppState app, Effects& effects) {
  effects.facts.push_back({.kind = FactKind::app_changed, .app_before = client.app, .app = app});
  client.app = app;
}

void notify(Client& client, Effects& effects) {
  if (client.notified) return;
  client.notified = true;
  effects.facts.push_back({.kind = FactKind::user_notified});
}

void fail(Client& client, Sent& sent, Effects& effects) {
  erase(client.outbox, sent.message);
  if (sent.failed) return;
  sent.failed = true;
  effects.note(FactKind::message_failed, sent.message);
}

/// How many transmissions the options tell apart; 0 if it does not matter how many there were.
std::uint8_t attempts_counted(const Options& options) {
  if (options.client_resend == ClientResend::limited) {
    return static_cast<std::uint8_t>(options.client_resend.argument + 1);
  }
  return options.client_resend == ClientResend::never || options.message_id_on_resend == MessageId::fresh ? 1 : 0;
}

bool may_transmit(const Client& client, const ClientRules& rules, const Sent& sent) {
  if (rules.options.client_resend == ClientResend::never && sent.attempts > 0) return false;
  if (!sends_one_by_one(rules.setup)) return true;
  const auto same_pair = [&](const Message& other) { return other.to == sent.message.to; };
  return *std::ranges::find_if(client.outbox, same_pair) == sent.message;
}

void transmit_body(Client& client, const ClientRules& rules, const Message& message, Effects& effects) {
  Sent& sent = *find_sent(client, message);
  if (!may_transmit(client, rules, sent)) return;
  const std::uint8_t counted = attempts_counted(rules.options);
  if (rules.options.client_resend == ClientResend::limited && sent.attempts == counted) {
    fail(client, sent, effects);
    return;
  }
  Message copy = message;
  if (rules.options.message_id_on_resend == MessageId::fresh && sent.attempts > 0) copy.id = 1;
  if (sent.attempts < counted) ++sent.attempts;
  effects.transmit_up(ItemKind::body, copy);
}

/// Where messages go one by one, the next of the pair.
void transmit_next(Client& client, const ClientRules& rules, const Message& done, Effects& effects) {
  if (!sends_one_by_one(rules.setup) || !can_transmit(client)) return;
  const auto next = std::ranges::find_if(client.outbox, [&](const Message& other) { return other.to == done.to; });
  if (next != client.outbox.end()) transmit_body(client, rules, Message(*next), effects);
}

/// What dies with the process. Everything else in `Client` is on the device's storage or, like a notification, the
/// system's.
void lose_memory(Client& client, const ClientRules& rules, Effects& effects) {
  client.session = {};
  for (const Message& message : client.unsaved) effects.note(FactKind::unsaved_lost_in_crash, message);
  client.unsaved.clear();
  if (rules.options.client_persistence == ClientPersistence::durable) return;
  for (const Message& message : client.outbox) effects.note(FactKind::outbox_lost_in_crash, message);
  client.outbox.clear();
}

bool recognises(const Client& client, const ClientRules& rules, const Message& message) {
  switch (rules.options.recipient_dedupe) {
    case RecipientDedupe::unbounded:
      return contains(client.received, message) || contains(client.unsaved, message);
    case RecipientDedupe::window:
      return contains(client.recent, message);
    case RecipientDedupe::none:
      return false;
  }
  throw AssertionFailure("unknown recipient_dedupe");
}

void remember(Client& client, const ClientRules& rules, const Message& message) {
  if (rules.options.recipient_dedupe != RecipientDedupe::window) return;
  client.recent.push_back(message);
  if (client.recent.size() > rules.options.recipient_dedupe.argument) client.recent.erase(client.recent.begin());
}

void store(Client& client, const Message& message, Effects& effects) {
  const auto same = [&](const Message& other) { return original(other) == original(message); };
  const auto copies = std::ranges::count_if(client.received, same);
  // Shown twice is as wrong as shown three times: a third copy would only multiply states.
  if (copies < 2) client.received.push_back(message);
  effects.note(copies > 0 ? FactKind::duplicate_stored : FactKind::message_stored, message);
}

void acknowledge(const ClientRules& rules, const Message& message, Effects& effects) {
  Message named = message;
  if (rules.options.deviation == Deviation::ack_names_next_message) {
    ++named.number;
    const auto& workload = rules.setup.workload;
    if (std::ranges::find(workload, named) == workload.end()) named = message;
  }
  effects.transmit_up(ItemKind::delivery_ack, named);
}

void on_known_body(const Client& client, const ClientRules& rules, const Message& message, Effects& effects) {
  effects.note(FactKind::duplicate_recognised, message);
  if (rules.options.recipient_acks_duplicate == RecipientAcksDuplicate::no) return;
  if (!contains(client.unshown, message)) acknowledge(rules, message, effects);
}

void on_new_body(Client& client, const ClientRules& rules, const Message& message, Effects& effects) {
  switch (rules.options.recipient_ack) {
    case RecipientAck::after_persist:
      store(client, message, effects);
      acknowledge(rules, message, effects);
      return;
    case RecipientAck::before_persist:
      if (!contains(client.unsaved, message)) client.unsaved.push_back(message);
      effects.note(FactKind::message_unsaved, message);
      acknowledge(rules, message, effects);
      return;
    case RecipientAck::after_display:
      store(client, message, effects);
      if (client.app == AppState::foreground) {
        acknowledge(rules, message, effects);
      } else if (!contains(client.unshown, message)) {
        client.unshown.push_back(message);
      }
      return;
  }
}

}  // namespace

Mark mark_of(const Client& client, const Message& message) {
  const Sent* sent = find_sent(client, message);
  return sent == nullptr ? Mark::none : sent->mark;
}

bool has_failed(const Client& client, const Message& message) {
  const Sent* sent = find_sent(client, message);
  return sent != nullptr && sent->failed;
}

bool can_transmit(const Client& client) {
  return client.session.exists || (client.connected && !client.session.resuming);
}

bool may_resend(const Client& client, const ClientRules& rules, const Message& message) {
  return may_transmit(client, rules, *find_sent(client, message));
}

/// R2: the message is in the durable outbox before its first transmission.
void on_compose(Client& client, const ClientRules& rules, const Message& message, Effects& effects) {
  DOUBLECHECK_ASSERT(client.app == AppState::foreground);
  DOUBLECHECK_ASSERT(mark_of(client, message) == Mark::none);
  ++client.composed;
  client.sent.push_back({message, Mark::none});
  client.outbox.push_back(message);
  change_mark(client.sent.back(), Mark::clock, effects);
  if (can_transmit(client)) transmit_body(client, rules, message, effects);
}

/// R3: the client keeps trying: whatever the server has not acknowledged is sent again on every connection.
void on_session_started(Client& client, const ClientRules& rules, Effects& effects) {
  DOUBLECHECK_ASSERT(client.connected);
  Sequence<Message> outbox = client.outbox;  // a copy: giving up takes a message out
  if (rules.options.deviation == Deviation::retry_skips_head && outbox.size() > 1) {
    std::rotate(outbox.begin(), outbox.begin() + 1, outbox.end());
  }
  for (const Message& message : outbox) transmit_body(client, rules, message, effects);
  if (rules.options.receipt != ReceiptStorage::rederived) return;
  for (const Sent& sent : client.sent) {
    if (sent.mark == Mark::one) effects.transmit_up(ItemKind::receipt_query, sent.message);
  }
}

void on_retransmission_timer(Client& client, const ClientRules& rules, const Message& message, Effects& effects) {
  DOUBLECHECK_ASSERT(client.connected && contains(client.outbox, message));
  transmit_body(client, rules, message, effects);
}

/// R13, R14: the message leaves the outbox, is never sent again, and gets one check.
void on_server_ack(Client& client, const ClientRules& rules, const Message& message, Effects& effects) {
  Sent* sent = find_sent(client, message);
  if (sent == nullptr) return;  // the app was installed anew since
  const bool was_waiting = erase(client.outbox, sent->message);
  if (sent->mark == Mark::clock) {
    change_mark(*sent, rules.options.deviation == Deviation::two_checks_on_server_ack ? Mark::two : Mark::one, effects);
    if (erase(client.early_receipts, sent->message)) change_mark(*sent, Mark::two, effects);
  } else if (sent->mark == Mark::two && rules.options.deviation == Deviation::late_ack_overwrites) {
    change_mark(*sent, Mark::one, effects);
  }  // otherwise a late ack never takes a check away
  if (was_waiting) transmit_next(client, rules, sent->message, effects);
}

/// R23: the routed acknowledgement gives the second check, and that ends the message's life cycle.
void on_receipt(Client& client, const ClientRules& rules, const Message& message, Effects& effects) {
  const bool acknowledges = rules.options.receipt_acknowledged == ReceiptAcknowledged::yes &&
                            rules.options.receipt != ReceiptStorage::rederived;
  if (acknowledges) effects.transmit_up(ItemKind::receipt_ack, message);
  Sent* sent = find_sent(client, message);
  if (sent == nullptr || sent->mark == Mark::two) return;
  if (sent->mark == Mark::one) {
    change_mark(*sent, Mark::two, effects);
    return;
  }
  switch (rules.options.receipt_before_server_ack) {
    case EarlyReceipt::implies_single:
      erase(client.outbox, sent->message);
      change_mark(*sent, Mark::two, effects);
      transmit_next(client, rules, sent->message, effects);
      return;
    case EarlyReceipt::waits:
      insert_sorted(client.early_receipts, sent->message);
      return;
    case EarlyReceipt::ignored:
      return;
  }
}

void on_bounce(Client& client, const Message& message, Effects& effects) {
  if (Sent* sent = find_sent(client, message)) fail(client, *sent, effects);
}

/// Nothing more goes to the number, whatever waits for it.
void on_unknown_number(Client& client, const Message& message, Effects& effects) {
  erase(client.matched, message.to);
  on_bounce(client, message, effects);
  const Sequence<Message> outbox = client.outbox;  // a copy: bouncing takes messages out
  for (const Message& other : outbox) {
    if (other.to == message.to) on_bounce(client, other, effects);
  }
}

/// Two checks say more than this word: the recipient had stored the message before the server gave it up.
void on_failure(Client& client, const Message& message, Effects& effects) {
  effects.transmit_up(ItemKind::failure_ack, message);
  Sent* sent = find_sent(client, message);
  if (sent == nullptr || sent->mark == Mark::two) return;
  fail(client, *sent, effects);
}

void on_deadline(Client& client, const Message& message, Effects& effects) {
  fail(client, *find_sent(client, message), effects);
}

/// R21: what the recipient does with a message is the same however its app came to run: store, acknowledge, notify.
void on_body(Client& client, const ClientRules& rules, const Message& message, Effects& effects) {
  if (is_unprocessable(rules.setup, message)) {
    effects.note(FactKind::message_unprocessable, message);
    if (rules.options.unprocessable == Unprocessable::ignored) return;
  }
  if (recognises(client, rules, message)) {
    on_known_body(client, rules, message, effects);
    return;
  }
  remember(client, rules, message);
  on_new_body(client, rules, message, effects);
  if (client.app != AppState::foreground) notify(client, effects);
}

void on_persist(Client& client, const ClientRules&, Effects& effects) {
  DOUBLECHECK_ASSERT(!client.unsaved.empty());
  const Message message = client.unsaved.front();
  client.unsaved.erase(client.unsaved.begin());
  store(client, message, effects);
}

/// R20: a push that wakes the app lets it fetch before the user comes; one that is displayed leaves the fetch to the
/// user.
void on_push(Client& client, const ClientRules& rules, Effects& effects) {
  const bool forced =
      rules.options.deviation == Deviation::push_wakes_killed_app && client.app == AppState::terminated_by_user;
  const PushEffect effect = forced ? PushEffect::wake : push_effect(rules.platform, client.app);
  effects.facts.push_back({.kind = FactKind::push_arrived, .app = client.app, .push_effect = effect});
  switch (effect) {
    case PushEffect::wake:
    case PushEffect::may_wake:
      change_app(client, AppState::background, effects);
      if (rules.options.deviation == Deviation::notifies_before_fetch) notify(client, effects);
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
  if (can_transmit(client)) {
    for (const Message& message : client.unshown) effects.transmit_up(ItemKind::delivery_ack, message);
  }
  client.unshown.clear();  // what could not be acknowledged now will be when it comes again
}

void on_leave(Client& client, Effects& effects) {
  DOUBLECHECK_ASSERT(client.app == AppState::foreground);
  change_app(client, AppState::background, effects);
}

/// R5: after the grace period no protocol step runs until the user, or on other platforms a push, brings the app back.
void on_suspend(Client& client, Effects& effects) {
  DOUBLECHECK_ASSERT(client.app == AppState::background && !client.connected);
  change_app(client, AppState::suspended, effects);
}

/// R11: sender and recipient keep their messages: the message store and the marks survive the death of the app.
void on_terminate(Client& client, const ClientRules& rules, AppState terminated, Effects& effects) {
  DOUBLECHECK_ASSERT(terminated == AppState::terminated_by_system || terminated == AppState::terminated_by_user);
  DOUBLECHECK_ASSERT(!client.connected);
  lose_memory(client, rules, effects);
  change_app(client, terminated, effects);
}

void on_crash(Client& client, const ClientRules& rules, Effects& effects) {
  client.notified = false;
  on_terminate(client, rules, AppState::terminated_by_system, effects);
}

void on_reinstall(Client& client, Effects& effects) {
  effects.facts.push_back({.kind = FactKind::client_reinstalled});
  for (const Sent& sent : client.sent) effects.note(FactKind::sent_wiped, sent.message);
  for (const Message& message : client.received) effects.note(FactKind::store_wiped, message);
  const AppState before = client.app;
  Client installed;
  installed.app = AppState::terminated_by_user;  // a new app does not run until its user opens it
  installed.registered = client.registered;
  installed.composed = client.composed;
  installed.matched = client.matched;  // registering anew uploads the address book
  client = installed;
  effects.facts.push_back({.kind = FactKind::app_changed, .app_before = before, .app = client.app});
}

}  // namespace doublecheck::model
