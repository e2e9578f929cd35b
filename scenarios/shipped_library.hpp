/// The scenario library that is part of the program.
#pragma once

#include <string_view>
#include <vector>

#include "scenarios/scenario.hpp"

namespace doublecheck::scenarios {

/// Every scenario of scenarios/library, mutants included; those of a folder in alphabetical order.
std::vector<Scenario> shipped_library();

/// The one of this name, such as "01-happy-path". REQUIRES: there is one.
Scenario shipped_scenario(std::string_view name);

}  // namespace doublecheck::scenarios
