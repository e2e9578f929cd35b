#include "scenarios/standard_properties.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "scenarios/document.hpp"
#include "scenarios/shipped_texts.hpp"
#include "scenarios/values.hpp"

namespace doublecheck::scenarios {
namespace {

std::vector<StandardProperty> read() {
  const ShippedText& shipped = shipped_properties();
  Problems problems(shipped.file, shipped.text);
  const auto document = parse_document(shipped.text, problems);
  if (!document) throw std::logic_error("the file of the standard properties is no TOML");
  std::vector<StandardProperty> properties;
  for (const Entry& entry : document->entries) {
    const Entry* formula = find_entry(std::get<Table>(entry.value.content), "formula");
    properties.push_back({entry.key, trimmed(std::get<std::string>(formula->value.content))});
  }
  return properties;
}

}  // namespace

std::span<const StandardProperty> standard_properties() {
  static const std::vector<StandardProperty> properties = read();
  return properties;
}

std::string_view formula_of(std::string_view property) {
  return std::ranges::find(standard_properties(), property, &StandardProperty::name)->formula;
}

}  // namespace doublecheck::scenarios
