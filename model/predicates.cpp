#include "model/predicates.hpp"

#include <algorithm>

namespace doublecheck::model {

bool is_composed(const World& world, const Message& message) {
  return mark_of(world.side(message.from).client, message) != Mark::none;
}

bool is_stored_by_recipient(const World& world, const Message& message) {
  return contains(world.side(message.to).client.received, message);
}

bool is_held_by_server(const World& world, const Message& message) {
  return holds_body(world.side(message.to).mailbox, message);
}

bool has_two_checks(const World& world, const Message& message) {
  return mark_of(world.side(message.from).client, message) == Mark::two;
}

bool has_at_least_one_check(const World& world, const Message& message) {
  return mark_of(world.side(message.from).client, message) >= Mark::one;
}

bool is_in_durable_outbox(const World& world, const Setup& setup, const Message& message) {
  return setup.options.client_persistence == ClientPersistence::durable &&
         contains(world.side(message.from).client.outbox, message);
}

bool is_in_durable_mailbox(const World& world, const Setup& setup, const Message& message) {
  return setup.options.server_durability == ServerDurability::synchronous &&
         contains(world.side(message.to).mailbox.bodies, message);
}

bool is_in_flight(const World& world, const Message& message) {
  const Item body{ItemKind::body, message};
  return contains(world.side(message.from).up.in_flight, body) || contains(world.side(message.to).down.in_flight, body);
}

bool was_in_custody(const World& world, const Message& message) {
  return contains(world.side(message.to).history.taken, message);
}

bool was_released(const World& world, const Message& message) {
  return contains(world.side(message.to).history.released, message);
}

bool is_shown_twice(const World& world, const Message& message) {
  return count(world.side(message.to).client.received, message) > 1;
}

bool is_quiet(const World& world) {
  return std::ranges::all_of(world.sides, [](const Side& side) {
    return side.client.outbox.empty() && side.mailbox.bodies.empty() && side.mailbox.receipts.empty() &&
           side.up.in_flight.empty() && side.down.in_flight.empty() && !side.push_in_flight;
  });
}

}  // namespace doublecheck::model
