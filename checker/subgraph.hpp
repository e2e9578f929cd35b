/// A part of a state graph, renumbered. row_graph.hpp makes it a graph of the Boost Graph Library.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "checker/state_graph.hpp"

namespace doublecheck::checker {

/// Vertex v stands for the v-th of the states given; the edges are those that stay among them.
class Subgraph {
 public:
  using Vertex = std::uint32_t;

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

  static constexpr Vertex kNoVertex = kNoState;

  std::size_t state_count() const { return first_edges_.size() - 1; }
  EdgeIndex first_edge(Vertex vertex) const { return first_edges_[vertex]; }
  EdgeIndex end_edge(Vertex vertex) const { return first_edges_[std::size_t{vertex} + 1]; }
  Vertex target(EdgeIndex edge) const { return targets_[edge]; }

 private:
  std::vector<EdgeIndex> first_edges_;
  std::vector<Vertex> targets_;
};

}  // namespace doublecheck::checker
