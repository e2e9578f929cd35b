/// A side: everything that belongs to one device of a user (client, mailbox, links, push). A step of a side depends on
/// that side alone, and reaches others only by posts.
#pragma once

#include "model/action.hpp"
#include "model/client.hpp"
#include "model/effects.hpp"
#include "model/history.hpp"
#include "model/mailbox.hpp"
#include "model/setup.hpp"

#include <optional>
#include <vector>

namespace doublecheck::model {

struct Side {
  Client client;
  Mailbox mailbox;
  Link up;  // of the client's connection
  Link down;
  bool severed = false;               // the client's connection is dead, and the client does not know
  std::uint8_t dead_sessions = 0;     // of those that the server believes to be alive
  bool partitioned = false;           // the device has no network
  bool push_in_flight = false;        // a push is a hint: a second one while the first is under way is the same hint
  bool push_error_in_flight = false;  // the push service will say that the token is not valid
  History history;

  bool operator==(const Side&) const = default;
};

/// The side of this participant before anything has happened.
Side initial_side(const Setup& setup, ClientId self);

/// Do items put on the links now have a chance to arrive?
bool is_alive(const Side& side);

/// The message that this user would compose now: the next one of the workload, if the app is open and R1 allows it.
std::optional<Message> next_message(const Side& side, const Setup& setup, ClientId self);

/// Appends the enabled actions of this side, in a fixed order. This is the one place that decides what may happen.
void enabled_actions(const Side& side, const Setup& setup, const Budgets& budgets, ClientId self,
                     std::vector<Action>& actions);

/// Carries out an action at this side. REQUIRES: it is enabled, or it is about the server.
void on_action(Side& side, const Setup& setup, ClientId self, const Action& action, Effects& effects);

/// Takes in what another side posted in a step that `cause` began.
void on_post(Side& side, const Setup& setup, ClientId self, ActionKind cause, const Post& post, Effects& effects);

}  // namespace doublecheck::model
