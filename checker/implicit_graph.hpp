/// Any model as an implicit graph of the Boost Graph Library: its states are numbered as an algorithm comes to them.
///
/// A vertex is the number of a state in the order in which the states are met, not its encoding: the library copies
/// descriptors at every edge, and a number is its own vertex index, so that a `boost::vector_property_map` serves as
/// colour map, distance map or predecessor map and grows with what was met. The price is that the graph remembers every
/// state it was asked about, decoded and encoded.
///
/// It is an IncidenceGraph: algorithms that walk from given vertices run on it (breadth_first_visit,
/// depth_first_visit, Dijkstra and A* without initialisation). Those that want a list of all vertices first need
/// everything explored: see row_graph.hpp. Tested by implicit_graph_test.cpp.
#pragma once

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "checker/assert.hpp"
#include "checker/model.hpp"
#include "checker/state_store.hpp"

namespace doublecheck::checker {

/// One enabled action: the choice-th of those that the model lists for the source.
struct ImplicitEdge {
  StateId source = kNoState;
  std::uint32_t choice = 0;
  StateId target = kNoState;

  bool operator==(const ImplicitEdge&) const = default;
};

/// Goes through the edges of one state, which it owns together with its copies: an algorithm that walks in depth holds
/// many of these and asks for more.
class ImplicitEdgeIterator
    : public boost::iterator_facade<ImplicitEdgeIterator, ImplicitEdge, boost::forward_traversal_tag, ImplicitEdge> {
 public:
  using Row = std::vector<ImplicitEdge>;

  ImplicitEdgeIterator() = default;
  ImplicitEdgeIterator(std::shared_ptr<const Row> row, std::size_t position)
      : row_(std::move(row)), position_(position) {}

 private:
  friend class boost::iterator_core_access;

  ImplicitEdge dereference() const { return (*row_)[position_]; }
  void increment() { ++position_; }
  bool equal(const ImplicitEdgeIterator& other) const { return position_ == other.position_ && row_ == other.row_; }

  std::shared_ptr<const Row> row_;
  std::size_t position_ = 0;
};

/// For one thread: to ask for edges numbers states, although the graph that they describe never changes.
template <Model M>
class ImplicitGraph {
 public:
  using State = typename M::State;
  using Action = typename M::Action;
  using EdgeRange = std::pair<ImplicitEdgeIterator, ImplicitEdgeIterator>;

  /// The model is kept by reference.
  explicit ImplicitGraph(const M& model) : model_(model) {
    for (State& state : model.initial()) {
      const std::size_t known = states_.size();
      const StateId vertex = number(std::move(state));
      if (vertex == known) initial_.push_back(vertex);
    }
  }

  /// The initial states, each once.
  const std::vector<StateId>& initial() const { return initial_; }

  /// Every action enabled there, parallel ones and loops included; each call runs the model.
  EdgeRange edges(StateId vertex) const {
    const std::vector<Action> enabled = actions(vertex);
    auto row = std::make_shared<ImplicitEdgeIterator::Row>();
    row->reserve(enabled.size());
    for (std::uint32_t choice = 0; choice < enabled.size(); ++choice) {
      row->push_back({vertex, choice, number(model_.next(states_[vertex], enabled[choice]))});
    }
    return {ImplicitEdgeIterator(row, 0), ImplicitEdgeIterator(row, row->size())};
  }

  std::size_t degree(StateId vertex) const { return actions(vertex).size(); }

  /// How many states were met so far: the vertices are numbered from 0 to this - 1.
  std::size_t met_count() const { return states_.size(); }

  /// REQUIRES: vertex < met_count(). Good for the life of the graph.
  const State& state(StateId vertex) const { return states_[vertex]; }

  Action action(const ImplicitEdge& edge) const { return actions(edge.source).at(edge.choice); }

 private:
  std::vector<Action> actions(StateId vertex) const {
    std::vector<Action> enabled;
    model_.actions(states_[vertex], enabled);
    return enabled;
  }

  StateId number(State&& state) const {
    encoding_.clear();
    model_.encode(state, encoding_);
    const StateStore::Place place = store_.find(encoding_);
    if (place.id != kNoState) return place.id;
    CHECKER_ASSERT(store_.size() < kNoState);
    states_.push_back(std::move(state));
    return store_.add(place, encoding_);
  }

  const M& model_;
  std::vector<StateId> initial_;
  mutable StateStore store_;
  mutable std::deque<State> states_;  // by vertex; keeps its places as it grows
  mutable std::string encoding_;      // kept only to be used again without allocating
};

// What the library asks of a graph, found by name.

template <Model M>
typename ImplicitGraph<M>::EdgeRange out_edges(StateId vertex, const ImplicitGraph<M>& graph) {
  return graph.edges(vertex);
}

template <Model M>
std::size_t out_degree(StateId vertex, const ImplicitGraph<M>& graph) {
  return graph.degree(vertex);
}

template <Model M>
StateId source(const ImplicitEdge& edge, const ImplicitGraph<M>&) {
  return edge.source;
}

template <Model M>
StateId target(const ImplicitEdge& edge, const ImplicitGraph<M>&) {
  return edge.target;
}

template <Model M>
boost::typed_identity_property_map<StateId> get(boost::vertex_index_t, const ImplicitGraph<M>&) {
  return {};
}

}  // namespace doublecheck::checker

// NOLINTBEGIN(readability-identifier-naming): the names are the library's.
template <doublecheck::checker::Model M>
struct boost::graph_traits<doublecheck::checker::ImplicitGraph<M>> {
  using traversal_category = boost::incidence_graph_tag;
  using vertex_descriptor = doublecheck::checker::StateId;
  using edge_descriptor = doublecheck::checker::ImplicitEdge;
  using directed_category = boost::directed_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  using out_edge_iterator = doublecheck::checker::ImplicitEdgeIterator;
  using degree_size_type = std::size_t;
  using vertices_size_type = std::size_t;
  static vertex_descriptor null_vertex() { return doublecheck::checker::kNoState; }
};

template <doublecheck::checker::Model M>
struct boost::property_map<doublecheck::checker::ImplicitGraph<M>, boost::vertex_index_t> {
  using type = boost::typed_identity_property_map<doublecheck::checker::StateId>;
  using const_type = type;
};
// NOLINTEND(readability-identifier-naming)
