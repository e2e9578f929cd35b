/// Where in an explored graph a fair run can be for ever: few states as a rule, found once and asked by every property.
#pragma once

#include <optional>
#include <vector>

#include "checker/explored_graph.hpp"
#include "checker/fair_components.hpp"

namespace doublecheck::checker {

struct FairStates {
  /// Those of the maximal fair components; rising. A set of states in which some run can stay and be fair, whatever
  /// property it breaks, is a part of one of these.
  std::vector<StateId> recurring;
  /// Those where it is fair that nothing more happens: no enabled action is of any kind of fairness. Rising, and a part
  /// of the others.
  std::vector<StateId> ending;
};

/// Nothing if keep_going ended the search.
std::optional<FairStates> fair_states_of(const ExploredGraph& explored, const KeepGoing& keep_going);

}  // namespace doublecheck::checker
