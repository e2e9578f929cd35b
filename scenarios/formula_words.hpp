/// What diagnostics say of a wrong formula, wherever it was written.
#pragma once

#include <string>
#include <string_view>

#include "language/problem.hpp"
#include "properties/claims.hpp"

namespace doublecheck::scenarios {

/// What the marked place is.
std::string label_of(const language::Problem& problem);

/// The nearest word, or the words that there are; empty if there is no choice of words.
std::string help_with(const language::Problem& problem);

/// Why the formula cannot be followed.
std::string_view reason_for(properties::TooLarge limit);

inline constexpr std::string_view kHelpWithTooLarge =
    "`forall` in front splits a formula into instances, each of which is judged by itself";

}  // namespace doublecheck::scenarios
