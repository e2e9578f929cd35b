#include "model/history.hpp"

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

bool concerns(const Item& item, Direction direction, ClientId client) {
  switch (item.kind) {
    case ItemKind::body:
      return client == (direction == Direction::up ? item.message.from : item.message.to);
    case ItemKind::delivery_ack:
      return client == item.message.to;
    case ItemKind::server_ack:
    case ItemKind::receipt:
    case ItemKind::receipt_ack:
      return client == item.message.from;
  }
  return false;
}

void on_transmitted(History& history, const Client& client, const Setup& setup, const Fact& fact) {
  const Message& message = fact.item.message;
  if (fact.item.kind != ItemKind::body) return;
  if (fact.direction == Direction::up) {
    if (mark_of(client, message) >= Mark::one) breach(history, Breach::no_resend);
    if (!may_send(setup, message.from, message.to)) breach(history, Breach::address);
  } else if (contains(history.released, message) && !(setup.re_store_declared && contains(history.restored, message))) {
    breach(history, Breach::no_resend);
  }
}

void on_custody(History& history, const Fact& fact, Facts& facts) {
  const Message& message = fact.item.message;
  if (fact.durably) insert_sorted(history.taken, message);
  if (!contains(history.released, message)) return;
  insert_sorted(history.restored, message);
  facts.push_back({.kind = FactKind::body_restored, .client = fact.client, .item = fact.item});
}

}  // namespace

bool has(const History& history, Breach kind) { return ((history.breaches >> static_cast<unsigned>(kind)) & 1U) != 0; }

void observe(History& history, const Client& client, const Setup& setup, ClientId self, ActionKind cause,
             const Fact& fact, Facts& facts) {
  const bool by_push = cause == ActionKind::push_arrives || cause == ActionKind::lose_push;
  // Most facts say nothing about the past that a property asks for.
  if (fact.kind == FactKind::transmitted) {
    on_transmitted(history, client, setup, fact);
  } else if (fact.kind == FactKind::arrived) {
    if (!concerns(fact.item, fact.direction, self)) breach(history, Breach::address);
  } else if (fact.kind == FactKind::mark_changed) {
    if (!may_change(fact.mark_before, fact.mark_after, setup.options)) breach(history, Breach::marks);
    if (by_push) breach(history, Breach::push_inert);
  } else if (fact.kind == FactKind::custody_taken) {
    on_custody(history, fact, facts);
    if (by_push) breach(history, Breach::push_inert);
  } else if (fact.kind == FactKind::body_dropped) {
    if (by_push) breach(history, Breach::push_inert);
  } else if (fact.kind == FactKind::release_processed) {
    insert_sorted(history.released, fact.item.message);
    erase(history.restored, fact.item.message);
  }
}

}  // namespace doublecheck::model
