/// Small worlds for tests of the model, and short names for the actions in them.
#pragma once

#include "model/step.hpp"
#include "model/world.hpp"
#include "tests/model/platforms.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace doublecheck::model::fixtures {

inline constexpr ClientId kAlice = client_at(0);
inline constexpr ClientId kBob = client_at(1);

/// Alice and Bob know each other, both connected in the foreground; Alice has `messages` for Bob.
inline Setup two_clients(std::uint32_t messages = 1, std::string_view bobs_platform = "android") {
  Setup setup;
  setup.participants = {
      {.name = "alice", .number = "+1", .platform = platform("android"), .contacts = {"+2"}},
      {.name = "bob", .number = "+2", .platform = platform(bobs_platform), .contacts = {"+1"}},
  };
  for (std::uint32_t i = 0; i < messages; ++i) setup.workload.push_back({kAlice, kBob, i});
  setup.budgets = unlimited_budgets();
  return setup;
}

/// Bob is away: his app is in `app`, which is not one that runs.
inline Setup bob_away(std::uint32_t messages, std::string_view bobs_platform, AppState app = AppState::suspended) {
  Setup setup = two_clients(messages, bobs_platform);
  setup.participants[1].app = app;
  setup.participants[1].connected = false;
  return setup;
}

inline Message m(std::uint32_t number) { return {kAlice, kBob, number - 1}; }

inline Action on(ClientId client, ActionKind kind) { return {.kind = kind, .client = client}; }
inline Action up(ClientId client, std::uint16_t position = 0) {
  return {.kind = ActionKind::deliver, .direction = Direction::up, .position = position, .client = client};
}
inline Action down(ClientId client, std::uint16_t position = 0) {
  return {.kind = ActionKind::deliver, .direction = Direction::down, .position = position, .client = client};
}
inline Action compose() { return on(kAlice, ActionKind::compose); }
inline Action connect(ClientId client) { return on(client, ActionKind::connect); }
inline Action open(ClientId client) { return on(client, ActionKind::open_app); }
inline Action break_of(ClientId client) { return on(client, ActionKind::break_connection); }

/// A world that remembers what its last step did.
struct Run {
  explicit Run(Setup the_setup) : setup(std::move(the_setup)), world(initial_world(setup)) {}

  /// Carries out the actions, each of which must be enabled.
  Run& operator()(std::initializer_list<Action> actions) {
    for (const Action& action : actions) {
      if (!is_enabled(world, setup, action)) {
        throw std::runtime_error("not enabled: " + to_text(action, setup.participant(action.client).name));
      }
      facts.clear();
      apply(world, setup, action, facts);
    }
    return *this;
  }

  bool enables(const Action& action) const { return is_enabled(world, setup, action); }
  const Side& alice() const { return world.side(kAlice); }
  const Side& bob() const { return world.side(kBob); }
  bool did(FactKind kind) const {
    return std::any_of(facts.begin(), facts.end(), [&](const Fact& fact) { return fact.kind == kind; });
  }

  Setup setup;
  World world;
  Facts facts;  // of the last step
};

/// Delivers whatever is on the links, oldest first, until nothing is, and connects nobody.
inline void drain(Run& run) {
  for (bool moved = true; moved;) {
    moved = false;
    for (const ClientId client : {kAlice, kBob}) {
      for (const Action& action : {up(client), down(client)}) {
        if (!run.enables(action)) continue;
        run({action});
        moved = true;
      }
    }
  }
}

}  // namespace doublecheck::model::fixtures
