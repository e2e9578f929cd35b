/// All states and transitions of a model in the order of the plain engine, found by the fast one where there is a
/// space: for what looks at the graph itself instead of asking for properties. Held against the plain engine by
/// tests/engine/whole_graph_test.cpp.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "checker/assert.hpp"
#include "checker/exploration.hpp"
#include "engine/numbering.hpp"
#include "engine/search.hpp"
#include "engine/with_space.hpp"

namespace doublecheck::engine {

struct WholeGraph {
  checker::StopReason stop = checker::StopReason::complete;
  checker::Counts counts;
  // The rest is there only of a graph that is complete.
  checker::SearchTree tree;
  checker::StateStore states;
  checker::StateGraph graph;
  checker::FairnessClasses classes;  ///< those of its edges
};

template <Space S>
WholeGraph whole_graph_of(const S& space, const SearchOptions& options) {
  std::vector<typename S::StateKey> initial;
  for (const typename S::State& state : space.model().initial()) initial.push_back(space.key_of(state));
  Search<S> search(space, 0, options);
  const Found<S> found = search.run(initial);
  WholeGraph whole;
  whole.stop = found.stop;
  whole.counts = found.counts;
  if (whole.stop != checker::StopReason::complete) return whole;

  const auto is_interrupted = [&] {
    const checker::ExplorationOptions& wishes = options.exploration;
    if (wishes.is_interrupted && wishes.is_interrupted()) whole.stop = checker::StopReason::interrupted;
    return whole.stop != checker::StopReason::complete;
  };
  Numbering<S, VisitedBy<S>> numbering(space, search.visited(), found.expanded_levels, 0, 0, true);
  NumberedGraph<S::kWords> numbered = numbering.walk(initial, [&](const auto&) { return !is_interrupted(); });
  if (whole.stop != checker::StopReason::complete) return whole;
  CHECKER_ASSERT(numbered.keys.size() == found.counts.states);
  std::string encoding;
  for (checker::StateId id = 0; id < numbered.keys.size(); ++id) {
    encoding.clear();
    space.model().encode(space.state_of(numbered.keys[id]), encoding);
    whole.states.add(whole.states.find(encoding), encoding);
  }
  whole.tree = std::move(numbered.tree);
  whole.graph = std::move(numbered.graph);
  whole.classes = space.fairness_classes();
  return whole;
}

/// REQUIRES: no limits but those on states and depth. A search that a limit ended counts whole levels, as Search does,
/// where there is a space.
template <checker::Model M>
WholeGraph explore_whole_graph(const M& model, const SearchOptions& options) {
  CHECKER_ASSERT(!options.exploration.limits.memory_bytes_max && !options.exploration.limits.seconds_max);
  const auto explore = [&]<Space S>(const S& space) { return whole_graph_of(space, options); };
  if (auto whole = with_space<WholeGraph>(model, {}, explore)) return std::move(*whole);
  checker::ExplorationOptions exploration = options.exploration;
  exploration.keeps_graph = true;
  checker::Exploration plain = checker::BreadthFirstSearch<M>(model, {}, exploration).run();
  return {plain.stop,
          std::move(plain.counts),
          std::move(plain.tree),
          std::move(plain.store),
          std::move(plain.graph),
          std::move(plain.classes)};
}

}  // namespace doublecheck::engine
