/// The quotient of an explored graph under a labelling: states that bear the same label become one node.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <span>

#include "checker/search_tree.hpp"
#include "checker/state_graph.hpp"

namespace doublecheck::checker {

/// Labels of states, and those of actions, are any numbers; what they mean is the caller's business.
using Label = std::uint32_t;

/// Exactly the labels and changes that some reachable state really has. Every state counts in one node and every
/// transition in one edge; loops are the transitions that leave the label as it is.
struct Quotient {
  struct Node {
    std::uint64_t states = 0;
    std::uint64_t depth = 0;  ///< actions on a shortest path to a state with this label
    bool is_initial = false;  ///< whether an initial state bears it

    bool operator==(const Node&) const = default;
  };

  struct Change {
    Label from = 0;
    Label to = 0;
    Label action = 0;

    auto operator<=>(const Change&) const = default;
  };

  struct Edge {
    std::uint64_t states = 0;       ///< in which such a transition begins
    std::uint64_t transitions = 0;  ///< parallel ones included

    bool operator==(const Edge&) const = default;
  };

  std::map<Label, Node> nodes;
  std::map<Change, Edge> edges;

  bool operator==(const Quotient&) const = default;
};

/// A graph that was explored completely, and its labels.
struct LabelledGraph {
  const StateGraph& graph;
  const SearchTree& tree;
  std::span<const Label> states;   ///< by StateId, for every state
  std::span<const Label> actions;  ///< by EdgeIndex, for every edge
};

/// Adds the states and transitions of one graph to a quotient, which may hold those of others under the same labels.
/// REQUIRES: every state of the graph was expanded. Tested by quotient_test.cpp.
void fold(const LabelledGraph& labelled, Quotient& quotient);

}  // namespace doublecheck::checker
