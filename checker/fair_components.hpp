/// Finds the sets of states in which a run can stay for ever and be fair.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "checker/fairness_classes.hpp"
#include "checker/state_graph.hpp"

namespace doublecheck::checker {

/// Says whether the work may go on; asked now and then. An empty function means yes.
using KeepGoing = std::function<bool()>;

/// What a run that goes on for ever has to do.
struct CycleRules {
  std::function<bool(StateId)> must_visit;  ///< at least one such state again and again; empty: any state will do
  bool can_stutter = true;                  ///< it may stay in one state for ever without taking an action
};

/// What a fair component may consist of.
struct ComponentQuery {
  std::vector<StateId> allowed;  ///< rising; every state has a row in the graph
  CycleRules rules = {};
};

/// Calls `found` for each maximal fair component inside the allowed states, each with its states in rising order.
///
/// A component is a set of states in which each reaches each by edges inside the set; one state alone is one if it has
/// a loop, or if a run may stutter. A run that visits exactly these states again and again, and takes all edges between
/// them, is fair if
///  - each weak class is taken by an edge inside, or disabled in some state, and
///  - each strong class is taken by an edge inside, or disabled in all states.
/// Enabled means by any edge of the whole graph, those included that leave the component. Stuttering belongs to no
/// class.
///
/// The search is the classical one: strong components; where a weak class is enabled everywhere and never taken the
/// component is given up, for no subset can do better; where a strong class is enabled somewhere and never taken, the
/// states that enable it are removed and the rest is searched again (Lichtenstein & Pnueli, POPL 1985; Emerson & Lei,
/// Science of Computer Programming 8, 1987).
///
/// Returns false if keep_going ended the search; `found` may have been called before.
/// Tested by liveness_oracle_test.cpp.
bool find_fair_components(const StateGraph& graph, const FairnessClasses& classes, ComponentQuery query,
                          const std::function<void(std::span<const StateId>)>& found, const KeepGoing& keep_going);

/// What find_fair_components may need at most, for a graph of so many states and edges.
std::uint64_t fair_components_bytes_max(std::uint64_t states, std::uint64_t edges);

}  // namespace doublecheck::checker
