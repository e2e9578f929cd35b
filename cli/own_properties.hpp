/// What a counterexample against a scenario's own property shows, in words.
#pragma once

#include "cli/story.hpp"
#include "scenarios/scenario.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace doublecheck::cli {

/// Which instance of the property fails, and for which values: at the end of the story, or on its cycle.
/// `instance`: as in properties::Claim; of a safety property it is found out. REQUIRES: the story breaks the property.
std::string sentence_about(const scenarios::OwnProperty& property, std::string_view instance, const Story& story,
                           std::optional<std::size_t> cycle_start);

}  // namespace doublecheck::cli
