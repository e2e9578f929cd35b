/// Irrelevant history: what a side still remembers that no rule and no property that is asked for can ever see.
///
/// A model checker stores each difference between two states, also one that nothing depends on any more: the count of a
/// session that has been confirmed on both ends, the order in which messages of different chats arrived, a note for a
/// property that nobody asks for. Each of them multiplies the states. Here they are given one value, which is dead
/// variable elimination with the liveness of variables told by hand, and as exactly as a local state knows it.
///
/// Forgetting is a function of one side, and the law is: a side and what is left of it enable the same actions in the
/// same order; each action or post leads them to sides of which the same is left, and they post the same; and they
/// satisfy the same of the predicates that are asked. So being the same but for what is forgotten is a strong
/// bisimulation that respects what is asked, with actions and their classes of fairness as they are. Hence what is left
/// of all states answers every formula over these predicates as the states do.
/// Held against the full graph by tests/agreement/irrelevant_history_test.cpp.
#pragma once

#include "model/interest.hpp"
#include "model/side.hpp"

namespace doublecheck::model {

/// Gives one value to all in the side that is irrelevant to the rules and to the interest. Whether something is enabled
/// although nothing is queued stays known in any case.
void forget_irrelevant_history(Side& side, const Setup& setup, ClientId self, const Interest& interest);

}  // namespace doublecheck::model
