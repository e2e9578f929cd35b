/// Which actions a search has met, and why it has not met the others.
#pragma once

#include "checker/counts.hpp"
#include "cli/action_labels.hpp"
#include "model/setup.hpp"
#include "reports/results.hpp"

#include <span>
#include <string>
#include <vector>

namespace doublecheck::cli {

/// What of this setup's options and budgets rules the action out, for example "budgets.breaks is 0"; empty if nothing
/// does.
std::string why_impossible(const model::Setup& setup, const ActionLabel& label);

/// Every label that there is. `counts`: by label. `is_complete`: whether all states were seen.
std::vector<reports::ActionCoverage> action_coverage(const model::Setup& setup,
                                                     std::span<const checker::LabelCounts> counts, bool is_complete);

}  // namespace doublecheck::cli
