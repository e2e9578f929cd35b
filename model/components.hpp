/// Components: the sides and the relays as the owners of all state. In a step each does its own part, and what it wants
/// of another becomes an errand, which is never answered.
#pragma once

#include "model/relay.hpp"
#include "model/side.hpp"

namespace doublecheck::model {

/// The sides by ClientId, and after them the relays by RelayId.
enum class ComponentId : std::uint32_t {};

constexpr std::size_t index_of(ComponentId component) { return static_cast<std::size_t>(component); }
constexpr ComponentId component_at(std::size_t index) { return static_cast<ComponentId>(index); }
constexpr ComponentId component_of(ClientId client) { return component_at(index_of(client)); }
ComponentId component_of(const Setup& setup, RelayId relay);

std::size_t component_count(const Setup& setup);
bool is_side(const Setup& setup, ComponentId component);
/// REQUIRES: is_side.
ClientId client_of(ComponentId component);
/// REQUIRES: !is_side.
RelayId relay_of(const Setup& setup, ComponentId component);

/// What reaches a component from another one.
struct Event {
  ActionKind cause{};     // the action that the step began with
  Direction direction{};  // on its way through a relay
  Post post;

  auto operator<=>(const Event&) const = default;
};

struct Errand {
  ComponentId to{};
  Event event;
};

using Errands = Sequence<Errand>;

/// Appends the enabled actions of a relay, in a fixed order.
void enabled_actions(const Relay& relay, const Setup& setup, const Budgets& budgets, RelayId self,
                     std::vector<Action>& actions);
/// Appends those about whole servers, which the budgets alone decide.
void enabled_actions_of_servers(const Setup& setup, const Budgets& budgets, std::vector<Action>& actions);

/// Those that an action changes, in the order in which it does. What it does to others, it does by errands.
Sequence<ComponentId> parts_of(const Setup& setup, const Action& action);

/// One part's share in an action. REQUIRES: the action is enabled, and the component one of its parts.
void act(Side& side, const Setup& setup, ClientId self, const Action& action, Facts& facts, Errands& errands);
void act(Relay& relay, const Setup& setup, RelayId self, const Action& action, Facts& facts, Errands& errands);

/// Carries out an errand.
void react(Side& side, const Setup& setup, ClientId self, const Event& event, Facts& facts, Errands& errands);
void react(Relay& relay, const Setup& setup, RelayId self, const Event& event, Facts& facts, Errands& errands);

}  // namespace doublecheck::model
