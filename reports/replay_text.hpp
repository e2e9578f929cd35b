/// Replays as text: steps, what each changed, and what formulas say of the states between them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reports/replay.hpp"
#include "reports/text_style.hpp"

namespace doublecheck::reports {

/// What is told of each step besides the step itself.
struct ReplayDetails {
  bool differences = true;  // of the state, field by field
  bool predicates = true;   // those that became true or false
};

/// "bob ▸ client ▸ received: [m1]", without a line end.
std::string text_of(const std::vector<std::string>& path, std::string_view value, const TextStyle& style);

/// A line for each field that changed: "bob ▸ client ▸ received: [] → [m1]"; empty if there are none.
std::string differences_text(const StepChanges& changes, const TextStyle& style);

/// The step that led to the state with its number, words and details, and what formulas say of the state. State 0 is
/// the start. REQUIRES: the replay has this state.
std::string state_text(const Replay& replay, std::size_t state, const ReplayDetails& details, const TextStyle& style);

/// What the formula says in a state: a line for each instance, with the truth of its propositions below.
std::string formula_text(const FollowedFormula& formula, std::size_t state, const TextStyle& style);

/// All states, from the start to the last.
std::string steps_text(const Replay& replay, const ReplayDetails& details, const TextStyle& style);

/// Where the path stops being possible, what changed last before that and what may happen instead; at most
/// `actions_max` of these. REQUIRES: there is an obstacle.
std::string obstacle_text(const Replay& replay, const TextStyle& style, std::size_t actions_max = 8);

/// The findings and, in the last line, whether the path does what it says.
std::string outcome_text(const Replay& replay, const TextStyle& style);

}  // namespace doublecheck::reports
