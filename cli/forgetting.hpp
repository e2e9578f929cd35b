/// Forgetting irrelevant history as users of the program meet it: when a check leaves it out, and what reports say of
/// that.
#pragma once

#include "cli/checking.hpp"
#include "reports/results.hpp"

#include <optional>

namespace doublecheck::cli {

/// Does this search leave irrelevant history out of states? What asks about all of the space explores all of it.
bool forgets_irrelevant_history(const CheckSettings& settings);

/// What was left out; nothing where nothing was.
std::optional<reports::Reduction> reduction_by_forgetting(const CheckSettings& settings);

}  // namespace doublecheck::cli
