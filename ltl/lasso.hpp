/// What a formula means on a word that repeats itself in the end.
#pragma once

#include <cstdint>
#include <vector>

#include "ltl/formula.hpp"

namespace doublecheck::ltl {

/// The propositions that are true at one position: bit i stands for proposition i.
using Letter = std::uint64_t;

/// The endless word of the prefix and then the cycle again and again.
struct Lasso {
  std::vector<Letter> prefix = {};
  std::vector<Letter> cycle = {};  // not empty

  bool operator==(const Lasso&) const = default;
};

/// Whether the formula is true at the first position of the word. Follows the definition of each operator and knows
/// nothing of automata, so that they can be tested against it: time is quadratic in the length of the word.
/// REQUIRES: the cycle is not empty.
bool holds_on(const Formula& formula, const Lasso& lasso);

/// Of each position of the prefix and of the first time round the cycle, whether the formula is true there. Operators
/// of the past see what is before the position. Otherwise as holds_on.
std::vector<bool> truth_along(const Formula& formula, const Lasso& lasso);

}  // namespace doublecheck::ltl
