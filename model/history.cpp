#include "model/history.hpp"

#include "model/directory.hpp"

#include <algorithm>

namespace doublecheck::model {
namespace {

void breach(History& history, Breach kind) {
  history.breaches = static_cast<std::uint8_t>(history.breaches | (1U << static_cast<unsigned>(kind)));
}

bool may_change(Mark before, Mark after, const Options& options) {
  switch (before) {
    case Mark::none:
      return after == Mark::clock;
    case Mark::clock:
      return after == Mark::one ||
             (after == Mark::two && options.receipt_before_server_ack == EarlyReceipt::implies_single);
    case Mark::one:
      return after == Mark::two;
    case Mark::two:
      return false;
  }
  return false;
}

bool concerns(const Item& item, Direction direction, const Setup& setup, ClientId client) {
  switch (item.kind) {
    case ItemKind::body:
      return direction == Direction::up ? client == item.message.from : user_of(setup, client) == item.message.to;
    case ItemKind::delivery_ack:
      return user_of(setup, client) == item.message.to;
    case ItemKind::server_ack:
    case ItemKind::receipt:
    case ItemKind::receipt_ack:
    case ItemKind::bounce:
    case ItemKind::unknown_number:
    case ItemKind::failure:
    case ItemKind::failure_ack:
    case ItemKind::receipt_query:
    case ItemKind::contact_query:
    case ItemKind::contact_match:
      return client == item.message.from;
    case ItemKind::start:
    case ItemKind::started:
    case ItemKind::resume:
    case ItemKind::resumed:
      return true;
  }
  return false;
}

/// Does the client have the message that it acknowledges?
bool has_body(const Client& client, const Message& message) {
  const auto same = [&](const Message& other) { return original(other) == original(message); };
  return std::ranges::any_of(client.received, same) || std::ranges::any_of(client.unsaved, same);
}

void on_transmitted(History& history, const Client& client, const Setup& setup, const Fact& fact) {
  const Message message = original(fact.item.message);
  const bool up = fact.direction == Direction::up;
  if (fact.item.kind == ItemKind::delivery_ack && !has_body(client, message) && !contains(history.wiped, message)) {
    breach(history, Breach::address);
  }
  if (fact.item.kind != ItemKind::body) return;
  if (up) {
    if (mark_of(client, message) >= Mark::one) breach(history, Breach::no_resend);
    if (!may_send(client, message.to)) breach(history, Breach::address);
  } else if (contains(history.released, message) && !(setup.re_store_declared && contains(history.restored, message))) {
    breach(history, Breach::no_resend);
  }
}

void on_custody(History& history, const Client& client, const Fact& fact, Facts& facts) {
  const Message message = original(fact.item.message);
  if (!client.registered) breach(history, Breach::address);
  if (fact.kind == FactKind::body_flushed || fact.durably) insert_sorted(history.taken, message);
  if (fact.kind == FactKind::body_flushed) return;
  erase(history.excused, message);  // the server promises to deliver it again
  erase(history.expired, message);
  if (!contains(history.released, message)) return;
  insert_sorted(history.restored, message);
  facts.push_back({.kind = FactKind::body_restored, .client = fact.client, .item = fact.item});
}

void on_app_change(History& history, const Client& client, const Setup& setup, ClientId self, ActionKind cause,
                   const Fact& fact) {
  const PushEffect effect = push_effect(setup.participant(self).platform, fact.app_before);
  const bool may_wake = effect == PushEffect::wake || effect == PushEffect::may_wake;
  if (cause == ActionKind::push_arrives && !may_wake) breach(history, Breach::platform);
  if (fact.app == AppState::foreground && !client.unsaved.empty()) breach(history, Breach::no_wait);
}

/// What a push displays by itself leaves the fetch to the user; an app that it wakes fetches first (R20).
bool notifies_too_early(const Client& client, const Setup& setup, ClientId self, ActionKind cause) {
  return cause == ActionKind::push_arrives &&
         push_effect(setup.participant(self).platform, client.app) != PushEffect::display;
}

bool is_of_push(ActionKind cause) {
  return cause == ActionKind::push_arrives || cause == ActionKind::lose_push || cause == ActionKind::throttle_push ||
         cause == ActionKind::push_error_arrives;
}

/// Does the fact say that there is nobody any more to deliver the message from, or to?
bool excuses(FactKind kind) { return kind == FactKind::body_purged || kind == FactKind::sent_wiped; }

/// Is the time to live over? A clock that jumps makes it look so, which excuses nobody.
bool is_over(FactKind kind, ActionKind cause) {
  return kind == FactKind::body_expired && cause != ActionKind::jump_server_clock;
}

/// Does the fact say that a mark, or what the server holds, is not what it was?
bool changes_custody_or_marks(FactKind kind) {
  return kind == FactKind::mark_changed || kind == FactKind::custody_taken || kind == FactKind::body_dropped ||
         kind == FactKind::receipt_queued;
}

}  // namespace

bool has(const History& history, Breach kind) { return ((history.breaches >> static_cast<unsigned>(kind)) & 1U) != 0; }

void observe(History& history, const Client& client, const Setup& setup, ClientId self, ActionKind cause,
             const Fact& fact, Facts& facts) {
  const Message message = original(fact.item.message);
  if (is_of_push(cause) && changes_custody_or_marks(fact.kind)) breach(history, Breach::push_inert);
  // Most facts say nothing about the past that a property asks for.
  if (fact.kind == FactKind::transmitted) {
    on_transmitted(history, client, setup, fact);
  } else if (fact.kind == FactKind::arrived) {
    if (!concerns(fact.item, fact.direction, setup, self)) breach(history, Breach::address);
  } else if (fact.kind == FactKind::mark_changed) {
    if (!may_change(fact.mark_before, fact.mark_after, setup.options)) breach(history, Breach::marks);
  } else if (fact.kind == FactKind::custody_taken || fact.kind == FactKind::body_flushed) {
    on_custody(history, client, fact, facts);
  } else if (fact.kind == FactKind::relay_stored) {
    if (fact.durably) insert_sorted(history.taken, message);
  } else if (fact.kind == FactKind::release_processed) {
    insert_sorted(history.released, message);
    erase(history.restored, message);
  } else if (fact.kind == FactKind::store_wiped) {
    insert_sorted(history.wiped, message);
  } else if (excuses(fact.kind) || (fact.kind == FactKind::body_refused && !client.registered)) {
    insert_sorted(history.excused, message);
  } else if (is_over(fact.kind, cause)) {
    insert_sorted(history.expired, message);
  } else if (fact.kind == FactKind::app_changed) {
    on_app_change(history, client, setup, self, cause, fact);
  } else if (fact.kind == FactKind::user_notified) {
    if (notifies_too_early(client, setup, self, cause)) breach(history, Breach::fetch_first);
  }
}

}  // namespace doublecheck::model
