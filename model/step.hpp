/// The step: one action carried out to its end over any storage of the world, be it a small one or a packed population.
#pragma once

#include "model/assert.hpp"
#include "model/components.hpp"

#include <concepts>

namespace doublecheck::model {

/// Where sides and relays are kept. What was loaded is used until it is saved; no two are loaded at once.
template <class S>
concept Storage = requires(S& storage, ClientId client, RelayId relay) {
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
    if (action_.kind == ActionKind::crash_server) facts_.push_back({.kind = FactKind::server_crashed});
    for (const ComponentId part : parts_of(setup_, action_)) {
      at(part, [&](auto& state, auto self) { act(state, setup_, self, action_, facts_, errands_); });
    }
    for (std::size_t i = 0; i < errands_.size(); ++i) {
      const Errand errand = errands_[i];  // a copy: carrying it out may append
      at(errand.to, [&](auto& state, auto self) { react(state, setup_, self, errand.event, facts_, errands_); });
    }
  }

 private:
  template <class Handle>
  void at(ComponentId component, Handle handle) {
    if (is_side(setup_, component)) {
      at_owner(client_of(component), handle);
    } else {
      at_owner(relay_of(setup_, component), handle);
    }
  }

  template <class Owner, class Handle>
  void at_owner(Owner owner, Handle handle) {
    handle(storage_.load(owner), owner);
    storage_.save(owner);
  }

  S& storage_;
  const Setup& setup_;
  const Action& action_;
  Facts& facts_;
  Errands errands_;
};

template <Storage S>
void carry_out(S& storage, const Setup& setup, const Action& action, Facts& facts) {
  Step<S>(storage, setup, action, facts).run();
}

}  // namespace doublecheck::model
