/// Decides liveness over an explored graph: looks for a fair run that breaks the claim, and returns a short one.
///
/// What a run is. From an initial state on, each step is either an action that is enabled or stuttering, which changes
/// nothing, is always possible and belongs to no fairness class (as in TLA: the next-state relation is [Next]_v). A run
/// is infinite; one that seems to end stutters in its last state for ever. A run is fair if
///  - each weak class that is enabled in every state from some point on is taken infinitely often, and
///  - each strong class that is enabled in infinitely many states is taken infinitely often.
/// A class is enabled in a state if an action of it is listed there, even one that leads back to the same state; it is
/// taken when such an action is taken. So a run may stop exactly in the states where every enabled action is of kind
/// `none`: a state without any enabled action is one of them, and a system without fairness may stop everywhere.
/// Liveness claims are made for fair runs only.
///
/// A run that breaks a claim is given as a lasso. On a graph that was cut by a limit, a lasso that was found is still a
/// run of the whole system, because only states whose every edge is known take part; that none was found says nothing.
/// Tested by liveness_test.cpp and liveness_oracle_test.cpp.
#pragma once

#include <optional>

#include "checker/fair_components.hpp"
#include "checker/fairness_classes.hpp"
#include "checker/predicate_table.hpp"
#include "checker/search_tree.hpp"
#include "checker/state_graph.hpp"

namespace doublecheck::checker {

/// The prefix, then the cycle for ever. An empty cycle: the run stutters at the end of the prefix.
struct StepLasso {
  StepPath prefix;
  std::vector<Step> cycle;

  bool operator==(const StepLasso&) const = default;
};

/// What an exploration leaves for the questions below. Expanded states have a row in the graph; all have one in the
/// others. Kept by reference.
struct ExploredGraph {
  const StateGraph& graph;
  const FairnessClasses& classes;
  const SearchTree& tree;
  const PredicateTable& predicates;
};

struct LivenessAnswer {
  bool finished = true;  ///< false if keep_going ended the search
  std::optional<StepLasso> lasso;
};

/// A fair run that comes to a state with `premise` and without `goal` (numbers of predicates), and from there on never
/// to a state with `goal`.
LivenessAnswer find_run_against_leads_to(const ExploredGraph& explored, std::size_t premise, std::size_t goal,
                                         const KeepGoing& keep_going);

/// A fair run that comes to a state without `goal` again and again.
LivenessAnswer find_run_against_eventually_always(const ExploredGraph& explored, std::size_t goal,
                                                  const KeepGoing& keep_going);

/// What either of them may need at most, in bytes, on top of the graph.
std::uint64_t liveness_bytes_max(std::uint64_t states, std::uint64_t edges);

}  // namespace doublecheck::checker
