/// The step: one action carried out to its end over any storage of the world, be it a small one or a packed population.
#pragma once

#include "model/assert.hpp"
#include "model/relay.hpp"
#include "model/side.hpp"

#include <concepts>
#include <cstddef>

namespace doublecheck::model {

/// Where sides and relays are kept. What was loaded is used until it is saved; no two are loaded at once.
template <class S>
concept Storage = requires(S& storage, ClientId client, RelayId relay) {
  { storage.client_count() } -> std::convertible_to<std::size_t>;
  { storage.load(client) } -> std::same_as<Side&>;
  { storage.save(client) } -> std::same_as<void>;
  { storage.load(relay) } -> std::same_as<Relay&>;
  { storage.save(relay) } -> std::same_as<void>;
  { storage.budgets() } -> std::same_as<Budgets&>;
};

inline void spend(Budgets& budgets, const Action& action) {
  const auto cost = cost_of(action);
  if (!cost || budgets[*cost] == kUnlimited) return;
  DOUBLECHECK_ASSERT(budgets[*cost] > 0);
  --budgets[*cost];
}

/// Carries out one action and everything that it posts to others, in the order of posting.
template <Storage S>
class Step {
 public:
  Step(S& storage, const Setup& setup, const Action& action, Facts& facts)
      : storage_(storage), setup_(setup), action_(action), facts_(facts) {}

  void run() {
    spend(storage_.budgets(), action_);
    switch (info_of(action_.kind).subject) {
      case ActionSubject::client:
        act(action_.client);
        break;
      case ActionSubject::server:
        act_at_server(server_at(action_.site));
        break;
      case ActionSubject::relay:
        act_between_servers(relay_at(action_.site));
        break;
    }
    for (std::size_t i = 0; i < posts_.size(); ++i) {
      const Errand errand = posts_[i];  // a copy: handling it may append
      carry(errand);
    }
  }

 private:
  struct Errand {
    Post post;
    ServerId from{};
  };

  ServerId home_of(ClientId client) const { return setup_.participant(client).home; }

  template <class Handle>
  void at(ClientId client, Handle handle) {
    Effects effects(facts_);
    handle(storage_.load(client), effects);
    storage_.save(client);
    for (const Post& post : effects.posts) posts_.push_back({post, home_of(client)});
  }

  template <class Handle>
  void between(RelayId relay, Handle handle) {
    const std::size_t first = facts_.size();
    Effects effects(facts_);
    handle(storage_.load(relay), effects);
    storage_.save(relay);
    for (std::size_t i = first; i < facts_.size(); ++i) facts_[i].client = facts_[i].item.message.to;
    // The relay stands at both servers: what it posts is delivered by the one that it is for.
    for (const Post& post : effects.posts) posts_.push_back({post, home_of(post.to)});
  }

  void act(ClientId client) {
    at(client, [&](Side& side, Effects& effects) { on_action(side, setup_, client, action_, effects); });
  }

  void act_at_server(ServerId server) {
    if (action_.kind == ActionKind::crash_server) facts_.push_back({.kind = FactKind::server_crashed});
    for (std::size_t i = 0; i < storage_.client_count(); ++i) {
      if (home_of(client_at(i)) == server) act(client_at(i));
    }
    if (action_.kind != ActionKind::crash_server) return;
    for (std::size_t i = 0; i < relay_count(setup_); ++i) {
      const auto [low, high] = ends_of(relay_at(i));
      if (server != low && server != high) continue;
      between(relay_at(i),
              [&, keeps = server == low ? Direction::up : Direction::down](Relay& relay, Effects& effects) {
                on_relay_crash(relay, keeps, setup_.options, effects);
              });
    }
  }

  void act_between_servers(RelayId id) {
    between(id, [&](Relay& relay, Effects& effects) {
      if (action_.kind == ActionKind::deliver_relayed) return on_relayed_arrival(relay, action_.direction, effects);
      if (action_.kind == ActionKind::reconnect_servers) return on_servers_reconnected(relay, effects);
      DOUBLECHECK_ASSERT(action_.kind == ActionKind::partition_servers);
      on_servers_partitioned(relay, effects);
    });
  }

  void carry(const Errand& errand) {
    const Post& post = errand.post;
    const ServerId to = home_of(post.to);
    if (errand.from == to) {
      at(post.to, [&](Side& side, Effects& effects) { on_post(side, setup_, post.to, action_.kind, post, effects); });
      return;
    }
    between(relay_between(errand.from, to), [&](Relay& relay, Effects& effects) {
      on_relayed_post(relay, errand.from < to ? Direction::up : Direction::down, post, effects);
    });
  }

  S& storage_;
  const Setup& setup_;
  const Action& action_;
  Facts& facts_;
  Sequence<Errand> posts_;
};

template <Storage S>
void carry_out(S& storage, const Setup& setup, const Action& action, Facts& facts) {
  Step<S>(storage, setup, action, facts).run();
}

}  // namespace doublecheck::model
