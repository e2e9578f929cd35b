/// Searching: one scenario explored or walked by the engine that its user asks for.
#pragma once

#include "checker/verdicts.hpp"
#include "cli/checked_protocol.hpp"
#include "cli/checking.hpp"
#include "cli/claims.hpp"
#include "scenarios/scenario.hpp"

#include <vector>

namespace doublecheck::cli {

using SearchResult = checker::CheckResult<CheckedProtocol>;

/// One scenario with its claims, ready to be explored.
struct Question {
  /// `forgets`: whether history that is irrelevant to its properties is left out of states.
  explicit Question(const scenarios::Scenario& scenario, bool forgets = false);

  CheckedProtocol protocol;
  std::vector<Claim> claims;
};

/// As CheckSettings::search says; of the fewest faults, with the scenario's own budgets.
SearchResult search(const scenarios::Scenario& scenario, const CheckSettings& settings,
                    const checker::ExplorationOptions& exploration);

/// The searches that do not explore everything breadth first and exactly.
SearchResult search_approximately(const Question& question, const CheckSettings& settings,
                                  const checker::ExplorationOptions& exploration);
SearchResult search_depth_first(const Question& question, const checker::ExplorationOptions& exploration);
SearchResult walk(const Question& question, const CheckSettings& settings,
                  const checker::ExplorationOptions& exploration);

}  // namespace doublecheck::cli
