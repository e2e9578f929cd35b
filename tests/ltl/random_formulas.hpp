/// Random formulas and words, the same ones for the same seed on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "ltl/automaton.hpp"
#include "ltl/formula.hpp"

namespace doublecheck::tests {

/// splitmix64.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t draw();
  /// From 0 to count - 1. REQUIRES: count > 0.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(draw() % count); }

 private:
  std::uint64_t state_;
};

/// Which operators may be drawn.
struct Operators {
  bool next = true;
  bool past = false;
  bool future_under_past = false;
};

/// A formula with `size` operators and propositions, over the propositions 0 to propositions - 1.
ltl::Formula random_formula(Dice& dice, std::size_t size, std::size_t propositions, const Operators& operators);

/// A word with up to `length_max` letters before its cycle, and as many in it.
ltl::Lasso random_lasso(Dice& dice, std::size_t length_max, std::size_t propositions);

/// a, b, c, …
std::string letter_name(std::size_t proposition);

/// The formula over these names.
std::string in_letters(const ltl::Formula& formula);

}  // namespace doublecheck::tests
