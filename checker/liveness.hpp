/// Decides temporal properties over an explored graph: looks for a fair run that breaks one, and returns a short one.
///
/// What a run is. From an initial state on, each step takes an action that is enabled. A run is infinite; one that ends
/// stutters in its last state for ever, where nothing changes and no action is taken. A run is fair if
///  - each weak class that is enabled in every state from some point on is taken infinitely often, and
///  - each strong class that is enabled in infinitely many states is taken infinitely often.
/// A class is enabled in a state if an action of it is listed there, even one that leads back to the same state; it is
/// taken when such an action is taken. So a run may end exactly in the states where every enabled action is of kind
/// `none`: a state without any enabled action is one of them, and a system without fairness may stop everywhere.
/// Temporal properties are claimed of fair runs only.
///
/// How it is decided. The negation of the property is made a Büchi automaton, a *never claim* (Vardi and Wolper 1986),
/// which reads the run beside it; a run that it accepts breaks the property. What is searched is the product of graph
/// and automaton (product.hpp), and of that only the components of the automaton that can accept, and only where a run
/// can be for ever and be fair (fair_states.hpp). Where already the classes of states that no predicate tells apart
/// rule out that the claim accepts, as for most properties that hold, there is no search at all (class_product.hpp).
///
/// A run that breaks a claim is given as a lasso. On a graph that was cut by a limit, a lasso that was found is still a
/// run of the whole system, because only states whose every edge is known take part; that none was found says nothing.
/// Tested by liveness_test.cpp and liveness_oracle_test.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "checker/explored_graph.hpp"
#include "checker/fair_components.hpp"
#include "checker/fair_states.hpp"
#include "checker/search_tree.hpp"
#include "checker/state_classes.hpp"
#include "ltl/automaton.hpp"

namespace doublecheck::checker {

/// The prefix, then the cycle for ever. An empty cycle: the run stutters at the end of the prefix.
struct StepLasso {
  StepPath prefix;
  std::vector<Step> cycle;

  bool operator==(const StepLasso&) const = default;
};

struct LivenessAnswer {
  bool finished = true;  ///< false if keep_going ended the search, or may_take left a part of it out
  std::optional<StepLasso> lasso;
};

/// Whether so many bytes in all may be taken, beside the graph. Asked before they are.
using MayTake = std::function<bool(std::uint64_t bytes)>;

/// What all properties ask of one graph, found once.
struct LivenessGround {
  FairStates fair;
  StateClasses classes;
};

/// What it takes of memory at most, in bytes.
std::uint64_t liveness_ground_bytes_max(std::uint64_t states);

/// Nothing if keep_going ended the search.
std::optional<LivenessGround> liveness_ground_of(const ExploredGraph& explored, const KeepGoing& keep_going);

/// A fair run that the claim accepts. `ground`: of the same graph. Asks for memory only where it comes to searching,
/// and then for what that takes, as far as it can be told beforehand; the ground counts.
LivenessAnswer find_run_against(const ExploredGraph& explored, const LivenessGround& ground, const NeverClaim& claim,
                                const KeepGoing& keep_going, const MayTake& may_take);

}  // namespace doublecheck::checker
