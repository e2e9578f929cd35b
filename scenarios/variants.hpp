/// Variants of a scenario: single values that are changed, one after the other or in all combinations.
#pragma once

#include <string>
#include <vector>

#include "scenarios/document.hpp"
#include "scenarios/problems.hpp"

namespace doublecheck::scenarios {

inline constexpr std::size_t kVariantsMax = 64;

/// A value that is put in place of another. `key` as of a setting.
struct Change {
  std::string key;
  Place place;  // of the key's first letter
  Value value;
};

struct VariantChanges {
  std::string name;
  Place place;
  std::vector<Change> changes;
};

/// Takes the tables `variants` and `sweep` out of the document: each variant that has a name, then each combination of
/// the values of the sweep, the last key varying fastest.
std::vector<VariantChanges> take_variants(Table& document, Problems& problems);

/// "options.retention = forever".
std::string to_text(const Change& change);

}  // namespace doublecheck::scenarios
