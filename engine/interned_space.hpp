/// Any model as a space: whole states get numbers in the order in which they are met. Nothing is faster than in the
/// plain engine, but every search over a space can be run on every model.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "checker/fairness_classes.hpp"
#include "checker/model.hpp"
#include "engine/space.hpp"

namespace doublecheck::engine {

template <checker::Model M>
class InternedSpace {
 public:
  using Model = M;
  using State = typename M::State;
  using Action = typename M::Action;
  using StateKey = Key<1>;
  static constexpr unsigned kWords = 1;
  using Scratch = std::vector<Action>;

  using Claim = std::function<bool(const State&)>;

  /// The model is kept by reference. The first `watched` of the claims should hold in every state.
  InternedSpace(const M& model, std::vector<Claim> claims, std::size_t watched)
      : model_(model), claims_(std::move(claims)), watched_(watched) {}

  StateKey key_of(const State& state) const {
    std::string encoding;
    model_.encode(state, encoding);
    const std::scoped_lock lock(mutex_);
    const auto [place, is_new] = numbers_.try_emplace(std::move(encoding), states_.size());
    if (is_new) {
      states_.push_back(state);
      bytes_ += sizeof(State) + 2 * place->first.size() + kBytesOfAnEntry;
    }
    return {{place->second << 1U | 1U}};
  }

  State state_of(const StateKey& key) const { return known(key); }

  /// Of the encoding, for numbers depend on which thread met a state first.
  std::uint64_t steady_hash(const StateKey& key) const {
    std::string encoding;
    model_.encode(known(key), encoding);
    return hash_of_bytes(encoding, 0);
  }

  template <class Emit>
  Sighting expand(const StateKey& key, Discovery, Scratch& actions, Emit&& emit) const {
    const State& state = known(key);
    Sighting sighting = look_at(state);
    actions.clear();
    model_.actions(state, actions);
    for (const Action& action : actions) emit(key_of(model_.next(state, action)), kind_of(action), Discovery());
    sighting.enabled = static_cast<std::uint32_t>(actions.size());
    return sighting;
  }

  void judge(const StateKey& key, std::size_t first, std::vector<bool>& verdicts) const {
    for (std::size_t i = first; i < verdicts.size(); ++i) verdicts[i] = claims_[i](known(key));
  }

  void write(Snapshot&) const {}
  const M& model() const { return model_; }
  const checker::FairnessClasses& fairness_classes() const { return classes_; }

  /// Of what lies behind pointers in a state, the length of the encoding stands for it.
  std::uint64_t bytes() const {
    const std::scoped_lock lock(mutex_);
    return bytes_;
  }

 private:
  static constexpr std::uint64_t kBytesOfAnEntry = 64;  // a node of the map and its place in the table

  const State& known(const StateKey& key) const {
    const std::scoped_lock lock(mutex_);
    return states_[key.words[0] >> 1U];  // where it stays when others are added
  }

  Sighting look_at(const State& state) const {
    Sighting sighting;
    for (std::size_t i = 0; i < watched_; ++i) {
      if (!claims_[i](state)) sighting.is_broken = true;
    }
    sighting.may_end = false;
    if constexpr (checker::EndingModel<M>) sighting.may_end = model_.may_end(state);
    return sighting;
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

  mutable std::mutex mutex_;  // for all that follow
  mutable std::unordered_map<std::string, std::uint64_t> numbers_;
  mutable std::deque<State> states_;  // by number
  mutable checker::FairnessClasses classes_;
  mutable std::uint64_t bytes_ = 0;
};

}  // namespace doublecheck::engine
