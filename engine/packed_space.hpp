/// A model whose states are small numbers, explored as they are: nothing is remembered, for nothing is slow.
#pragma once

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "checker/assert.hpp"
#include "checker/components.hpp"
#include "checker/fairness_classes.hpp"
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

  using Claim = std::function<bool(const State&)>;

  /// The model is kept by reference. The first `watched` of the claims should hold in every state.
  PackedSpace(const M& model, std::vector<Claim> claims, std::size_t watched)
      : model_(model), claims_(std::move(claims)), watched_(watched) {}

  StateKey key_of(const State& state) const {
    const std::uint64_t number = model_.pack(state);
    CHECKER_ASSERT(number >> 63U == 0);
    return {{number << 1U | 1U}};
  }

  std::uint64_t steady_hash(const StateKey& key) const { return hash_of(key); }

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

  void judge(const StateKey& key, std::size_t first, std::vector<bool>& verdicts) const {
    const State state = state_of(key);
    for (std::size_t i = first; i < verdicts.size(); ++i) verdicts[i] = claims_[i](state);
  }

  void write(Snapshot&) const {}
  const M& model() const { return model_; }
  const checker::FairnessClasses& fairness_classes() const { return classes_; }
  std::uint64_t bytes() const { return 0; }

 private:
  Sighting look_at(const State& state) const {
    Sighting sighting;
    for (std::size_t i = 0; i < watched_; ++i) {
      if (!claims_[i](state)) sighting.is_broken = true;
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
    if constexpr (checker::FairModel<M>) {
      const std::scoped_lock lock(mutex_);
      kind.fairness_class = classes_.index_of(model_.fairness(action));
    }
    return kind;
  }

  const M& model_;
  std::vector<Claim> claims_;
  std::size_t watched_;
  mutable std::mutex mutex_;  // for the classes
  mutable checker::FairnessClasses classes_;
};

}  // namespace doublecheck::engine
