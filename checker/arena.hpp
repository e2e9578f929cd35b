/// The parts of a product in which the cycle of a lasso can lie, each as a graph.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "checker/chunked_vector.hpp"
#include "checker/product.hpp"
#include "checker/search_tree.hpp"
#include "checker/state_graph.hpp"

namespace doublecheck::checker {

/// The nodes of the product in which the automaton is in one component of its own, one that can accept.
///
/// Where the component is a single state, the vertices are those of the explored graph, of which some are left out, and
/// nothing is built. Nor where it does not matter in which of its states the automaton is, as when something must
/// happen again and again. In all other cases the arena is a graph of its own. A run that ends is no business of an
/// arena's, only that where nothing is built it does no harm: who stays in a vertex is accepted there, too.
class Arena {
 public:
  /// `members`: the states of the component, rising. The product is kept by reference.
  Arena(const Product& product, std::vector<ltl::StateNumber> members);

  const StateGraph& graph() const { return built_ ? built_->graph : product_.explored().graph; }

  /// By vertex of the graph: how far it is from an initial state, or Product::kUnreached if it is not of the arena.
  const std::vector<std::uint32_t>& distance() const { return distance_; }

  /// The vertices of the arena that stand for one of these states. Rising, as the states must be.
  std::vector<StateId> allowed(const std::vector<StateId>& recurring) const;

  /// What a cycle has to pass through; empty: anything will do.
  std::function<bool(StateId)> must_visit() const;

  /// Whether a run may stay in a vertex for ever, as far as the automaton is concerned.
  bool can_stutter() const { return !built_; }

  /// A shortest way of the explored graph.
  StepPath way_to(StateId vertex) const;

  /// The steps of the explored graph that these steps of the arena stand for.
  std::vector<Step> steps_of(const std::vector<Step>& steps) const;

 private:
  /// Nodes are the vertices, numbered by state, then by state of the automaton. Each has all edges of its state, those
  /// that lead out of the arena with the target kNoState, so that it enables what its state enables.
  struct Built {
    StateGraph graph;
    std::vector<StateId> state;            // by vertex
    std::vector<ltl::StateNumber> beside;  // by vertex
    ChunkedVector<std::uint32_t> choice;   // by edge: that of its state's edge
  };

  void limit();
  void merge();
  void build();
  bool is_member(ltl::StateNumber state) const { return std::ranges::binary_search(members_, state); }
  std::optional<std::vector<bool>> letters_that_accept() const;
  void add_row(StateId state, ltl::StateNumber beside, const std::vector<std::vector<StateId>>& vertex_of);

  const Product& product_;
  std::vector<ltl::StateNumber> members_;
  std::vector<std::uint32_t> distance_;
  std::vector<bool> accepts_;  // of merged states, by letter of the product: whether it leads to an accepting one
  std::optional<Built> built_;
};

/// Of an arena that has not been made.
struct ArenaSize {
  std::uint64_t vertices = 0;
  std::uint64_t edges = 0;
  bool is_built = false;

  /// What it takes of memory.
  std::uint64_t bytes() const;
};

/// `members`: see Arena. At most; found without a look at the graph.
ArenaSize arena_size_max(const Product& product, const std::vector<ltl::StateNumber>& members);

/// Exactly; takes as long as making it.
ArenaSize arena_size(const Product& product, const std::vector<ltl::StateNumber>& members);

}  // namespace doublecheck::checker
