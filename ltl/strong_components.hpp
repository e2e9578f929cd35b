/// The strongly connected components of a graph that is given by successor lists.
#pragma once

#include <cstdint>
#include <vector>

namespace doublecheck::ltl {

using Node = std::uint32_t;

/// Of each node, the nodes that it has an edge to.
using Successors = std::vector<std::vector<Node>>;

struct StrongComponents {
  std::vector<std::uint32_t> of_node = {};  ///< a component's number is above those that it leads to
  std::vector<bool> has_cycle = {};         ///< by component

  bool operator==(const StrongComponents&) const = default;
};

/// Tarjan, "Depth-first search and linear graph algorithms" (1972), without recursion.
/// REQUIRES: every successor is a node.
StrongComponents strong_components(const Successors& successors);

/// Of each node, whether a root leads to it, in any number of steps.
std::vector<bool> reachable_from(const Successors& successors, const std::vector<Node>& roots);

/// Of each node, whether it lies on a cycle through an accepting node or leads to one.
std::vector<bool> leads_to_accepting_cycle(const Successors& successors, const std::vector<bool>& is_accepting);

}  // namespace doublecheck::ltl
