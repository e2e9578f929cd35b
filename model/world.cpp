#include "model/world.hpp"

#include "model/components.hpp"
#include "model/step.hpp"

#include <algorithm>

namespace doublecheck::model {
namespace {

/// The plainest storage: the world itself.
class WorldStorage {
 public:
  explicit WorldStorage(World& world) : world_(world) {}
  Side& load(ClientId client) { return world_.sides.at(index_of(client)); }
  void save(ClientId) {}
  Relay& load(RelayId relay) { return world_.relays.at(index_of(relay)); }
  void save(RelayId) {}
  Budgets& budgets() { return world_.budgets; }

 private:
  World& world_;
};

}  // namespace

World initial_world(const Setup& setup) {
  World world;
  for (std::size_t i = 0; i < setup.participants.size(); ++i) world.sides.push_back(initial_side(setup, client_at(i)));
  world.relays.resize(relay_count(setup));
  world.budgets = setup.budgets;
  return world;
}

void enabled_actions(const World& world, const Setup& setup, std::vector<Action>& actions) {
  for (std::size_t i = 0; i < world.sides.size(); ++i) {
    enabled_actions(world.sides[i], setup, world.budgets, client_at(i), actions);
  }
  for (std::size_t i = 0; i < world.relays.size(); ++i) {
    enabled_actions(world.relays[i], setup, world.budgets, relay_at(i), actions);
  }
  enabled_actions_of_servers(setup, world.budgets, actions);
}

void enabled_actions_of_subject(const World& world, const Setup& setup, const Action& action,
                                std::vector<Action>& actions) {
  switch (info_of(action.kind).subject) {
    case ActionSubject::client:
      return enabled_actions(world.side(action.client), setup, world.budgets, action.client, actions);
    case ActionSubject::relay:
      return enabled_actions(world.relays.at(action.site), setup, world.budgets, relay_at(action.site), actions);
    case ActionSubject::server:
      return enabled_actions_of_servers(setup, world.budgets, actions);
  }
}

bool is_enabled(const World& world, const Setup& setup, const Action& action) {
  std::vector<Action> actions;
  enabled_actions_of_subject(world, setup, action, actions);
  return std::ranges::find(actions, action) != actions.end();
}

void apply(World& world, const Setup& setup, const Action& action, Facts& facts) {
  WorldStorage storage(world);
  carry_out(storage, setup, action, facts);
}

}  // namespace doublecheck::model
