/// The explored part of a transition system as a plain graph: for each expanded state its edges, in the model's order.
#pragma once

#include <cstdint>

#include "checker/chunked_vector.hpp"
#include "checker/fairness_classes.hpp"
#include "checker/state_store.hpp"

namespace doublecheck::checker {

using EdgeIndex = std::uint64_t;

/// Compressed rows. One edge for each enabled action, parallel ones and loops included, so that the position of an
/// edge in its row is the position of its action in what `Model::actions` gives. 6 bytes an edge, 8 a state.
class StateGraph {
 public:
  StateGraph() { first_edges_.push_back(0); }

  /// Adds an edge to the row that is being written. `target` is kNoState if it lies beyond a limit.
  void add_edge(StateId target, ClassIndex fairness_class) {
    targets_.push_back(target);
    classes_.push_back(fairness_class);
  }

  /// Ends the row that is being written: it is that of state number state_count().
  void end_row() { first_edges_.push_back(targets_.size()); }

  /// Forgets the row that is being written.
  void drop_row() {
    targets_.shrink_to(first_edges_[state_count()]);
    classes_.shrink_to(first_edges_[state_count()]);
  }

  /// States with a finished row: those numbered 0 to state_count() - 1.
  std::size_t state_count() const { return first_edges_.size() - 1; }
  EdgeIndex edge_count() const { return first_edges_[state_count()]; }

  /// The edges of a state are first_edge(state) to end_edge(state) - 1. REQUIRES: state < state_count().
  EdgeIndex first_edge(StateId state) const { return first_edges_[state]; }
  EdgeIndex end_edge(StateId state) const { return first_edges_[std::size_t{state} + 1]; }

  StateId target(EdgeIndex edge) const { return targets_[edge]; }
  ClassIndex fairness_class(EdgeIndex edge) const { return classes_[edge]; }

  /// Which of the enabled actions of `state` the edge is.
  std::uint32_t choice(StateId state, EdgeIndex edge) const {
    return static_cast<std::uint32_t>(edge - first_edge(state));
  }

  std::uint64_t bytes() const { return first_edges_.bytes() + targets_.bytes() + classes_.bytes(); }

 private:
  ChunkedVector<EdgeIndex> first_edges_;
  ChunkedVector<StateId> targets_;
  ChunkedVector<ClassIndex> classes_;
};

}  // namespace doublecheck::checker
