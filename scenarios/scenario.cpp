#include "scenarios/scenario.hpp"

#include <algorithm>

namespace doublecheck::scenarios {

const AskedProperty* find_asked(std::span<const AskedProperty> properties, std::string_view name) {
  const auto is_called = [&](const AskedProperty& asked) { return asked.property.name == name; };
  const auto found = std::ranges::find_if(properties, is_called);
  return found == properties.end() ? nullptr : &*found;
}

const AskedProperty* find_asked(const Scenario& scenario, std::string_view name) {
  return find_asked(scenario.properties, name);
}

model::Interest interest_of(const Scenario& scenario) {
  model::Interest interest;
  for (const AskedProperty& asked : scenario.properties) interest |= properties::interest_of(asked.property);
  return interest;
}

Scenario without_mutation(Scenario mutant) {
  mutant.name += " without its mutation";
  mutant.setup.options = mutant.unmutated;
  std::erase_if(mutant.properties, [](const AskedProperty& asked) { return asked.expected != Expected::violated; });
  for (AskedProperty& asked : mutant.properties) {
    asked.expected = Expected::holds;
    properties::state_claims(asked.property, mutant.setup);
  }
  return mutant;
}

}  // namespace doublecheck::scenarios
