/// The platform files, properties and scenarios that are part of the program: their texts, put into it when it is
/// built.
#pragma once

#include <span>
#include <string_view>

namespace doublecheck::scenarios {

struct ShippedText {
  std::string_view file;  // as seen from the root of the repository
  std::string_view text;
};

/// Every file of scenarios/platforms, in the order in which people read them.
std::span<const ShippedText> shipped_texts();

/// Every file of scenarios/library, those of a folder in alphabetical order.
std::span<const ShippedText> shipped_scenarios();

/// The file of the standard properties.
const ShippedText& shipped_properties();

}  // namespace doublecheck::scenarios
