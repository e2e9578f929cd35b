#include "checker/quotient.hpp"

#include <algorithm>
#include <vector>

#include "checker/assert.hpp"

namespace doublecheck::checker {
namespace {

void fold_state(const LabelledGraph& labelled, StateId state, std::uint64_t depth, Quotient& quotient) {
  const auto [place, is_new] = quotient.nodes.try_emplace(labelled.states[state], Quotient::Node{0, depth, false});
  Quotient::Node& node = place->second;
  ++node.states;
  node.depth = std::min(node.depth, depth);
  if (depth == 0) node.is_initial = true;
}

/// `changes` is kept only to be used again without allocating.
void fold_edges(const LabelledGraph& labelled, StateId state, std::vector<Quotient::Change>& changes,
                Quotient& quotient) {
  const StateGraph& graph = labelled.graph;
  changes.clear();
  for (EdgeIndex edge = graph.first_edge(state); edge < graph.end_edge(state); ++edge) {
    const StateId target = graph.target(edge);
    CHECKER_ASSERT(target < labelled.states.size());
    changes.push_back({labelled.states[state], labelled.states[target], labelled.actions[edge]});
  }
  std::ranges::sort(changes);
  for (std::size_t index = 0; index < changes.size(); ++index) {
    Quotient::Edge& edge = quotient.edges[changes[index]];
    ++edge.transitions;
    if (index == 0 || changes[index] != changes[index - 1]) ++edge.states;
  }
}

}  // namespace

void fold(const LabelledGraph& labelled, Quotient& quotient) {
  CHECKER_ASSERT(labelled.states.size() == labelled.graph.state_count());
  CHECKER_ASSERT(labelled.states.size() == labelled.tree.size());
  CHECKER_ASSERT(labelled.actions.size() == labelled.graph.edge_count());
  std::vector<Quotient::Change> changes;
  for (std::size_t level = 0; level < labelled.tree.level_count(); ++level) {
    const StateId end = labelled.tree.level_start(level + 1);
    for (StateId state = labelled.tree.level_start(level); state < end; ++state) {
      fold_state(labelled, state, level, quotient);
      fold_edges(labelled, state, changes, quotient);
    }
  }
}

}  // namespace doublecheck::checker
