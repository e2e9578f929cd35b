/// Smaller automata that accept the same words.
#pragma once

#include "ltl/automaton.hpp"
#include "ltl/work.hpp"

namespace doublecheck::ltl {

/// Drops states from which nothing is accepted and transitions beside which there are better ones, merges states that
/// cannot be told apart, and numbers the states breadth-first. docs/temporal-logic.md lists the steps.
/// Throws AutomatonTooLarge when the work is used up.
Automaton reduced(Automaton automaton, Work& work);

}  // namespace doublecheck::ltl
