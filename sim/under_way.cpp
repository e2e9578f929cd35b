#include "sim/under_way.hpp"

#include <algorithm>

namespace doublecheck::sim {
namespace {

const model::Message& message_of(const model::Message& message) { return message; }
const model::Message& message_of(const model::Item& item) { return item.message; }
const model::Message& message_of(const model::Post& post) { return post.message; }
const model::Message& message_of(const model::RelayItem& item) { return item.post.message; }

/// The word that a message has failed leads to nothing more that it could reach.
bool leads_on(const model::Message& /*kept in order to be handed on*/) { return true; }
bool leads_on(const model::Item& item) {
  using enum model::ItemKind;
  return item.kind != bounce && item.kind != unknown_number && item.kind != failure && item.kind != failure_ack;
}
bool leads_on(const model::Post& post) {
  using enum model::PostKind;
  return post.kind != refused && post.kind != unknown_number && post.kind != failed;
}
bool leads_on(const model::RelayItem& item) { return leads_on(item.post); }

template <class... Sequences>
bool is_in_any(const model::Message& message, const Sequences&... sequences) {
  const auto is_in = [&](const auto& sequence) {
    return std::ranges::any_of(
        sequence, [&](const auto& one) { return leads_on(one) && model::original(message_of(one)) == message; });
  };
  return (is_in(sequences) || ...);
}

bool is_under_way_at(const model::Side& side, const model::Message& message) {
  const model::Client& client = side.client;
  const model::Mailbox& mailbox = side.mailbox;
  // A body in a client's window has been acknowledged unless it is in the outbox, too.
  const auto is_said = [&](const model::Item& item) {
    return item.kind != model::ItemKind::body && leads_on(item) && model::original(item.message) == message;
  };
  return std::ranges::any_of(client.session.window, is_said) ||
         is_in_any(message, client.outbox, client.early_receipts, client.unsaved, client.unshown, mailbox.bodies,
                   mailbox.receipts, mailbox.session.window, side.up.in_flight, side.down.in_flight) ||
         std::ranges::any_of(mailbox.on_disk, [&](const model::Records& records) {
           return is_in_any(message, records.bodies, records.receipts);
         });
}

}  // namespace

bool is_under_way(const model::World& world, const model::Message& message) {
  return std::ranges::any_of(world.sides, [&](const model::Side& side) { return is_under_way_at(side, message); }) ||
         std::ranges::any_of(world.relays, [&](const model::Relay& relay) {
           return is_in_any(message, relay.queue_up, relay.queue_down, relay.up, relay.down);
         });
}

}  // namespace doublecheck::sim
