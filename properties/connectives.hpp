/// Connectives: those of the language as those of linear temporal logic.
#pragma once

#include "language/spelling.hpp"
#include "ltl/formula.hpp"

#include <vector>

namespace doublecheck::properties {

/// The operands joined by the connective. REQUIRES: as many as it takes.
ltl::Formula joined(language::Connective connective, std::vector<ltl::Formula> operands);

}  // namespace doublecheck::properties
