/// Searching: one scenario explored or walked by the engine that its user asks for.
#pragma once

#include "checker/verdicts.hpp"
#include "cli/checked_protocol.hpp"
#include "cli/checking.hpp"
#include "cli/claims.hpp"
#include "engine/snapshot_rules.hpp"
#include "scenarios/scenario.hpp"

#include <optional>
#include <string>
#include <vector>

namespace doublecheck::cli {

using SearchResult = checker::CheckResult<CheckedProtocol>;

/// One scenario with its claims and what is to be sighted, ready to be explored.
struct Question {
  /// `forgets`: whether history that is irrelevant to its properties is left out of states.
  explicit Question(const scenarios::Scenario& scenario, bool forgets = false);

  CheckedProtocol protocol;
  std::vector<Claim> claims;
};

/// What a search that is kept must be like for this question.
engine::SearchShape shape_of(const Question& question);

/// As CheckSettings::search says; of the fewest faults, with the scenario's own budgets. `storage_failure`, if given:
/// what goes wrong with the file for states that do not fit into memory.
SearchResult search(const scenarios::Scenario& scenario, const CheckSettings& settings,
                    const checker::ExplorationOptions& exploration,
                    std::optional<std::string>* storage_failure = nullptr);

/// The searches that do not explore everything breadth first and exactly.
SearchResult search_approximately(const Question& question, const CheckSettings& settings,
                                  const checker::ExplorationOptions& exploration);
SearchResult search_depth_first(const Question& question, const checker::ExplorationOptions& exploration);
SearchResult walk(const Question& question, const CheckSettings& settings,
                  const checker::ExplorationOptions& exploration);

}  // namespace doublecheck::cli
