/// The fields of every state struct, named in one place: encoding, decoding and printing of differences all walk this
/// list.
#pragma once

#include "model/world.hpp"

#include <concepts>
#include <type_traits>

namespace doublecheck::model {

template <class T, class Of>
concept Either = std::same_as<std::remove_const_t<T>, Of>;

// `visit(name, field)` is called for each field in a fixed order. A struct that gains a field gains a line here; the
// test that two states with equal encodings are equal fails where that was forgotten.

template <Either<Message> T, class Visit>
void visit_fields(T& message, Visit&& visit) {
  visit("from", message.from);
  visit("to", message.to);
  visit("number", message.number);
}

template <Either<Item> T, class Visit>
void visit_fields(T& item, Visit&& visit) {
  visit("kind", item.kind);
  visit("message", item.message);
}

template <Either<Sent> T, class Visit>
void visit_fields(T& sent, Visit&& visit) {
  visit("message", sent.message);
  visit("mark", sent.mark);
}

template <Either<Link> T, class Visit>
void visit_fields(T& link, Visit&& visit) {
  visit("in_flight", link.in_flight);
}

template <Either<Client> T, class Visit>
void visit_fields(T& client, Visit&& visit) {
  visit("app", client.app);
  visit("connected", client.connected);
  visit("notified", client.notified);
  visit("sent", client.sent);
  visit("outbox", client.outbox);
  visit("early_receipts", client.early_receipts);
  visit("received", client.received);
}

template <Either<Mailbox> T, class Visit>
void visit_fields(T& mailbox, Visit&& visit) {
  visit("bodies", mailbox.bodies);
  visit("archive", mailbox.archive);
  visit("receipts", mailbox.receipts);
  visit("tombstones", mailbox.tombstones);
}

template <Either<History> T, class Visit>
void visit_fields(T& history, Visit&& visit) {
  visit("taken", history.taken);
  visit("released", history.released);
  visit("restored", history.restored);
  visit("breaches", history.breaches);
}

template <Either<Side> T, class Visit>
void visit_fields(T& side, Visit&& visit) {
  visit("client", side.client);
  visit("mailbox", side.mailbox);
  visit("up", side.up);
  visit("down", side.down);
  visit("push_in_flight", side.push_in_flight);
  visit("history", side.history);
}

}  // namespace doublecheck::model
