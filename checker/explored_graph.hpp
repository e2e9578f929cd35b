/// What an exploration leaves for temporal properties, and what they ask of it.
#pragma once

#include <cstddef>

#include "checker/fairness_classes.hpp"
#include "checker/predicate_table.hpp"
#include "checker/search_tree.hpp"
#include "checker/state_graph.hpp"
#include "ltl/automaton.hpp"

namespace doublecheck::checker {

/// Expanded states have a row in the graph; all have one in the others. Kept by reference.
struct ExploredGraph {
  const StateGraph& graph;
  const FairnessClasses& classes;
  const SearchTree& tree;
  const PredicateTable& predicates;
};

/// An automaton that accepts what must never happen. Its propositions are `count` predicates from `first` on.
struct NeverClaim {
  const ltl::Automaton& automaton;
  std::size_t first = 0;
  std::size_t count = 0;
};

}  // namespace doublecheck::checker
