/// Predicates: the named questions about a state from which every property is built.
#pragma once

#include "model/world.hpp"

namespace doublecheck::model {

// About one message.
bool is_composed(const World& world, const Message& message);
bool is_stored_by_recipient(const World& world, const Message& message);
bool is_held_by_server(const World& world, const Message& message);  // a body, queued or archived
bool has_two_checks(const World& world, const Message& message);
bool has_at_least_one_check(const World& world, const Message& message);
bool is_in_durable_outbox(const World& world, const Setup& setup, const Message& message);
bool is_in_durable_mailbox(const World& world, const Setup& setup, const Message& message);
bool is_in_flight(const World& world, const Message& message);    // a body, on either hop
bool was_in_custody(const World& world, const Message& message);  // once durable on the server
bool was_released(const World& world, const Message& message);    // the server has processed the recipient's ack
bool is_shown_twice(const World& world, const Message& message);

// About the whole.
bool is_quiet(const World& world);  // nothing queued and nothing in flight, pushes included

}  // namespace doublecheck::model
