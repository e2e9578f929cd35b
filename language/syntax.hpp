/// Syntax trees: a formula as it was written, with its places and without any idea of what its names mean.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "language/place.hpp"
#include "language/spelling.hpp"

namespace doublecheck::language {

/// A name with or without arguments. Two terms are equal if they say the same, wherever they stand.
struct Term {
  Span where;
  std::string name;
  bool quoted = false;          // then it is an element, has no arguments, and may hold anything but control characters
  std::vector<Term> arguments;  // of a function, a set or a predicate

  bool operator==(const Term& other) const;
};

/// One variable of a quantifier. At most one of `sort` and `set` is there.
struct Variable {
  Span where;  // its name
  std::string name;
  std::optional<Term> sort = {};  // a name alone
  std::optional<Term> set = {};

  bool operator==(const Variable& other) const;  // places do not count
};

struct Syntax {
  enum class Kind : std::uint8_t {
    constant,
    atom,
    equality,
    quantifier,
    connective,
  };

  Kind kind = Kind::constant;
  Span where;
  Span sign;           // the word or sign of the connective (the first, if there are several) or quantifier
  bool value = false;  // of a constant; of an equality: is it `=` and not `!=`?
  Quantifier quantifier{};
  Connective connective{};
  std::vector<Term> terms = {};          // an atom has one, whose name is the predicate's; an equality has two
  std::vector<Variable> variables = {};  // of a quantifier, one or more
  std::vector<Syntax> operands = {};     // of a quantifier one; of a connective one, two, or two and more

  bool operator==(const Syntax& other) const;  // places do not count
};

/// Trees of parsed formulas have at most this height, terms and their arguments included: whoever walks them may recur.
inline constexpr std::size_t kNestingMax = 200;

/// The formula on one line, with as few parentheses as possible: parsed, it is `syntax` again.
/// REQUIRES: names are words that are not reserved, or quoted and without a control character or both kinds of quote.
[[nodiscard]] std::string to_text(const Syntax& syntax);
[[nodiscard]] std::string to_text(const Term& term);

}  // namespace doublecheck::language
