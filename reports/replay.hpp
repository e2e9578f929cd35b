/// Replays as plain data: a saved path taken again, with what every step changed and what formulas say of it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "reports/results.hpp"

namespace doublecheck::reports {

/// A field of a state that a step changed.
struct StateChange {
  std::vector<std::string> path;  // from the outside in: "bob", "client", "received"
  std::string before;
  std::string after;
};

/// What a step changed of the state, and of what one can ask of it.
struct StepChanges {
  std::vector<StateChange> fields;
  std::vector<std::string> became_true;  // "is_stored_by(bob, m1)"
  std::vector<std::string> became_false;
};

/// A formula for one choice of the variables in front of it, along the path.
struct FormulaInstance {
  std::string choice;                      // "m1, bob"; empty if there is nothing to choose
  std::vector<std::string> propositions;   // its largest parts without an operator of time
  std::vector<std::vector<bool>> is_true;  // by state, then by proposition; the initial state first
  std::vector<bool> holds;                 // by state: the formula, of the run from there on
};

struct FollowedFormula {
  std::string text;                        // as given
  std::vector<FormulaInstance> instances;  // none: its variables have nothing to run through, so that it holds
};

/// Something that may happen in a state.
struct PossibleAction {
  std::string action;  // as in a path file
  std::string words;   // one sentence
};

/// Where a path stops being possible.
struct Obstacle {
  std::size_t step = 0;                  // from 0
  std::string action;                    // that is not possible, as in a path file
  std::string meaning;                   // of actions of its kind: "an item arrives"
  std::size_t line = 0;                  // of the path file, from 1; 0 if it does not come from one
  std::vector<PossibleAction> possible;  // what may happen there instead, the most similar first
};

/// One more entry of states than of steps: the state before the first step is state 0.
struct Replay {
  std::string file;                        // of the path
  std::string scenario;                    // the file that it names
  std::string title;                       // of the scenario
  Counterexample told;                     // as far as the path is possible
  std::vector<std::string> true_at_start;  // of what one can ask of a state
  std::vector<StepChanges> changes;        // by step
  std::vector<FollowedFormula> formulas;
  std::optional<Obstacle> obstacle;
  std::vector<std::string> findings;  // what came of it, one line each
  bool does_what_it_says = false;     // possible to its end in both drivers, and violates what it is said to
};

/// "from here on the steps repeat for ever" and the like: how the run goes on behind its last step, for formulas, which
/// speak of runs without an end.
std::string continuation_of(const Replay& replay);

}  // namespace doublecheck::reports
