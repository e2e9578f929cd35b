#include "model/predicates.hpp"

#include <algorithm>

namespace doublecheck::model {
namespace {

bool holds(const Sequence<Message>& messages, const Message& message) {
  return std::ranges::any_of(messages, [&](const Message& other) { return original(other) == original(message); });
}

bool carries(const Link& link, const Message& message) {
  return std::ranges::any_of(link.in_flight, [&](const Item& item) {
    return item.kind == ItemKind::body && original(item.message) == original(message);
  });
}

bool is_in_durable_relay(const World& world, const Setup& setup, const Message& message) {
  return setup.options.server_durability != ServerDurability::memory &&
         std::ranges::any_of(world.relays, [&](const Relay& relay) { return holds_body(relay, message); });
}

}  // namespace

bool is_composed(const World& world, const Message& message) {
  return mark_of(world.side(message.from).client, message) != Mark::none;
}

bool has_two_checks(const World& world, const Message& message) {
  return mark_of(world.side(message.from).client, message) == Mark::two;
}

bool has_at_least_one_check(const World& world, const Message& message) {
  return mark_of(world.side(message.from).client, message) >= Mark::one;
}

bool is_reported_failed(const World& world, const Message& message) {
  return has_failed(world.side(message.from).client, message);
}

bool is_excused(const World& world, const Setup& setup, const Message& message) {
  return std::ranges::any_of(devices_of(setup, message.to),
                             [&](ClientId device) { return is_excused_for(world, device, message); });
}

bool is_in_durable_outbox(const World& world, const Setup& setup, const Message& message) {
  return setup.options.client_persistence == ClientPersistence::durable &&
         contains(world.side(message.from).client.outbox, message);
}

bool is_in_flight(const World& world, const Setup& setup, const Message& message) {
  return carries(world.side(message.from).up, message) ||
         std::ranges::any_of(devices_of(setup, message.to),
                             [&](ClientId device) { return carries(world.side(device).down, message); });
}

bool was_in_custody(const World& world, const Setup& setup, const Message& message) {
  return contains(world.side(message.from).history.taken, message) ||
         std::ranges::all_of(devices_of(setup, message.to), [&](ClientId device) {
           const History& history = world.side(device).history;
           return contains(history.taken, message) || contains(history.excused, message);  // a device without a number
         });
}

bool is_held_by_server(const World& world, const Setup& setup, const Message& message) {
  return std::ranges::any_of(devices_of(setup, message.to),
                             [&](ClientId device) { return holds_body(world.side(device).mailbox, message); }) ||
         std::ranges::any_of(world.relays, [&](const Relay& relay) { return holds_body(relay, message); });
}

bool is_stored_by(const World& world, ClientId device, const Message& message) {
  const Side& side = world.side(device);
  return holds(side.client.received, message) || contains(side.history.wiped, message);
}

bool is_stored_by_recipient(const World& world, const Setup& setup, const Message& message) {
  return std::ranges::any_of(devices_of(setup, message.to),
                             [&](ClientId device) { return is_stored_by(world, device, message); });
}

bool is_stored_by_all_devices(const World& world, const Setup& setup, const Message& message) {
  return std::ranges::all_of(devices_of(setup, message.to),
                             [&](ClientId device) { return is_stored_by(world, device, message); });
}

bool is_in_durable_mailbox(const World& world, const Setup& setup, ClientId device, const Message& message) {
  return holds_body_durably(world.side(device).mailbox, setup.options, message) ||
         is_in_durable_relay(world, setup, message);
}

bool is_queued_for(const World& world, ClientId device, const Message& message) {
  return holds(world.side(device).mailbox.bodies, message);
}

bool was_released(const World& world, ClientId device, const Message& message) {
  return contains(world.side(device).history.released, message);
}

bool is_excused_for(const World& world, ClientId device, const Message& message) {
  return contains(world.side(message.from).history.excused, message) ||
         contains(world.side(device).history.excused, message);
}

bool is_shown_twice(const World& world, ClientId device, const Message& message) {
  return std::ranges::count_if(world.side(device).client.received,
                               [&](const Message& other) { return original(other) == original(message); }) > 1;
}

bool is_reached(const World& world, ClientId device) {
  const Client& client = world.side(device).client;
  return client.connected || client.notified;
}

bool is_quiet(const Side& side) {
  return side.client.outbox.empty() && side.client.unsaved.empty() && side.mailbox.bodies.empty() &&
         side.mailbox.receipts.empty() && side.up.in_flight.empty() && side.down.in_flight.empty() &&
         !side.push_in_flight && !side.push_error_in_flight;
}

bool is_quiet(const Relay& relay) {
  return relay.queue_up.empty() && relay.queue_down.empty() && relay.up.empty() && relay.down.empty();
}

bool is_quiet(const World& world) {
  const auto is_quiet_part = [](const auto& part) { return is_quiet(part); };
  return std::ranges::all_of(world.sides, is_quiet_part) && std::ranges::all_of(world.relays, is_quiet_part);
}

}  // namespace doublecheck::model
