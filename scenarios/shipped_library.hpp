/// The scenario library that is part of the program.
#pragma once

#include <vector>

#include "scenarios/scenario.hpp"

namespace doublecheck::scenarios {

/// Every scenario of scenarios/library, mutants included; those of a folder in alphabetical order.
std::vector<Scenario> shipped_library();

}  // namespace doublecheck::scenarios
