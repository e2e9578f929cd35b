/// What makes a search the one that it is: everything that the explored graph and its verdicts depend on, as text.
#pragma once

#include <string>

#include "scenarios/scenario.hpp"

namespace doublecheck::cli {

/// Equal texts: the same version of the program would find the same. What a scenario says for readers and for the
/// simulator is not in it.
std::string search_identity(const scenarios::Scenario& scenario, bool is_reduced_by_symmetry, bool forgets_history);

}  // namespace doublecheck::cli
