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
  Budgets& budgets() { return world_.budgets; }

 private:
  World& world_;
};

}  // namespace

World initial_world(const Setup& setup) {
  World world;
  for (std::size_t i = 0; i < setup.participants.size(); ++i) world.sides.push_back(initial_side(setup, client_at(i)));
  world.budgets = setup.budgets;
  return world;
}

void enabled_actions(const World& world, const Setup& setup, std::vector<Action>& actions) {
  for (std::size_t i = 0; i < world.sides.size(); ++i) {
    enabled_actions(world.sides[i], setup, world.budgets, client_at(i), actions);
  }
  if (world.budgets[Budget::server_crashes] > 0) actions.push_back({.kind = ActionKind::crash_server});
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
