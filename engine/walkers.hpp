/// Those who walk through a system at random: each stands in a state, sees what is enabled there, and takes one action.
/// One knows a space of keys, the other whole states; both see the same.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "checker/model.hpp"
#include "engine/counter_random.hpp"
#include "engine/space.hpp"

namespace doublecheck::engine {

/// Each thread has its own.
template <class W>
concept Walker =
    std::copyable<W> && requires(W walker, const W known, std::size_t position, std::vector<bool>& verdicts) {
      /// Goes to the initial state at this position.
      { walker.start(position) } -> std::same_as<void>;
      /// Sees what there is in the state. To be asked once in each.
      { walker.look() } -> std::same_as<Sighting>;
      /// Of the enabled actions, in the order of the model. Good from `look` to `take`.
      { known.labels() } -> std::same_as<std::span<const std::uint32_t>>;
      /// Takes the action at this position.
      { walker.take(position) } -> std::same_as<void>;
      /// Sets verdicts[i] to whether claim number i holds in the state.
      { known.judge(verdicts) } -> std::same_as<void>;
      /// Tells the state from others: surely or very nearly so.
      { known.fingerprint() } -> std::same_as<Key<W::kWords>>;
    };

template <Space S>
class SpaceWalker {
 public:
  using StateKey = typename S::StateKey;
  static constexpr unsigned kWords = S::kWords;

  /// Both are kept by reference. `initial`: the keys of Model::initial().
  SpaceWalker(const S& space, const std::vector<StateKey>& initial) : space_(&space), initial_(&initial) {}

  void start(std::size_t position) { key_ = initial_->at(position); }

  Sighting look() {
    labels_.clear();
    successors_.clear();
    return space_->expand(key_, Discovery(), scratch_, [this](const StateKey& next, ActionKind kind, const Discovery&) {
      labels_.push_back(kind.label);
      successors_.push_back(next);
    });
  }

  std::span<const std::uint32_t> labels() const { return labels_; }
  void take(std::size_t position) { key_ = successors_[position]; }
  void judge(std::vector<bool>& verdicts) const { space_->judge(key_, 0, verdicts); }
  StateKey fingerprint() const { return key_; }

 private:
  const S* space_;
  const std::vector<StateKey>* initial_;
  StateKey key_ = blank_key<kWords>();
  std::vector<std::uint32_t> labels_;
  std::vector<StateKey> successors_;
  typename S::Scratch scratch_;
};

template <checker::Model M>
class StateWalker {
 public:
  using State = typename M::State;
  using Action = typename M::Action;
  using Claims = std::vector<std::function<bool(const State&)>>;
  static constexpr unsigned kWords = 2;

  /// The first two are kept by reference. The first `watched` of the claims should hold in every state.
  StateWalker(const M& model, const Claims& claims, std::size_t watched)
      : model_(&model), claims_(&claims), watched_(watched), initial_(model.initial()), state_(initial_.front()) {}

  void start(std::size_t position) { state_ = initial_.at(position); }

  Sighting look() {
    actions_.clear();
    labels_.clear();
    model_->actions(state_, actions_);
    for (const Action& action : actions_) labels_.push_back(label_of(action));
    Sighting sighting{static_cast<std::uint32_t>(actions_.size()), false, false};
    for (std::size_t i = 0; i < watched_; ++i) sighting.is_broken = sighting.is_broken || !(*claims_)[i](state_);
    if constexpr (checker::EndingModel<M>) sighting.may_end = model_->may_end(state_);
    return sighting;
  }

  std::span<const std::uint32_t> labels() const { return labels_; }
  void take(std::size_t position) { state_ = model_->next(state_, actions_[position]); }

  void judge(std::vector<bool>& verdicts) const {
    for (std::size_t i = 0; i < verdicts.size(); ++i) verdicts[i] = (*claims_)[i](state_);
  }

  /// Two hashes of the encoding.
  Key<2> fingerprint() const {
    std::string bytes;
    model_->encode(state_, bytes);
    Key<2> key{{bytes.size() + 1, bytes.size() + 2}};
    for (const char byte : bytes) {
      for (std::uint64_t& word : key.words) word = scrambled(word + static_cast<unsigned char>(byte)) + word;
    }
    for (std::uint64_t& word : key.words) word |= 1;
    return key;
  }

  const State& state() const { return state_; }
  const Action& action(std::size_t position) const { return actions_[position]; }

 private:
  std::uint32_t label_of(const Action& action) const {
    if constexpr (checker::LabelledModel<M>) {
      return model_->label(action);
    } else {
      return static_cast<void>(action), 0;
    }
  }

  const M* model_;
  const Claims* claims_;
  std::size_t watched_;
  std::vector<State> initial_;
  State state_;
  std::vector<Action> actions_;
  std::vector<std::uint32_t> labels_;
};

}  // namespace doublecheck::engine
