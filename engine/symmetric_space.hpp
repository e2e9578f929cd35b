/// A space in which states that differ only in the names of interchangeable parts are one: each is represented by the
/// least of its renamed keys.
///
/// Only what is explored shrinks. The search, the walk back along its levels and the second walk see keys as before;
/// and as a counterexample is found by following real states whose representatives are marked, it is a path of the
/// model itself, and the very one that the full graph gives. Successors are never spared: which action found a
/// representative says nothing of the state that it stands for.
/// Safety only: a fair run of representatives is not always one of the states that they stand for, because who was
/// treated fairly changes its name on the way.
/// Held against the full graph by tests/engine/symmetry_test.cpp.
#pragma once

#include <algorithm>
#include <atomic>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

#include "checker/assert.hpp"
#include "checker/property.hpp"
#include "checker/symmetry.hpp"
#include "engine/component_memo.hpp"
#include "engine/component_space.hpp"
#include "engine/space.hpp"
#include "engine/stable_vector.hpp"

namespace doublecheck::engine {

/// Renames keys by way of whole states.
template <Space S>
class StateRenaming {
 public:
  using StateKey = typename S::StateKey;

  explicit StateRenaming(const S& space) : space_(space) {}

  StateKey renamed(const StateKey& key, std::size_t permutation) const {
    return space_.key_of(space_.model().renamed(space_.state_of(key), permutation));
  }

  std::uint64_t bytes() const { return 0; }

 private:
  const S& space_;
};

/// Renames keys by looking up what each local state is called under each permutation. Any number of threads may ask.
template <checker::SymmetricComponents M, unsigned Words>
class LocalRenaming {
 public:
  explicit LocalRenaming(const ComponentSpace<M, Words>& space)
      : memo_(space.memo()),
        layout_(space.layout()),
        permutations_(space.model().symmetry_count()),
        tables_(layout_.components.size()) {
    for (std::size_t component = 0; component < tables_.size(); ++component) {
      for (std::size_t permutation = 0; permutation < permutations_; ++permutation) {
        places_.push_back(space.model().renamed_component(component, permutation));
      }
    }
  }

  Key<Words> renamed(const Key<Words>& key, std::size_t permutation) const {
    Key<Words> other = key;
    for (std::size_t component = 0; component < tables_.size(); ++component) {
      const auto local = static_cast<LocalId>(layout_.components[component].get(key));
      const LocalId number = name_of(component, local, permutation);
      layout_.components[places_[component * permutations_ + permutation]].set(other, number);
    }
    return other;
  }

  std::uint64_t bytes() const {
    std::uint64_t entries = 0;
    for (const Table& table : tables_) entries += table.rows_ready.load(std::memory_order_relaxed) * permutations_;
    return entries * sizeof(LocalId);
  }

 private:
  /// [local state][permutation]: the number of the renamed local state in the component that it belongs to then, plus
  /// 1; 0 where that is not known. A row is complete when its first entry is not 0.
  struct Table {
    StableVector<std::atomic<LocalId>> entries;
    std::atomic<std::size_t> rows_ready{0};  // rows that there are, known or not
  };

  LocalId name_of(std::size_t component, LocalId local, std::size_t permutation) const {
    Table& table = tables_[component];
    const std::size_t row = std::size_t{local} * permutations_;
    const bool is_known = local < table.rows_ready.load(std::memory_order_acquire) &&
                          table.entries[row].load(std::memory_order_acquire) != 0;
    if (!is_known) fill(component, local);
    return table.entries[row + permutation].load(std::memory_order_relaxed) - 1;
  }

  void fill(std::size_t component, LocalId local) const {
    const std::scoped_lock lock(mutex_);
    Table& table = tables_[component];
    const std::size_t row = std::size_t{local} * permutations_;
    while (table.entries.size() < row + permutations_) table.entries.extend();
    const typename M::Local state = memo_.local(component, local);
    for (std::size_t permutation = permutations_; permutation-- > 0;) {
      const std::size_t place = places_[component * permutations_ + permutation];
      const LocalId number = memo_.intern(place, memo_.model().renamed_local(component, state, permutation));
      table.entries[row + permutation].store(number + 1, std::memory_order_release);
    }
    table.rows_ready.store(table.entries.size() / permutations_, std::memory_order_release);
  }

  ComponentMemo<M>& memo_;
  const Layout& layout_;
  std::size_t permutations_;
  std::vector<std::size_t> places_;    // [component][permutation]
  mutable std::mutex mutex_;           // for all that adds to the tables
  mutable std::vector<Table> tables_;  // by component
};

/// How the keys of a space are renamed fastest.
template <Space S>
struct RenamingOf {
  using Type = StateRenaming<S>;
};
template <checker::SymmetricComponents M, unsigned Words>
struct RenamingOf<ComponentSpace<M, Words>> {
  using Type = LocalRenaming<M, Words>;
};

template <Space S>
  requires checker::SymmetricModel<typename S::Model>
class SymmetricSpace {
 public:
  using Model = typename S::Model;
  using State = typename S::State;
  using StateKey = typename S::StateKey;
  static constexpr unsigned kWords = S::kWords;
  static constexpr bool kClusters = ClusteringSpace<S>;
  using Scratch = typename S::Scratch;

  /// The space is kept by reference.
  explicit SymmetricSpace(const S& space)
      : space_(space), renaming_(space), permutations_(space.model().symmetry_count()) {
    CHECKER_ASSERT(permutations_ >= 1);
  }

  StateKey key_of(const State& state) const { return representative(space_.key_of(state)); }
  State state_of(const StateKey& key) const { return space_.state_of(key); }

  template <class Emit>
  Sighting expand(const StateKey& key, Discovery, Scratch& scratch, Emit&& emit) const {
    return space_.expand(key, Discovery(), scratch, [&](const StateKey& next, ActionKind kind, const Discovery&) {
      emit(representative(next), kind, Discovery());
    });
  }

  void judge(const StateKey& key, std::size_t first, std::vector<bool>& verdicts) const {
    space_.judge(key, first, verdicts);
  }
  const Model& model() const { return space_.model(); }
  const checker::FairnessClasses& fairness_classes() const { return space_.fairness_classes(); }
  void write(Snapshot& snapshot) const { space_.write(snapshot); }
  std::uint64_t bytes() const { return space_.bytes() + renaming_.bytes(); }

  std::size_t permutations() const { return permutations_; }

  /// How many states the representative stands for: the permutations, divided by those that leave it as it is.
  std::uint64_t orbit_size(const StateKey& key) const {
    std::uint64_t fixing = 1;
    for (std::size_t permutation = 1; permutation < permutations_; ++permutation) {
      if (renaming_.renamed(key, permutation) == key) ++fixing;
    }
    return permutations_ / fixing;
  }

 private:
  StateKey representative(const StateKey& key) const {
    StateKey least = key;
    for (std::size_t permutation = 1; permutation < permutations_; ++permutation) {
      least = std::min(least, renaming_.renamed(key, permutation));
    }
    return least;
  }

  const S& space_;
  typename RenamingOf<S>::Type renaming_;
  std::size_t permutations_;
};

/// Why a search is not reduced by symmetry although that was asked for.
enum class SymmetryObstacle : std::uint8_t {
  none,
  model,     ///< no two parts of it are interchangeable
  liveness,  ///< a property that is not an invariant is asked
};

template <checker::Model M>
SymmetryObstacle symmetry_obstacle(const M& model, std::span<const checker::Property<typename M::State>> properties) {
  if constexpr (checker::SymmetricModel<M>) {
    if (model.symmetry_count() == 1) return SymmetryObstacle::model;
    const auto is_invariant = [](const auto& property) { return property.kind == checker::PropertyKind::invariant; };
    return std::ranges::all_of(properties, is_invariant) ? SymmetryObstacle::none : SymmetryObstacle::liveness;
  } else {
    return SymmetryObstacle::model;
  }
}

}  // namespace doublecheck::engine
