#include "model/components.hpp"

#include "model/assert.hpp"

namespace doublecheck::model {
namespace {

ServerId home_of(const Setup& setup, ClientId client) { return setup.participant(client).home; }

/// Where a post of somebody at the server `from` goes: to its addressee, or first through the relay to another server.
Errand routed(const Setup& setup, ServerId from, ActionKind cause, const Post& post) {
  const ServerId to = home_of(setup, post.to);
  if (from == to) return {component_of(post.to), {cause, Direction::up, post}};
  const Direction direction = from < to ? Direction::up : Direction::down;
  return {component_of(setup, relay_between(from, to)), {cause, direction, post}};
}

template <class Handle>
void at(const Setup& setup, ClientId self, ActionKind cause, Facts& facts, Errands& errands, Handle handle) {
  Effects effects(facts);
  handle(effects);
  for (const Post& post : effects.posts) errands.push_back(routed(setup, home_of(setup, self), cause, post));
}

template <class Handle>
void between_servers(const Setup& setup, ActionKind cause, Facts& facts, Errands& errands, Handle handle) {
  const std::size_t first = facts.size();
  Effects effects(facts);
  handle(effects);
  for (std::size_t i = first; i < facts.size(); ++i) facts[i].client = facts[i].item.message.to;
  // The relay stands at both servers: what it posts is delivered by the one that it is for.
  for (const Post& post : effects.posts) errands.push_back(routed(setup, home_of(setup, post.to), cause, post));
}

void on_action(Relay& relay, const Setup& setup, RelayId self, const Action& action, Effects& effects) {
  if (action.kind == ActionKind::deliver_relayed) return on_relayed_arrival(relay, action.direction, effects);
  if (action.kind == ActionKind::reconnect_servers) return on_servers_reconnected(relay, effects);
  if (action.kind == ActionKind::partition_servers) return on_servers_partitioned(relay, effects);
  DOUBLECHECK_ASSERT(action.kind == ActionKind::crash_server);
  const bool is_low = server_at(action.site) == ends_of(self).first;
  on_relay_crash(relay, is_low ? Direction::up : Direction::down, setup.options, effects);
}

}  // namespace

ComponentId component_of(const Setup& setup, RelayId relay) {
  return component_at(setup.participants.size() + index_of(relay));
}

std::size_t component_count(const Setup& setup) { return setup.participants.size() + relay_count(setup); }

bool is_side(const Setup& setup, ComponentId component) { return index_of(component) < setup.participants.size(); }

ClientId client_of(ComponentId component) { return client_at(index_of(component)); }

RelayId relay_of(const Setup& setup, ComponentId component) {
  DOUBLECHECK_ASSERT(!is_side(setup, component));
  return relay_at(index_of(component) - setup.participants.size());
}

Sequence<ComponentId> parts_of(const Setup& setup, const Action& action) {
  switch (info_of(action.kind).subject) {
    case ActionSubject::client:
      return {component_of(action.client)};
    case ActionSubject::relay:
      return {component_of(setup, relay_at(action.site))};
    case ActionSubject::server:
      break;
  }
  const ServerId server = server_at(action.site);
  Sequence<ComponentId> parts;
  for (std::size_t i = 0; i < setup.participants.size(); ++i) {
    if (home_of(setup, client_at(i)) == server) parts.push_back(component_of(client_at(i)));
  }
  if (action.kind != ActionKind::crash_server) return parts;
  for (std::size_t i = 0; i < relay_count(setup); ++i) {
    const auto [low, high] = ends_of(relay_at(i));
    if (server == low || server == high) parts.push_back(component_of(setup, relay_at(i)));
  }
  return parts;
}

void act(Side& side, const Setup& setup, ClientId self, const Action& action, Facts& facts, Errands& errands) {
  at(setup, self, action.kind, facts, errands,
     [&](Effects& effects) { on_action(side, setup, self, action, effects); });
}

void act(Relay& relay, const Setup& setup, RelayId self, const Action& action, Facts& facts, Errands& errands) {
  between_servers(setup, action.kind, facts, errands,
                  [&](Effects& effects) { on_action(relay, setup, self, action, effects); });
}

void react(Side& side, const Setup& setup, ClientId self, const Event& event, Facts& facts, Errands& errands) {
  at(setup, self, event.cause, facts, errands,
     [&](Effects& effects) { on_post(side, setup, self, event.cause, event.post, effects); });
}

void react(Relay& relay, const Setup& setup, RelayId, const Event& event, Facts& facts, Errands& errands) {
  between_servers(setup, event.cause, facts, errands,
                  [&](Effects& effects) { on_relayed_post(relay, event.direction, event.post, effects); });
}

}  // namespace doublecheck::model
