/// What a model may tell the checker of parts that are alike: states that differ only in which of them is which need to
/// be explored once.
#pragma once

#include <concepts>
#include <cstddef>
#include <utility>

#include "checker/components.hpp"
#include "checker/model.hpp"

namespace doublecheck::checker {

/// A model with permutations of its parts that change nothing of its behaviour.
///
/// The law: the permutations are a group, and number 0 is the identity. Renaming is one to one, so that equal encodings
/// stay equal and different ones different, and carrying out two permutations one after the other is carrying out a
/// third. The renamed initial states are the initial states. From a renamed state the actions lead, label by label, to
/// the renamed successors. Where a state may end, a renamed one may.
/// Explored by engine/symmetric_space.hpp; invariants that are asked then must hold in renamed states where they hold
/// in a state, too.
template <class M>
concept SymmetricModel = Model<M> && requires(const M model, const typename M::State& state, std::size_t permutation) {
  /// How many permutations there are: at least 1.
  { model.symmetry_count() } -> std::same_as<std::size_t>;
  /// REQUIRES: permutation < symmetry_count().
  { model.renamed(state, permutation) } -> std::same_as<typename M::State>;
};

/// Optional: a component model whose permutations move whole components, so that renaming is a look-up. The counters of
/// a renamed state are the same.
template <class M>
concept SymmetricComponents =
    SymmetricModel<M> && ComponentModel<M> &&
    requires(const M model, std::size_t component, const typename M::Local& local, std::size_t permutation) {
      /// Which component takes the place of this one.
      { model.renamed_component(component, permutation) } -> std::same_as<std::size_t>;
      /// A local state of `component` as a local state of the one in its place.
      { model.renamed_local(component, local, permutation) } -> std::same_as<typename M::Local>;
    };

}  // namespace doublecheck::checker
