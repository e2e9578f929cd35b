#include "model/world.hpp"

#include "model/step.hpp"

#include <algorithm>

namespace doublecheck::model {
namespace {

/// The plainest storage: the world itself.
class WorldStorage {
 public:
  explicit WorldStorage(World& world) : world_(world) {}
  std::size_t client_count() const { return world_.sides.size(); }
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

void enabled_actions_of_servers(const World& world, const Setup& setup, std::vector<Action>& actions) {
  const auto offer = [&](Action action) {
    const auto cost = cost_of(action);
    if (!cost || world.budgets[*cost] > 0) actions.push_back(action);
  };
  for (std::uint16_t i = 0; i < world.relays.size(); ++i) {
    const Relay& relay = world.relays[i];
    const auto kind = relay.connected ? ActionKind::partition_servers : ActionKind::reconnect_servers;
    if (!relay.up.empty()) offer({.kind = ActionKind::deliver_relayed, .direction = Direction::up, .site = i});
    if (!relay.down.empty()) offer({.kind = ActionKind::deliver_relayed, .direction = Direction::down, .site = i});
    offer({.kind = kind, .site = i});
  }
  for (std::uint16_t i = 0; i < setup.servers.size(); ++i) {
    offer({.kind = ActionKind::crash_server, .site = i});
    offer({.kind = ActionKind::jump_server_clock, .site = i});
  }
}

void enabled_actions(const World& world, const Setup& setup, std::vector<Action>& actions) {
  for (std::size_t i = 0; i < world.sides.size(); ++i) {
    enabled_actions(world.sides[i], setup, world.budgets, client_at(i), actions);
  }
  enabled_actions_of_servers(world, setup, actions);
}

bool is_enabled(const World& world, const Setup& setup, const Action& action) {
  std::vector<Action> actions;
  enabled_actions(world, setup, actions);
  return std::ranges::find(actions, action) != actions.end();
}

void apply(World& world, const Setup& setup, const Action& action, Facts& facts) {
  WorldStorage storage(world);
  carry_out(storage, setup, action, facts);
}

}  // namespace doublecheck::model
