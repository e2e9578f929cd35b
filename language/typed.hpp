/// Typed formulas: those whose every name is known and fits its place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "language/spelling.hpp"
#include "language/syntax.hpp"
#include "language/vocabulary.hpp"

namespace doublecheck::language {

struct TypedTerm {
  enum class Kind : std::uint8_t { variable, element, function };

  Kind kind = Kind::variable;
  std::size_t number =
      0;  // of a variable: how many variables are bound around it; else that of the element or function
  SortNumber sort = 0;
  std::vector<TypedTerm> arguments = {};  // of a function

  bool operator==(const TypedTerm&) const = default;
};

struct TypedSet {
  SetNumber number = 0;
  std::vector<TypedTerm> arguments;

  bool operator==(const TypedSet&) const = default;
};

/// A variable runs through its set, or through all elements of its sort. Its set may use the variables before it.
struct TypedVariable {
  std::string name;
  SortNumber sort = 0;
  bool sort_is_written = false;  // and not inferred from its uses
  std::optional<TypedSet> set = {};

  bool operator==(const TypedVariable&) const = default;
};

struct TypedFormula {
  Syntax::Kind kind = Syntax::Kind::constant;
  bool value = false;  // as in Syntax
  Quantifier quantifier{};
  Connective connective{};
  PredicateNumber predicate = 0;              // of an atom
  std::vector<TypedTerm> terms = {};          // of an atom its arguments; of an equality two
  std::vector<TypedVariable> variables = {};  // of a quantifier
  std::vector<TypedFormula> operands = {};

  bool operator==(const TypedFormula&) const = default;
};

/// The formula in the language again; checked in the same vocabulary, it gives an equal one.
/// REQUIRES: the formula was checked with this vocabulary and these elements.
[[nodiscard]] std::string to_text(const TypedFormula& formula, const Vocabulary& vocabulary, const Elements& elements);

}  // namespace doublecheck::language
