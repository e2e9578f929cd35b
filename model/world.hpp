/// The world: one state of the whole system, small enough to be stored by the million.
#pragma once

#include "model/relay.hpp"
#include "model/side.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::model {

struct World {
  std::vector<Side> sides;    // by ClientId
  std::vector<Relay> relays;  // by RelayId
  Budgets budgets;            // what is left

  const Side& side(ClientId client) const { return sides[index_of(client)]; }
  bool operator==(const World&) const = default;
};

World initial_world(const Setup& setup);

/// Appends every enabled action, side by side, in a fixed order.
void enabled_actions(const World& world, const Setup& setup, std::vector<Action>& actions);

/// Of those, the ones that are about the same client, server or pair of servers as `action`.
void enabled_actions_of_subject(const World& world, const Setup& setup, const Action& action,
                                std::vector<Action>& actions);

bool is_enabled(const World& world, const Setup& setup, const Action& action);

/// Carries out one action and appends what it did to `facts`. REQUIRES: it is enabled.
void apply(World& world, const Setup& setup, const Action& action, Facts& facts);

}  // namespace doublecheck::model
