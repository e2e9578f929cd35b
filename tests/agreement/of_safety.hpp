/// Scenarios that ask for safety only, for what is sound for nothing else.
#pragma once

#include "scenarios/scenario.hpp"

#include <vector>

namespace doublecheck {

/// The scenario with its safety properties only.
inline scenarios::Scenario of_safety(scenarios::Scenario scenario) {
  std::erase_if(scenario.properties,
                [](const scenarios::AskedProperty& asked) { return !properties::is_safety(asked.property); });
  return scenario;
}

}  // namespace doublecheck
