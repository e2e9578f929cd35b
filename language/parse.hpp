/// Parsing: from the text of a formula to its syntax tree.
#pragma once

#include <string_view>
#include <variant>

#include "language/problem.hpp"
#include "language/syntax.hpp"

namespace doublecheck::language {

/// The syntax tree, or the first thing that is no formula. The grammar is in docs/properties.md. Any bytes may come;
/// the time is linear in their number, and the height, the parts and the variables of the tree are limited.
[[nodiscard]] std::variant<Syntax, Problem> parse(std::string_view text);

}  // namespace doublecheck::language
