/// Scenarios that ask for safety only, for what is sound for nothing else.
#pragma once

#include "model/properties.hpp"
#include "scenarios/scenario.hpp"

#include <vector>

namespace doublecheck {

/// The scenario with its safety properties only.
inline scenarios::Scenario of_safety(scenarios::Scenario scenario) {
  std::erase_if(scenario.properties,
                [](model::PropertyId id) { return model::info_of(id).kind != model::PropertyKind::safety; });
  return scenario;
}

}  // namespace doublecheck
