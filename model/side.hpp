/// A side: everything that belongs to one user (client, mailbox, links, push). A step of a side depends on that side
/// alone, and reaches others only by posts.
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
  Link up;
  Link down;
  bool push_in_flight = false;  // a push is a hint: a second one while the first is under way is the same hint
  History history;

  bool operator==(const Side&) const = default;
};

/// The side of this participant before anything has happened.
Side initial_side(const Setup& setup, ClientId self);

/// The message that this user would compose now: the next one of the workload, if the app is open and R1 allows it.
std::optional<Message> next_message(const Side& side, const Setup& setup, ClientId self);

/// Appends the enabled actions of this side, in a fixed order. This is the one place that decides what may happen.
void enabled_actions(const Side& side, const Setup& setup, const Budgets& budgets, ClientId self,
                     std::vector<Action>& actions);

/// Carries out an action at this side. REQUIRES: it is enabled, or it is crash_server.
void on_action(Side& side, const Setup& setup, ClientId self, const Action& action, Effects& effects);

/// Takes in what another side posted in a step that `cause` began.
void on_post(Side& side, const Setup& setup, ClientId self, ActionKind cause, const Post& post, Effects& effects);

}  // namespace doublecheck::model
