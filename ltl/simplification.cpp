#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "ltl/assert.hpp"
#include "ltl/formula.hpp"
#include "ltl/implication.hpp"

// The rules are those of Somenzi and Bloem ("Efficient Büchi automata from LTL formulae", 2000) and of Etessami and
// Holzmann ("Optimizing Büchi automata", 2000), as far as they make automata smaller here.

namespace doublecheck::ltl {
namespace {

using Kind = Formula::Kind;

/// The formula or its negation, in negation normal form.
Formula normal_form(const Formula& formula, bool positive) {
  const auto operands = [&] {
    std::vector<Formula> forms;
    for (const Formula& operand : formula.operands) forms.push_back(normal_form(operand, positive));
    return forms;
  };
  const auto of_kind = [&](Kind kind, Kind dual) {
    return Formula{.kind = positive ? kind : dual, .operands = operands()};
  };
  switch (formula.kind) {
    case Kind::constant:
      return constant(formula.value == positive);
    case Kind::proposition:
      return positive ? formula : negation(formula);
    case Kind::negation:
      return normal_form(formula.operands.at(0), !positive);
    case Kind::conjunction:
      return of_kind(Kind::conjunction, Kind::disjunction);
    case Kind::disjunction:
      return of_kind(Kind::disjunction, Kind::conjunction);
    case Kind::next:
      return of_kind(Kind::next, Kind::next);
    case Kind::until:
      return of_kind(Kind::until, Kind::release);
    case Kind::release:
      return of_kind(Kind::release, Kind::until);
    case Kind::once:
      return of_kind(Kind::once, Kind::historically);
    case Kind::historically:
      return of_kind(Kind::historically, Kind::once);
  }
  LTL_ASSERT(false);
  return formula;
}

// Each of the following builds one operation over operands that are simplified already, as a simplified formula.

Formula joined(Kind kind, std::vector<Formula> operands);

Formula joined(Kind kind, Formula one, Formula other) {
  std::vector<Formula> operands;
  operands.push_back(std::move(one));
  operands.push_back(std::move(other));
  return joined(kind, std::move(operands));
}

Formula simplified_next(Formula operand) {
  if (operand.kind == Kind::constant) return operand;
  if (stays_before(operand) && stays_after(operand)) return operand;
  return next(std::move(operand));
}

/// X a U X b = X (a U b), and the same for release. A constant is its own next.
std::optional<std::pair<Formula, Formula>> without_next(const Formula& left, const Formula& right) {
  if (right.kind != Kind::next) return std::nullopt;
  if (left.kind == Kind::constant) return std::pair{left, right.operands.at(0)};
  if (left.kind != Kind::next) return std::nullopt;
  return std::pair{left.operands.at(0), right.operands.at(0)};
}

Formula simplified_until(Formula left, Formula right) {
  if (left == constant(false) || right.kind == Kind::constant) return right;
  if (stays_before(right) || implies(left, right)) return right;
  if (implies(normal_form(right, false), left)) left = constant(true);
  if (const auto pair = without_next(left, right)) {
    return simplified_next(simplified_until(pair->first, pair->second));
  }
  // a U (b U c) = b U c where a implies b, and F (b U c) = F c.
  if (right.kind == Kind::until) {
    if (implies(left, right.operands.at(0))) return right;
    if (left == constant(true)) return simplified_until(left, right.operands.at(1));
  }
  return until(std::move(left), std::move(right));
}

Formula simplified_release(Formula left, Formula right) {
  if (left == constant(true) || right.kind == Kind::constant) return right;
  if (stays_after(right) || implies(right, left)) return right;
  if (implies(left, normal_form(right, false))) left = constant(false);
  if (const auto pair = without_next(left, right)) {
    return simplified_next(simplified_release(pair->first, pair->second));
  }
  if (right.kind == Kind::release) {
    if (implies(right.operands.at(0), left)) return right;
    if (left == constant(false)) return simplified_release(left, right.operands.at(1));
  }
  return release(std::move(left), std::move(right));
}

Formula simplified_past(Kind kind, Formula operand) {
  if (operand.kind == Kind::constant || operand.kind == kind) return operand;
  return {.kind = kind, .operands = {std::move(operand)}};
}

/// One formula for two operands of a conjunction or disjunction, where a law joins them.
std::optional<Formula> merged(Kind kind, const Formula& one, const Formula& other) {
  if (one.kind != other.kind) return std::nullopt;
  const bool is_and = kind == Kind::conjunction;
  const auto both = [&](std::size_t index) { return joined(kind, one.operands.at(index), other.operands.at(index)); };
  switch (one.kind) {
    case Kind::constant:
    case Kind::proposition:
    case Kind::negation:
    case Kind::conjunction:
    case Kind::disjunction:
      return std::nullopt;
    case Kind::next:
      return simplified_next(both(0));
    case Kind::until:
      // a U c ∧ b U c = (a ∧ b) U c; a U b ∨ a U c = a U (b ∨ c); F G a ∧ F G b = F G (a ∧ b).
      if (is_and && one.operands.at(1) == other.operands.at(1)) return simplified_until(both(0), one.operands.at(1));
      if (!is_and && one.operands.at(0) == other.operands.at(0)) return simplified_until(one.operands.at(0), both(1));
      if (is_and && is_eventually(one) && is_eventually(other) && is_always(one.operands.at(1)) &&
          is_always(other.operands.at(1))) {
        return simplified_until(constant(true), both(1));
      }
      return std::nullopt;
    case Kind::release:
      if (!is_and && one.operands.at(1) == other.operands.at(1)) return simplified_release(both(0), one.operands.at(1));
      if (is_and && one.operands.at(0) == other.operands.at(0)) return simplified_release(one.operands.at(0), both(1));
      if (!is_and && is_always(one) && is_always(other) && is_eventually(one.operands.at(1)) &&
          is_eventually(other.operands.at(1))) {
        return simplified_release(constant(false), both(1));
      }
      return std::nullopt;
    case Kind::once:
      return is_and ? std::nullopt : std::optional(simplified_past(Kind::once, both(0)));
    case Kind::historically:
      return is_and ? std::optional(simplified_past(Kind::historically, both(0))) : std::nullopt;
  }
  LTL_ASSERT(false);
  return std::nullopt;
}

/// Merges the first two operands that a law joins. Returns whether there were any.
bool merge_two(Kind kind, std::vector<Formula>& operands) {
  for (std::size_t one = 0; one < operands.size(); ++one) {
    for (std::size_t other = one + 1; other < operands.size(); ++other) {
      std::optional<Formula> both = merged(kind, operands[one], operands[other]);
      if (!both) continue;
      operands.erase(operands.begin() + static_cast<std::ptrdiff_t>(other));
      operands[one] = std::move(*both);
      return true;
    }
  }
  return false;
}

/// Drops the operands that say nothing beside another one: in a conjunction those that another implies.
void drop_implied(Kind kind, std::vector<Formula>& operands) {
  const auto is_idle_beside = [&](const Formula& one, const Formula& other) {
    return kind == Kind::conjunction ? implies(other, one) : implies(one, other);
  };
  for (std::size_t index = 0; index < operands.size();) {
    bool is_idle = false;
    for (std::size_t other = 0; other < operands.size() && !is_idle; ++other) {
      is_idle = other != index && is_idle_beside(operands[index], operands[other]);
    }
    if (is_idle) {
      operands.erase(operands.begin() + static_cast<std::ptrdiff_t>(index));
    } else {
      ++index;
    }
  }
}

/// Whether two operands together make the whole false (of a conjunction) or true (of a disjunction).
bool exclude_each_other(Kind kind, const Formula& one, const Formula& other) {
  const Formula opposite = normal_form(other, false);
  return kind == Kind::conjunction ? implies(one, opposite) : implies(opposite, one);
}

Formula joined(Kind kind, std::vector<Formula> operands) {
  const bool neutral = kind == Kind::conjunction;
  std::vector<Formula> flat;
  for (Formula& operand : operands) {
    if (operand.kind == kind) {
      flat.insert(flat.end(), operand.operands.begin(), operand.operands.end());
    } else {
      flat.push_back(std::move(operand));
    }
  }
  if (std::ranges::find(flat, constant(!neutral)) != flat.end()) return constant(!neutral);
  std::erase(flat, constant(neutral));
  std::ranges::sort(flat);
  const auto [first, last] = std::ranges::unique(flat);
  flat.erase(first, last);
  // What was merged may be of the same kind again, or a constant.
  if (merge_two(kind, flat)) return joined(kind, std::move(flat));
  drop_implied(kind, flat);
  for (std::size_t one = 0; one < flat.size(); ++one) {
    for (std::size_t other = one + 1; other < flat.size(); ++other) {
      if (exclude_each_other(kind, flat[one], flat[other])) return constant(!neutral);
    }
  }
  if (flat.empty()) return constant(neutral);
  if (flat.size() == 1) return flat.front();
  return {.kind = kind, .operands = std::move(flat)};
}

/// REQUIRES: the formula is in negation normal form.
Formula simplified_normal_form(const Formula& formula) {
  std::vector<Formula> operands;
  for (const Formula& operand : formula.operands) operands.push_back(simplified_normal_form(operand));
  switch (formula.kind) {
    case Kind::constant:
    case Kind::proposition:
    case Kind::negation:
      return formula;
    case Kind::conjunction:
    case Kind::disjunction:
      return joined(formula.kind, std::move(operands));
    case Kind::next:
      return simplified_next(std::move(operands.at(0)));
    case Kind::until:
      return simplified_until(std::move(operands.at(0)), std::move(operands.at(1)));
    case Kind::release:
      return simplified_release(std::move(operands.at(0)), std::move(operands.at(1)));
    case Kind::once:
    case Kind::historically:
      return simplified_past(formula.kind, std::move(operands.at(0)));
  }
  LTL_ASSERT(false);
  return formula;
}

}  // namespace

Formula negation_normal_form(const Formula& formula) { return normal_form(formula, true); }

Formula simplified(const Formula& formula) { return simplified_normal_form(normal_form(formula, true)); }

std::optional<Formula> invariant_of(const Formula& formula) {
  const Formula simple = simplified(formula);
  if (simple.kind == Kind::constant) return simple;
  if (is_always(simple) && is_propositional(simple.operands.at(1))) return simple.operands.at(1);
  return std::nullopt;
}

}  // namespace doublecheck::ltl
