/// A boolean formula over the predicates that a model names by number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace doublecheck::checker {

struct Formula {
  enum class Kind : std::uint8_t {
    constant,
    predicate,
    negation,     // of the only operand
    conjunction,  // true without operands
    disjunction,  // false without operands
  };

  Kind kind = Kind::constant;
  bool value = false;         ///< of a constant
  std::size_t predicate = 0;  ///< the model's number
  std::vector<Formula> operands = {};

  bool operator==(const Formula&) const = default;
};

inline Formula constant(bool value) { return {.kind = Formula::Kind::constant, .value = value}; }
inline Formula predicate(std::size_t number) { return {.kind = Formula::Kind::predicate, .predicate = number}; }
inline Formula negation(Formula operand) { return {.kind = Formula::Kind::negation, .operands = {std::move(operand)}}; }
inline Formula conjunction(std::vector<Formula> operands) {
  return {.kind = Formula::Kind::conjunction, .operands = std::move(operands)};
}
inline Formula disjunction(std::vector<Formula> operands) {
  return {.kind = Formula::Kind::disjunction, .operands = std::move(operands)};
}

/// The truth of the formula, where `holds` tells that of a predicate.
bool evaluate(const Formula& formula, const std::function<bool(std::size_t)>& holds);

/// A predicate or its negation.
struct Literal {
  std::size_t predicate = 0;
  bool positive = true;

  auto operator<=>(const Literal&) const = default;
};

/// A disjunction: true if one of its literals is.
using Clause = std::vector<Literal>;

/// Clauses that are all true exactly where the formula is; nothing if there would be more than `clauses_max`.
std::optional<std::vector<Clause>> conjunctive_normal_form(const Formula& formula, std::size_t clauses_max);

}  // namespace doublecheck::checker
