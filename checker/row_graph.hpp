/// Graphs in compressed rows as the Boost Graph Library wants them: a list of vertices and their incident edges.
///
/// Once this header is included, every algorithm for a VertexListGraph and IncidenceGraph runs on a `StateGraph` and on
/// a `Subgraph`: strong components, shortest paths, topological sort and others. Tested by row_graph_test.cpp.
#pragma once

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/transform_iterator.hpp>
#include <boost/property_map/property_map.hpp>
#include <concepts>
#include <cstdint>
#include <utility>

#include "checker/state_graph.hpp"

namespace doublecheck::checker {

/// Vertices are numbered from 0 to state_count() - 1; the edges of each stand together. REQUIRES, for the functions
/// below: every target is a vertex, which is so for a state graph once everything was explored.
template <class G>
concept RowGraph = requires(const G& graph, StateId vertex, EdgeIndex edge) {
  { graph.state_count() } -> std::convertible_to<std::size_t>;
  { graph.first_edge(vertex) } -> std::same_as<EdgeIndex>;
  { graph.end_edge(vertex) } -> std::same_as<EdgeIndex>;
  { graph.target(edge) } -> std::same_as<StateId>;
};

struct RowEdge {
  StateId source = 0;
  EdgeIndex index = 0;

  bool operator==(const RowEdge&) const = default;
};

struct RowEdgeFrom {
  StateId source = 0;

  RowEdge operator()(EdgeIndex index) const { return {source, index}; }
};

using RowVertexIterator = boost::counting_iterator<StateId>;
using RowEdgeIterator = boost::transform_iterator<RowEdgeFrom, boost::counting_iterator<EdgeIndex>, RowEdge, RowEdge>;

// What the library asks of a graph, found by name.

template <RowGraph G>
StateId num_vertices(const G& graph) {
  return static_cast<StateId>(graph.state_count());
}

template <RowGraph G>
std::pair<RowVertexIterator, RowVertexIterator> vertices(const G& graph) {
  return {RowVertexIterator(0), RowVertexIterator(num_vertices(graph))};
}

template <RowGraph G>
std::pair<RowEdgeIterator, RowEdgeIterator> out_edges(StateId vertex, const G& graph) {
  const auto at = [vertex](EdgeIndex index) {
    return RowEdgeIterator(boost::counting_iterator<EdgeIndex>(index), RowEdgeFrom{vertex});
  };
  return {at(graph.first_edge(vertex)), at(graph.end_edge(vertex))};
}

template <RowGraph G>
EdgeIndex out_degree(StateId vertex, const G& graph) {
  return graph.end_edge(vertex) - graph.first_edge(vertex);
}

template <RowGraph G>
StateId source(RowEdge edge, const G&) {
  return edge.source;
}

template <RowGraph G>
StateId target(RowEdge edge, const G& graph) {
  return graph.target(edge.index);
}

template <RowGraph G>
boost::typed_identity_property_map<StateId> get(boost::vertex_index_t, const G&) {
  return {};
}

}  // namespace doublecheck::checker

// NOLINTBEGIN(readability-identifier-naming): the names are the library's.
template <doublecheck::checker::RowGraph G>
struct boost::graph_traits<G> {
  struct traversal_category : boost::incidence_graph_tag, boost::vertex_list_graph_tag {};
  using vertex_descriptor = doublecheck::checker::StateId;
  using edge_descriptor = doublecheck::checker::RowEdge;
  using directed_category = boost::directed_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  using vertex_iterator = doublecheck::checker::RowVertexIterator;
  using out_edge_iterator = doublecheck::checker::RowEdgeIterator;
  using vertices_size_type = vertex_descriptor;
  using degree_size_type = doublecheck::checker::EdgeIndex;
  static vertex_descriptor null_vertex() { return doublecheck::checker::kNoState; }
};

template <doublecheck::checker::RowGraph G>
struct boost::property_map<G, boost::vertex_index_t> {
  using type = boost::typed_identity_property_map<doublecheck::checker::StateId>;
  using const_type = type;
};
// NOLINTEND(readability-identifier-naming)
