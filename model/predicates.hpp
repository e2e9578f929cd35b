/// Predicates: the named questions about a state from which every property is built.
#pragma once

#include "model/formula.hpp"

#include <optional>

namespace doublecheck::model {

// About one message, under whatever id it travels.
Formula is_composed(const Message& message);
Formula has_two_checks(const Message& message);
Formula has_at_least_one_check(const Message& message);
Formula is_reported_failed(const Message& message);               // its sender's user knows
Formula is_excused(const Setup& setup, const Message& message);   // for a device at least, see there
Formula is_orphaned(const Setup& setup, const Message& message);  // excused because somebody is gone
Formula is_in_durable_outbox(const Setup& setup, const Message& message);
Formula is_in_flight(const Setup& setup, const Message& message);       // a body, on either hop
Formula was_in_custody(const Setup& setup, const Message& message);     // once durable on a server
Formula is_held_by_server(const Setup& setup, const Message& message);  // by any: queued or archived

// About one message and the devices of its recipient. Once stored is stored: a device that is wiped has had it.
Formula is_stored_by(ClientId device, const Message& message);
Formula is_stored_by_recipient(const Setup& setup, const Message& message);    // by a device at least
Formula is_stored_by_all_devices(const Setup& setup, const Message& message);  // by each
Formula is_in_durable_mailbox(const Setup& setup, ClientId device, const Message& message);
Formula is_queued_for(ClientId device, const Message& message);   // a body, in the mailbox
Formula was_released(ClientId device, const Message& message);    // the server processed its ack
Formula is_excused_for(ClientId device, const Message& message);  // expired, or somebody is gone
Formula is_shown_twice(ClientId device, const Message& message);
Formula is_held_for(ClientId device, const Message& message);   // a body, in the mailbox or its archive
Formula was_restored(ClientId device, const Message& message);  // stored again after it was released
Formula was_restored_as_declared(const Setup& setup, ClientId device, const Message& message);
Formula is_given_up_for(ClientId device, const Message& message);  // excused at the device's own side
Formula waits_unnoticed(ClientId device, const Message& message);  // queued, and nothing has reached the device

Formula is_in_store(ClientId device, const Message& message);  // now, as its user sees it
/// A body, on the hop from the sender to its server, or on the one to the device.
Formula is_in_flight_to(ClientId device, const Message& message);

// About one device.
Formula is_connected(ClientId device);  // as far as its app knows
Formula is_notified(ClientId device);
Formula is_reached(ClientId device);  // connected, or its user has been notified
Formula is_in_foreground(ClientId device);
Formula is_connected_against_platform(const Setup& setup, ClientId device);  // believes so where it may not run
Formula is_out_of_order(ClientId device);  // some message arrived after one that its sender had composed later
Formula has_breach(ClientId device, Breach breach);
Formula has_two_of_one_sender(ClientId device);          // two of its messages, in the store
Formula is_pushed(ClientId device);                      // a push, or word of an invalid token, is under way
Formula is_woken(const Setup& setup, ClientId device);   // a push is, and the platform lets it wake the app
Formula is_barred(const Setup& setup, ClientId device);  // the app may not run in the state in which it is
Formula is_fetching_in_background(ClientId device);      // a body comes down, and the app is not open

/// The first message of the chat that arrived after one that its sender had composed later.
std::optional<Message> out_of_order(const Client& client);

// About the whole, and its parts: nothing is queued and nothing in flight, pushes included.
bool is_quiet(const Side& side);
bool is_quiet(const Relay& relay);
Formula is_quiet(const Setup& setup);

}  // namespace doublecheck::model
