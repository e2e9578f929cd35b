#include "scenarios/standard_properties.hpp"

#include <algorithm>
#include <stdexcept>

#include "scenarios/document.hpp"
#include "scenarios/sections.hpp"
#include "scenarios/shipped_texts.hpp"
#include "scenarios/table_reader.hpp"
#include "scenarios/values.hpp"

namespace doublecheck::scenarios {
namespace {

/// In which there is something of everything that a formula without names may speak of.
model::Setup smallest_setup() {
  model::Setup setup;
  setup.participants.resize(2);
  setup.participants[0].name = "alice";
  setup.participants[1].name = "bob";
  setup.workload = {{model::client_at(0), model::client_at(1), 0}};
  return setup;
}

StandardProperty read_property(const Entry& entry, Problems& problems) {
  TableReader reader(std::get<Table>(entry.value.content), entry.value.place, entry.key, problems);
  StandardProperty property;
  property.name = entry.key;
  property.statement = reader.required_text("statement", "one sentence");
  property.premise = trimmed(reader.text("premise", "a formula without operators of time").value_or(""));
  assign(property.is_about_deadlocks, reader.boolean("about_deadlocks"));
  if (!property.is_about_deadlocks) property.formula = trimmed(reader.required_text("formula", "a formula"));
  for (const unsigned number : read_requirements(reader, "requirements")) property.requirements.insert(number);
  reader.refuse_other_keys();
  property.is_safety = properties::is_safety(property_of(property, smallest_setup()));
  return property;
}

std::vector<StandardProperty> read() {
  const ShippedText& shipped = shipped_properties();
  Problems problems(shipped.file, shipped.text);
  std::vector<StandardProperty> properties;
  if (const auto document = parse_document(shipped.text, problems)) {
    for (const Entry& entry : document->entries) properties.push_back(read_property(entry, problems));
  }
  if (!problems.empty()) throw std::logic_error("the file of the standard properties has errors");
  return properties;
}

}  // namespace

std::span<const StandardProperty> standard_properties() {
  static const std::vector<StandardProperty> properties = read();
  return properties;
}

const StandardProperty* find_standard_property(std::string_view name) {
  const auto found = std::ranges::find(standard_properties(), name, &StandardProperty::name);
  return found == standard_properties().end() ? nullptr : &*found;
}

properties::Property property_of(const StandardProperty& standard, const model::Setup& setup) {
  properties::Property property;
  property.name = standard.name;
  property.statement = standard.statement;
  property.formula = standard.formula;
  property.premise = standard.premise;
  property.is_about_deadlocks = standard.is_about_deadlocks;
  property.requirements = model::numbers_in(standard.requirements);
  properties::state_claims(property, setup);
  return property;
}

std::vector<properties::Property> standard_properties_of(const model::Setup& setup) {
  std::vector<properties::Property> properties;
  for (const StandardProperty& standard : standard_properties()) properties.push_back(property_of(standard, setup));
  return properties;
}

}  // namespace doublecheck::scenarios
