/// A part of a state graph, renumbered, in the form that the Boost Graph Library works on.
#pragma once

#include <boost/graph/graph_traits.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/transform_iterator.hpp>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "checker/state_graph.hpp"

namespace doublecheck::checker {

/// Vertex v stands for the v-th of the states given; the edges are those that stay among them.
class Subgraph {
 public:
  using Vertex = std::uint32_t;

  struct Edge {
    Vertex source = 0;
    EdgeIndex index = 0;

    bool operator==(const Edge&) const = default;
  };

  struct EdgeFrom {
    Vertex source = 0;

    Edge operator()(EdgeIndex index) const { return {source, index}; }
  };

  /// `vertex_of` has kNoVertex for every state of `graph`, and has it again afterwards.
  Subgraph(const StateGraph& graph, std::span<const StateId> states, std::vector<Vertex>& vertex_of) {
    for (Vertex vertex = 0; vertex < states.size(); ++vertex) vertex_of[states[vertex]] = vertex;
    first_edges_.reserve(states.size() + 1);
    first_edges_.push_back(0);
    for (const StateId state : states) {
      for (EdgeIndex edge = graph.first_edge(state); edge < graph.end_edge(state); ++edge) {
        const StateId target = graph.target(edge);
        if (target < vertex_of.size() && vertex_of[target] != kNoVertex) targets_.push_back(vertex_of[target]);
      }
      first_edges_.push_back(targets_.size());
    }
    for (const StateId state : states) vertex_of[state] = kNoVertex;
  }

  static constexpr Vertex kNoVertex = 0xFFFF'FFFF;

  Vertex vertex_count() const { return static_cast<Vertex>(first_edges_.size() - 1); }
  EdgeIndex first_edge(Vertex vertex) const { return first_edges_[vertex]; }
  EdgeIndex end_edge(Vertex vertex) const { return first_edges_[std::size_t{vertex} + 1]; }
  Vertex target(Edge edge) const { return targets_[edge.index]; }

 private:
  std::vector<EdgeIndex> first_edges_;
  std::vector<Vertex> targets_;
};

// What the library asks of a graph, found by name: incidence and a list of vertices.

inline std::pair<boost::counting_iterator<Subgraph::Vertex>, boost::counting_iterator<Subgraph::Vertex>> vertices(
    const Subgraph& graph) {
  return {boost::counting_iterator<Subgraph::Vertex>(0),
          boost::counting_iterator<Subgraph::Vertex>(graph.vertex_count())};
}

inline Subgraph::Vertex num_vertices(const Subgraph& graph) { return graph.vertex_count(); }

using SubgraphEdgeIterator =
    boost::transform_iterator<Subgraph::EdgeFrom, boost::counting_iterator<EdgeIndex>, Subgraph::Edge, Subgraph::Edge>;

inline std::pair<SubgraphEdgeIterator, SubgraphEdgeIterator> out_edges(Subgraph::Vertex vertex, const Subgraph& graph) {
  const auto at = [vertex](EdgeIndex index) {
    return SubgraphEdgeIterator(boost::counting_iterator<EdgeIndex>(index), Subgraph::EdgeFrom{vertex});
  };
  return {at(graph.first_edge(vertex)), at(graph.end_edge(vertex))};
}

inline EdgeIndex out_degree(Subgraph::Vertex vertex, const Subgraph& graph) {
  return graph.end_edge(vertex) - graph.first_edge(vertex);
}

inline Subgraph::Vertex source(Subgraph::Edge edge, const Subgraph&) { return edge.source; }
inline Subgraph::Vertex target(Subgraph::Edge edge, const Subgraph& graph) { return graph.target(edge); }

}  // namespace doublecheck::checker

template <>
struct boost::graph_traits<doublecheck::checker::Subgraph> {
  // NOLINTBEGIN(readability-identifier-naming): the names are the library's.
  struct traversal_category : boost::incidence_graph_tag, boost::vertex_list_graph_tag {};
  using vertex_descriptor = doublecheck::checker::Subgraph::Vertex;
  using edge_descriptor = doublecheck::checker::Subgraph::Edge;
  using directed_category = boost::directed_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  using vertex_iterator = boost::counting_iterator<vertex_descriptor>;
  using out_edge_iterator = doublecheck::checker::SubgraphEdgeIterator;
  using vertices_size_type = vertex_descriptor;
  using degree_size_type = doublecheck::checker::EdgeIndex;
  static vertex_descriptor null_vertex() { return doublecheck::checker::Subgraph::kNoVertex; }
  // NOLINTEND(readability-identifier-naming)
};
