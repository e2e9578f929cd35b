/// The application of settings: a document as it would be if the file said what the settings say.
#pragma once

#include <span>

#include "scenarios/document.hpp"
#include "scenarios/problems.hpp"
#include "scenarios/setting.hpp"
#include "scenarios/variants.hpp"

namespace doublecheck::scenarios {

/// Puts the values into the tree, in order. Tables that the file lacks are added, participants and array elements are
/// not.
void apply_settings(Table& document, std::span<const Setting> settings, Problems& problems);

/// Likewise what a variant changes.
void apply_changes(Table& document, std::span<const Change> changes, Problems& problems);

}  // namespace doublecheck::scenarios
