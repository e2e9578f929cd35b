/// The step: one action carried out to its end over any storage of sides, be it a small world or a packed population.
#pragma once

#include "model/assert.hpp"
#include "model/side.hpp"

#include <concepts>
#include <cstddef>

namespace doublecheck::model {

/// Where sides are kept. A loaded side is used until it is saved; no two are loaded at once.
template <class S>
concept Storage = requires(S& storage, ClientId client) {
  { storage.client_count() } -> std::convertible_to<std::size_t>;
  { storage.load(client) } -> std::same_as<Side&>;
  { storage.save(client) } -> std::same_as<void>;
  { storage.budgets() } -> std::same_as<Budgets&>;
};

inline void spend(Budgets& budgets, const Action& action) {
  const auto cost = cost_of(action);
  if (!cost || budgets[*cost] == kUnlimited) return;
  DOUBLECHECK_ASSERT(budgets[*cost] > 0);
  --budgets[*cost];
}

/// Carries out `action`, then everything that it posts to other sides, in the order of posting.
template <Storage S>
void carry_out(S& storage, const Setup& setup, const Action& action, Facts& facts) {
  spend(storage.budgets(), action);
  Sequence<Post> posts;
  const auto at = [&](ClientId client, auto&& handle) {
    Effects effects(facts);
    handle(storage.load(client), effects);
    storage.save(client);
    posts.insert(posts.end(), effects.posts.begin(), effects.posts.end());
  };
  const auto act = [&](ClientId client) {
    at(client, [&](Side& side, Effects& effects) { on_action(side, setup, client, action, effects); });
  };
  if (action.kind == ActionKind::crash_server) {
    facts.push_back({.kind = FactKind::server_crashed});
    for (std::size_t i = 0; i < storage.client_count(); ++i) act(client_at(i));
  } else {
    act(action.client);
  }
  for (std::size_t i = 0; i < posts.size(); ++i) {
    const Post post = posts[i];  // a copy: handling it may append
    at(post.to, [&](Side& side, Effects& effects) { on_post(side, setup, post.to, action.kind, post, effects); });
  }
}

}  // namespace doublecheck::model
