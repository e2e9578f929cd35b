/// Predicates: the named questions about a state from which every property is built.
#pragma once

#include "model/world.hpp"

#include <optional>

namespace doublecheck::model {

// About one message, under whatever id it travels.
bool is_composed(const World& world, const Message& message);
bool has_two_checks(const World& world, const Message& message);
bool has_at_least_one_check(const World& world, const Message& message);
bool is_reported_failed(const World& world, const Message& message);              // its sender's user knows
bool is_excused(const World& world, const Setup& setup, const Message& message);  // for a device at least, see there
bool is_in_durable_outbox(const World& world, const Setup& setup, const Message& message);
bool is_in_flight(const World& world, const Setup& setup, const Message& message);       // a body, on either hop
bool was_in_custody(const World& world, const Setup& setup, const Message& message);     // once durable on a server
bool is_held_by_server(const World& world, const Setup& setup, const Message& message);  // by any: queued or archived

// About one message and the devices of its recipient. Once stored is stored: a device that is wiped has had it.
bool is_stored_by(const World& world, ClientId device, const Message& message);
bool is_stored_by_recipient(const World& world, const Setup& setup, const Message& message);    // by a device at least
bool is_stored_by_all_devices(const World& world, const Setup& setup, const Message& message);  // by each
bool is_in_durable_mailbox(const World& world, const Setup& setup, ClientId device, const Message& message);
bool is_queued_for(const World& world, ClientId device, const Message& message);   // a body, in the mailbox
bool was_released(const World& world, ClientId device, const Message& message);    // the server processed its ack
bool is_excused_for(const World& world, ClientId device, const Message& message);  // expired, or somebody is gone
bool is_shown_twice(const World& world, ClientId device, const Message& message);
bool is_reached(const World& world, ClientId device);  // connected, or its user has been notified

// About the whole, and its parts: nothing is queued and nothing in flight, pushes included.
bool is_quiet(const Side& side);
bool is_quiet(const Relay& relay);
bool is_quiet(const World& world);

}  // namespace doublecheck::model
