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
  visit("id", message.id);
}

template <Either<Item> T, class Visit>
void visit_fields(T& item, Visit&& visit) {
  visit("kind", item.kind);
  visit("message", item.message);
  visit("count", item.count);
  visit("overtaken", item.overtaken);
  visit("generation", item.generation);
}

template <Either<Sent> T, class Visit>
void visit_fields(T& sent, Visit&& visit) {
  visit("message", sent.message);
  visit("mark", sent.mark);
  visit("failed", sent.failed);
  visit("attempts", sent.attempts);
}

template <Either<Link> T, class Visit>
void visit_fields(T& link, Visit&& visit) {
  visit("in_flight", link.in_flight);
}

template <Either<Session> T, class Visit>
void visit_fields(T& session, Visit&& visit) {
  visit("exists", session.exists);
  visit("resuming", session.resuming);
  visit("resumed", session.resumed);
  visit("window", session.window);
  visit("confirmed", session.confirmed);
  visit("received", session.received);
  visit("generation", session.generation);
}

template <Either<Client> T, class Visit>
void visit_fields(T& client, Visit&& visit) {
  visit("app", client.app);
  visit("connected", client.connected);
  visit("notified", client.notified);
  visit("registered", client.registered);
  visit("composed", client.composed);
  visit("matched", client.matched);
  visit("sent", client.sent);
  visit("outbox", client.outbox);
  visit("early_receipts", client.early_receipts);
  visit("received", client.received);
  visit("unsaved", client.unsaved);
  visit("unshown", client.unshown);
  visit("recent", client.recent);
  visit("session", client.session);
}

template <Either<Records> T, class Visit>
void visit_fields(T& records, Visit&& visit) {
  visit("bodies", records.bodies);
  visit("archive", records.archive);
  visit("receipts", records.receipts);
  visit("failures", records.failures);
  visit("tombstones", records.tombstones);
}

template <Either<Mailbox> T, class Visit>
void visit_fields(T& mailbox, Visit&& visit) {
  visit("bodies", mailbox.bodies);
  visit("archive", mailbox.archive);
  visit("receipts", mailbox.receipts);
  visit("failures", mailbox.failures);
  visit("tombstones", mailbox.tombstones);
  visit("on_disk", mailbox.on_disk);
  visit("expired", mailbox.expired);
  visit("undated", mailbox.undated);
  visit("sessions", mailbox.sessions);
  visit("session", mailbox.session);
  visit("token", mailbox.token);
}

template <Either<History> T, class Visit>
void visit_fields(T& history, Visit&& visit) {
  visit("taken", history.taken);
  visit("released", history.released);
  visit("restored", history.restored);
  visit("wiped", history.wiped);
  visit("excused", history.excused);
  visit("expired", history.expired);
  visit("breaches", history.breaches);
}

template <Either<Side> T, class Visit>
void visit_fields(T& side, Visit&& visit) {
  visit("client", side.client);
  visit("mailbox", side.mailbox);
  visit("up", side.up);
  visit("down", side.down);
  visit("severed", side.severed);
  visit("dead_sessions", side.dead_sessions);
  visit("partitioned", side.partitioned);
  visit("push_in_flight", side.push_in_flight);
  visit("push_error_in_flight", side.push_error_in_flight);
  visit("history", side.history);
}

template <Either<Post> T, class Visit>
void visit_fields(T& post, Visit&& visit) {
  visit("to", post.to);
  visit("kind", post.kind);
  visit("message", post.message);
  visit("relayed", post.relayed);
}

template <Either<RelayItem> T, class Visit>
void visit_fields(T& item, Visit&& visit) {
  visit("post", item.post);
  visit("acknowledgement", item.acknowledgement);
}

template <Either<Relay> T, class Visit>
void visit_fields(T& relay, Visit&& visit) {
  visit("connected", relay.connected);
  visit("queue_up", relay.queue_up);
  visit("queue_down", relay.queue_down);
  visit("up", relay.up);
  visit("down", relay.down);
}

}  // namespace doublecheck::model
