/// The standard properties, which are checked unless a scenario says otherwise: scenarios/properties/standard.toml.
#pragma once

#include "model/requirements.hpp"
#include "model/setup.hpp"
#include "properties/property.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::scenarios {

struct StandardProperty {
  std::string name;                    // "CUSTODY"
  std::string statement;               // one sentence, without a full stop
  std::string formula;                 // in the language, as written; names nothing of a scenario; or as in Property
  std::string premise;                 // as in properties::Property; likewise
  bool is_about_deadlocks = false;     // likewise
  model::RequirementSet requirements;  // which it covers
  bool is_safety = false;              // does it say no more than that something is true in every state?
};

/// In the order of the file.
std::span<const StandardProperty> standard_properties();

/// The one of this name, or nullptr.
const StandardProperty* find_standard_property(std::string_view name);

/// What it claims of this setup.
properties::Property property_of(const StandardProperty& standard, const model::Setup& setup);

/// The same of all of them.
std::vector<properties::Property> standard_properties_of(const model::Setup& setup);

}  // namespace doublecheck::scenarios
