#include "checker/fair_states.hpp"

#include <algorithm>
#include <utility>

namespace doublecheck::checker {
namespace {

bool may_end(const ExploredGraph& explored, StateId state) {
  const StateGraph& graph = explored.graph;
  for (EdgeIndex edge = graph.first_edge(state); edge < graph.end_edge(state); ++edge) {
    if (graph.fairness_class(edge) != kUnfair) return false;
  }
  return true;
}

}  // namespace

std::optional<FairStates> fair_states_of(const ExploredGraph& explored, const KeepGoing& keep_going) {
  FairStates fair;
  std::vector<StateId> all(explored.graph.state_count());
  for (StateId state = 0; state < all.size(); ++state) {
    all[state] = state;
    if (may_end(explored, state)) fair.ending.push_back(state);
  }
  const bool finished = find_fair_components(
      explored.graph, explored.classes, {std::move(all)},
      [&](std::span<const StateId> component) {
        fair.recurring.insert(fair.recurring.end(), component.begin(), component.end());
      },
      keep_going);
  if (!finished) return std::nullopt;
  std::ranges::sort(fair.recurring);
  return fair;
}

}  // namespace doublecheck::checker
