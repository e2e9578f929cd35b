/// What the search asks of a system: states as keys, their successors, and which claims hold in each. The first claims
/// are watched: they should hold in every state.
#pragma once

#include <concepts>
#include <cstdint>
#include <vector>

#include "checker/fairness_classes.hpp"
#include "engine/footprint.hpp"
#include "engine/key.hpp"
#include "engine/snapshot.hpp"

namespace doublecheck::engine {

/// Labels are below this.
inline constexpr std::uint32_t kLabelsMax = 64;

/// What the search needs to know of an action that is taken.
struct ActionKind {
  checker::ClassIndex fairness_class = checker::kUnfair;
  std::uint8_t label = 0;  ///< see checker::LabelledModel; below kLabelsMax
};

/// What was found out of a state on the way past it.
struct Sighting {
  std::uint32_t enabled = 0;  ///< actions
  bool is_broken = false;     ///< some watched claim; `judge` tells which
  bool may_end = true;
};

/// Any number of threads may ask at a time.
template <class S>
concept Space = requires(const S space, const typename S::State& state, const typename S::StateKey& key,
                         Snapshot& snapshot, Discovery discovery, std::size_t first, std::vector<bool>& verdicts,
                         typename S::Scratch& scratch, void (*emit)(typename S::StateKey, ActionKind, Discovery)) {
  requires std::same_as<typename S::StateKey, Key<S::kWords>>;
  requires std::default_initializable<typename S::Scratch>;  // what a thread uses again and again
  { space.key_of(state) } -> std::same_as<typename S::StateKey>;
  { space.state_of(key) } -> std::same_as<typename S::State>;
  /// Calls `emit(successor, kind, its discovery)` for each enabled action that `discovery` does not spare, in the order
  /// of the model.
  { space.expand(key, discovery, scratch, emit) } -> std::same_as<Sighting>;
  /// Sets verdicts[i], from `first` on, to whether claim number i holds in the state.
  { space.judge(key, first, verdicts) } -> std::same_as<void>;
  { space.model() } -> std::same_as<const typename S::Model&>;
  /// Those met so far. Only for a thread that is alone.
  { space.fairness_classes() } -> std::same_as<const checker::FairnessClasses&>;
  /// Adds what keys mean to a snapshot. Only for a thread that is alone.
  { space.write(snapshot) } -> std::same_as<void>;
  /// What was remembered of the system, in memory.
  { space.bytes() } -> std::same_as<std::uint64_t>;
};

/// One whose keys lie close together: those of successors often differ in their low bits only.
template <class S>
concept ClusteringSpace = Space<S> && S::kWords == 1 && requires { requires S::kClusters; };

/// One whose states can also be told apart by what they are, not by their keys, which may differ from run to run.
template <class S>
concept SteadySpace = Space<S> && requires(const S space, const typename S::StateKey& key) {
  /// Every bit of the state has a part in every bit of it.
  { space.steady_hash(key) } -> std::same_as<std::uint64_t>;
};

/// One that looks up what it knows of a state, and may be told of states ahead of their turn.
template <class S>
concept LookingSpace = Space<S> && requires(const S space, const typename S::StateKey& key, Discovery discovery,
                                            typename S::Lookup& lookup, typename S::Scratch& scratch,
                                            void (*emit)(typename S::StateKey, ActionKind, Discovery)) {
  requires std::default_initializable<typename S::Lookup>;
  /// Finds where the state's part lies, and starts to bring it closer.
  { space.locate(key, lookup) } -> std::same_as<void>;
  /// Starts to bring closer what that points to; some states after `locate`.
  { space.approach(lookup) } -> std::same_as<void>;
  /// As above, of the state that was located.
  { space.expand(key, lookup, discovery, scratch, emit) } -> std::same_as<Sighting>;
};

}  // namespace doublecheck::engine
