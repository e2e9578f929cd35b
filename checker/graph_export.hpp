/// A graph of plain data as text that other programs read: GraphML and DOT.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace doublecheck::checker {

/// One state, or all states of a quotient that bear one label.
struct ExportedNode {
  std::vector<std::string> lines;       ///< what to write on it
  std::vector<std::string> predicates;  ///< those that are true
  std::uint64_t depth = 0;              ///< actions on a shortest path to it
  bool is_initial = false;
  std::uint64_t states = 1;
  std::uint64_t loops = 0;  ///< transitions that stay in it and have no edge of their own
};

struct ExportedEdge {
  std::size_t source = 0;  ///< place in ExportedGraph::nodes
  std::size_t target = 0;
  std::string action;  ///< what to write on it
  std::string kind;    ///< of the action
  std::uint64_t states = 1;
  std::uint64_t transitions = 1;
};

struct ExportedGraph {
  std::string title;  ///< one line
  std::vector<ExportedNode> nodes;
  std::vector<ExportedEdge> edges;  ///< REQUIRES: both ends are places in `nodes`
};

/// GraphML with the attribute title of the graph, number, label, predicates, depth, initial, states and loops of a
/// node, and label, kind, states and transitions of an edge. Several lines or predicates are joined by "; ".
std::string to_graphml(const ExportedGraph& graph);

/// The language of Graphviz, with the same attributes; initial nodes are drawn bold.
std::string to_dot(const ExportedGraph& graph);

}  // namespace doublecheck::checker
