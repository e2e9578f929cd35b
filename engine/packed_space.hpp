/// A model whose states are small numbers, explored as they are: nothing is remembered, for nothing is slow.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "checker/assert.hpp"
#include "checker/components.hpp"
#include "checker/fairness_classes.hpp"
#include "checker/property.hpp"
#include "engine/footprint.hpp"
#include "engine/space.hpp"

namespace doublecheck::engine {

template <checker::PackedModel M>
class PackedSpace {
 public:
  using Model = M;
  using State = typename M::State;
  using Action = typename M::Action;
  using StateKey = Key<1>;
  static constexpr unsigned kWords = 1;
  using Scratch = std::vector<Action>;

  /// All are kept by reference.
  PackedSpace(const M& model, std::span<const checker::Property<State>* const> invariants)
      : model_(model), invariants_(invariants) {}

  StateKey key_of(const State& state) const {
    const std::uint64_t number = model_.pack(state);
    CHECKER_ASSERT(number >> 63U == 0);
    return {{number << 1U | 1U}};
  }

  State state_of(const StateKey& key) const { return model_.unpack(key.words[0] >> 1U); }

  template <class Emit>
  Sighting expand(const StateKey& key, Discovery discovery, Scratch& actions, Emit&& emit) const {
    const State state = state_of(key);
    Sighting sighting = look_at(state);
    actions.clear();
    model_.actions(state, actions);
    for (const Action& action : actions) {
      const Footprint footprint = footprint_of(action);
      if (discovery.spares(footprint)) continue;
      emit(key_of(model_.next(state, action)), kind_of(action), Discovery(footprint));
    }
    sighting.enabled = static_cast<std::uint32_t>(actions.size());
    return sighting;
  }

  Sighting look(const StateKey& key) const { return look_at(state_of(key)); }

  std::vector<std::size_t> broken_claims(const StateKey& key) const {
    const State state = state_of(key);
    std::vector<std::size_t> broken;
    for (std::size_t i = 0; i < invariants_.size(); ++i) {
      if (!invariants_[i]->goal(state)) broken.push_back(i);
    }
    return broken;
  }

  void prefetch(const StateKey&, const StateKey&) const {}
  std::uint64_t bytes() const { return 0; }

 private:
  Sighting look_at(const State& state) const {
    Sighting sighting;
    for (const auto* invariant : invariants_) {
      if (!invariant->goal(state)) sighting.is_broken = true;
    }
    sighting.may_end = false;
    if constexpr (checker::EndingModel<M>) sighting.may_end = model_.may_end(state);
    return sighting;
  }

  Footprint footprint_of(const Action& action) const {
    if constexpr (checker::FootprintModel<M>) {
      return {model_.footprint(action), model_.owner(action)};
    } else {
      return {};
    }
  }

  ActionKind kind_of(const Action& action) const {
    ActionKind kind;
    if constexpr (checker::LabelledModel<M>) kind.label = static_cast<std::uint8_t>(model_.label(action));
    return kind;
  }

  const M& model_;
  std::span<const checker::Property<State>* const> invariants_;
};

}  // namespace doublecheck::engine
