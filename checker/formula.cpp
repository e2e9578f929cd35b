#include "checker/formula.hpp"

#include <algorithm>

#include "checker/assert.hpp"

namespace doublecheck::checker {
namespace {

using Clauses = std::optional<std::vector<Clause>>;

/// The clauses of "one or the other": every clause of the one joined with every clause of the other.
Clauses either(const std::vector<Clause>& one, const std::vector<Clause>& other, std::size_t clauses_max) {
  if (one.size() * other.size() > clauses_max) return std::nullopt;
  std::vector<Clause> clauses;
  for (const Clause& left : one) {
    for (const Clause& right : other) {
      Clause both = left;
      both.insert(both.end(), right.begin(), right.end());
      std::ranges::sort(both);
      const auto [first, last] = std::ranges::unique(both);
      both.erase(first, last);
      clauses.push_back(std::move(both));
    }
  }
  return clauses;
}

/// Of the formula if `positive`, else of its negation.
Clauses clauses_of(const Formula& formula, bool positive, std::size_t clauses_max) {
  switch (formula.kind) {
    case Formula::Kind::constant:
      return formula.value == positive ? std::vector<Clause>{} : std::vector<Clause>{Clause{}};
    case Formula::Kind::predicate:
      return std::vector<Clause>{{{formula.predicate, positive}}};
    case Formula::Kind::negation:
      return clauses_of(formula.operands.at(0), !positive, clauses_max);
    case Formula::Kind::conjunction:
    case Formula::Kind::disjunction:
      break;
  }
  const bool joins_all = (formula.kind == Formula::Kind::conjunction) == positive;
  std::vector<Clause> clauses;
  if (!joins_all) clauses.emplace_back();  // false, until an operand is true
  for (const Formula& operand : formula.operands) {
    Clauses next = clauses_of(operand, positive, clauses_max);
    if (!next) return std::nullopt;
    if (joins_all) {
      clauses.insert(clauses.end(), next->begin(), next->end());
      if (clauses.size() > clauses_max) return std::nullopt;
    } else {
      Clauses joined = either(clauses, *next, clauses_max);
      if (!joined) return std::nullopt;
      clauses = std::move(*joined);
    }
  }
  return clauses;
}

}  // namespace

bool evaluate(const Formula& formula, const std::function<bool(std::size_t)>& holds) {
  const auto is_true = [&](const Formula& operand) { return evaluate(operand, holds); };
  switch (formula.kind) {
    case Formula::Kind::constant:
      return formula.value;
    case Formula::Kind::predicate:
      return holds(formula.predicate);
    case Formula::Kind::negation:
      return !is_true(formula.operands.at(0));
    case Formula::Kind::conjunction:
      return std::ranges::all_of(formula.operands, is_true);
    case Formula::Kind::disjunction:
      return std::ranges::any_of(formula.operands, is_true);
  }
  CHECKER_ASSERT(false);
  return false;
}

std::optional<std::vector<Clause>> conjunctive_normal_form(const Formula& formula, std::size_t clauses_max) {
  return clauses_of(formula, true, clauses_max);
}

}  // namespace doublecheck::checker
