/// The formulas of the standard properties, as scenarios/properties/standard.toml has them.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace doublecheck::scenarios {

struct StandardProperty {
  std::string name;     // "CUSTODY"
  std::string formula;  // in the language, as written
};

/// One for each property of model::property_catalogue(), in the order of the file.
std::span<const StandardProperty> standard_properties();

/// The formula of the property of this name. REQUIRES: there is one.
std::string_view formula_of(std::string_view property);

}  // namespace doublecheck::scenarios
