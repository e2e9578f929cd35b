/// Grounding: typed formulas without their variables, over numbered propositions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "language/spelling.hpp"
#include "language/syntax.hpp"
#include "language/typed.hpp"
#include "language/vocabulary.hpp"

namespace doublecheck::language {

/// A formula without quantifiers, equalities and names. It keeps the structure of what was written.
struct Ground {
  enum class Kind : std::uint8_t { constant, proposition, connective };

  Kind kind = Kind::constant;
  bool value = false;           // of a constant
  std::size_t proposition = 0;  // index into Grounding::propositions
  Connective connective{};
  std::vector<Ground> operands = {};  // as in Syntax

  bool operator==(const Ground&) const = default;
};

/// A predicate of certain elements.
struct Proposition {
  PredicateNumber predicate = 0;
  std::vector<ElementNumber> arguments;

  auto operator<=>(const Proposition&) const = default;
};

struct BoundVariable {
  std::string variable;
  SortNumber sort = 0;
  ElementNumber element = 0;

  bool operator==(const BoundVariable&) const = default;
};

/// The formula for one choice of the variables that stand in front of it behind `forall`.
struct Instance {
  std::vector<BoundVariable> bindings;
  Ground formula;
  bool decided_while_grounding = false;  // did a quantifier over nothing or an equality become a constant?

  bool operator==(const Instance&) const = default;
};

struct Grounding {
  std::vector<Instance> instances;        // none: the variables have nothing to run through
  std::vector<Proposition> propositions;  // each once, in the order of their first appearance

  bool operator==(const Grounding&) const = default;
};

/// Splits the `forall`s in front into instances and expands all other quantifiers. Constants that a quantifier over
/// nothing or an equality makes are folded away; those that were written stay. Nothing if more than `nodes_max` nodes
/// would be made, all instances together.
/// REQUIRES: the formula was checked with the vocabulary and the elements of this universe.
[[nodiscard]] std::optional<Grounding> ground(const TypedFormula& formula, const Universe& universe,
                                              std::size_t nodes_max = 1'000'000);

/// The formula in the language.
/// REQUIRES: the formula is of this grounding, which is of this vocabulary and these elements.
[[nodiscard]] std::string to_text(const Ground& formula, const Grounding& grounding, const Vocabulary& vocabulary,
                                  const Elements& elements);

}  // namespace doublecheck::language
