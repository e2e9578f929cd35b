// Random syntax trees, the same for the same seed everywhere.
#pragma once

#include <cstdint>

#include "language/syntax.hpp"

namespace doublecheck::tests {

/// Numbers of splitmix64 (Steele, Lea & Flood 2014).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  /// One of 0 … sides - 1. REQUIRES: sides > 0.
  std::uint64_t roll(std::uint64_t sides);

 private:
  std::uint64_t state_;
};

/// A tree of at most this height that has the shape of a parsed one; its names mean nothing.
[[nodiscard]] language::Syntax random_syntax(Dice& dice, int height);

}  // namespace doublecheck::tests
