/// Checking: from syntax trees to typed formulas, or to everything that is wrong with them.
#pragma once

#include <variant>
#include <vector>

#include "language/problem.hpp"
#include "language/syntax.hpp"
#include "language/typed.hpp"
#include "language/vocabulary.hpp"

namespace doublecheck::language {

/// The typed formula, or one problem and more, in the order of their places. A bare word is the variable of this name
/// if there is one in reach, else an element; a word in quotes is always an element.
/// REQUIRES: elements has as many lists as vocabulary has sorts.
[[nodiscard]] std::variant<TypedFormula, std::vector<Problem>> check(const Syntax& syntax, const Vocabulary& vocabulary,
                                                                     const Elements& elements);

}  // namespace doublecheck::language
