/// Small worlds for tests of the model, and short names for the actions in them.
#pragma once

#include "model/predicates.hpp"
#include "model/step.hpp"
#include "model/world.hpp"
#include "properties/property.hpp"
#include "scenarios/standard_properties.hpp"
#include "tests/model/platforms.hpp"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace doublecheck::model::fixtures {

inline constexpr ClientId kAlice = client_at(0);
inline constexpr ClientId kBob = client_at(1);
inline constexpr ClientId kThird = client_at(2);  // Bob's tablet, or Carol

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

/// Bob reads on two devices; both are connected.
inline Setup bob_with_tablet(std::uint32_t messages = 1) {
  Setup setup = two_clients(messages);
  setup.participants.push_back(setup.participants[1]);
  setup.participants[2].name = "tablet";
  setup.participants[2].device_of = kBob;
  return setup;
}

/// Carol may take Bob's number; she is in the foreground and not registered yet.
inline Setup carol_wants_bobs_number(std::uint32_t messages = 1) {
  Setup setup = two_clients(messages);
  setup.participants.push_back(setup.participants[1]);
  setup.participants[2].name = "carol";
  setup.participants[2].registered = false;
  setup.participants[2].connected = false;
  return setup;
}

/// Alice is homed on the server east, Bob on the server west.
inline Setup two_servers(std::uint32_t messages = 1) {
  Setup setup = two_clients(messages);
  setup.servers = {"east", "west"};
  setup.participants[1].home = server_at(1);
  return setup;
}

/// The same setup with sessions that can be resumed.
inline Setup resuming(Setup setup) {
  setup.options.session = SessionKind::resume;
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
inline Action cut(ClientId client) { return on(client, ActionKind::cut_connection); }
inline Action crash_server(std::uint16_t server = 0) { return {.kind = ActionKind::crash_server, .site = server}; }
inline Action relay_up() { return {.kind = ActionKind::deliver_relayed, .direction = Direction::up}; }
inline Action relay_down() { return {.kind = ActionKind::deliver_relayed, .direction = Direction::down}; }
inline Action part_servers() { return {.kind = ActionKind::partition_servers}; }
inline Action reconnect_servers() { return {.kind = ActionKind::reconnect_servers}; }

/// A world that remembers what its last step did.
struct Run {
  explicit Run(Setup the_setup) : setup(std::move(the_setup)), world(initial_world(setup)) {}

  /// Carries out the actions, each of which must be enabled.
  Run& operator()(std::initializer_list<Action> actions) {
    for (const Action& action : actions) {
      if (!is_enabled(world, setup, action)) {
        throw std::runtime_error("not enabled: " + to_text(action, setup));
      }
      facts.clear();
      apply(world, setup, action, facts);
    }
    return *this;
  }

  bool enables(const Action& action) const { return is_enabled(world, setup, action); }
  const Side& alice() const { return world.side(kAlice); }
  const Side& bob() const { return world.side(kBob); }
  const Side& third() const { return world.side(kThird); }
  bool did(FactKind kind) const {
    return std::any_of(facts.begin(), facts.end(), [&](const Fact& fact) { return fact.kind == kind; });
  }

  Setup setup;
  World world;
  Facts facts;  // of the last step
};

/// Delivers whatever is on the links and between the servers, oldest first, until nothing is, and connects nobody.
inline void drain(Run& run) {
  for (bool moved = true; moved;) {
    moved = false;
    std::vector<Action> actions;
    enabled_actions(run.world, run.setup, actions);
    for (const Action& action : actions) {
      const bool delivers = action.kind == ActionKind::deliver || action.kind == ActionKind::deliver_relayed;
      if (!delivers || action.position > 0) continue;
      run({action});
      moved = true;
      break;
    }
  }
}

/// What the standard property claims of this setup.
inline properties::Property standard(std::string_view name, const Setup& setup) {
  return scenarios::property_of(*scenarios::find_standard_property(name), setup);
}

/// The standard properties that are about safety.
inline std::vector<properties::Property> safety_properties(const Setup& setup) {
  std::vector<properties::Property> properties = scenarios::standard_properties_of(setup);
  std::erase_if(properties, std::not_fn(properties::is_safety));
  return properties;
}

/// Which of the safety properties fail in this world, by name.
inline std::vector<std::string> violations(const World& world, std::span<const properties::Property> properties) {
  std::vector<std::string> names;
  for (const properties::Property& property : properties) {
    if (properties::broken_claim(property, world) != nullptr) names.push_back(property.name);
  }
  return names;
}
inline std::vector<std::string> violations(const Run& run) {
  return violations(run.world, safety_properties(run.setup));
}

/// Does the safety property fail here?
inline bool fails(std::string_view property, const Run& run) {
  return properties::broken_claim(standard(property, run.setup), run.world) != nullptr;
}

/// For what the safety property fails first, as "m1, bob"; "nothing" if it holds.
inline std::string failing_instance(std::string_view name, const Run& run) {
  const properties::Property property = standard(name, run.setup);
  const properties::Claim* broken = properties::broken_claim(property, run.world);
  return broken == nullptr ? "nothing" : broken->instance;
}

/// Does the wait of a leads-to property for this message begin here? Does it end here?
inline bool begins(std::string_view property, const Run& run, const Message& message) {
  const properties::Property promised = standard(property, run.setup);
  return holds(properties::claim_called(promised, name_of(run.setup, message))->propositions.at(0).formula, run.world);
}
inline bool ends(std::string_view property, const Run& run, const Message& message) {
  const properties::Property promised = standard(property, run.setup);
  return holds(properties::claim_called(promised, name_of(run.setup, message))->propositions.at(1).formula, run.world);
}

}  // namespace doublecheck::model::fixtures
