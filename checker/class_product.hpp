/// The product of a never claim and the classes of states: a first look, after which most properties that hold need no
/// other.
#pragma once

#include "checker/fair_states.hpp"
#include "checker/letters.hpp"

namespace doublecheck::checker {

/// False only if the claim accepts no fair run: the automaton runs beside classes, of which any may follow any that it
/// follows somewhere in the graph, and accepts in none that has a fair state. Takes no time that depends on the size of
/// the graph, but for that of the classes.
bool could_accept(const Letters& letters, const FairStates& fair);

}  // namespace doublecheck::checker
