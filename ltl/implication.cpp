#include "ltl/implication.hpp"

#include <algorithm>
#include <cstddef>

#include "ltl/assert.hpp"

namespace doublecheck::ltl {
namespace {

using Kind = Formula::Kind;

/// The search branches at every operator on either side; whoever asks can live without an answer.
constexpr std::size_t kStepsMax = 2'000;

class Search {
 public:
  bool implies(const Formula& one, const Formula& other) {
    if (++steps_ > kStepsMax) return false;
    if (one == other || one == constant(false) || other == constant(true)) return true;
    return weakens(one, other) || strengthens(one, other) || is_monotonous(one, other) || is_carried(one, other);
  }

 private:
  /// Whether the one implies something that implies the other, found by taking the one apart.
  bool weakens(const Formula& one, const Formula& other) {
    const auto implies_other = [&](const Formula& operand) { return implies(operand, other); };
    switch (one.kind) {
      case Kind::constant:
      case Kind::proposition:
      case Kind::negation:
      case Kind::next:
      case Kind::once:
        return false;
      case Kind::conjunction:
        return std::ranges::any_of(one.operands, implies_other);
      case Kind::disjunction:
      case Kind::until:  // one of the two is true now
        return std::ranges::all_of(one.operands, implies_other);
      case Kind::release:
        return implies_other(one.operands.at(1));
      case Kind::historically:
        return implies_other(one.operands.at(0));
    }
    LTL_ASSERT(false);
    return false;
  }

  /// The same by taking the other apart.
  bool strengthens(const Formula& one, const Formula& other) {
    const auto is_implied = [&](const Formula& operand) { return implies(one, operand); };
    switch (other.kind) {
      case Kind::constant:
      case Kind::proposition:
      case Kind::negation:
      case Kind::next:
      case Kind::historically:
        return false;
      case Kind::conjunction:
      case Kind::release:  // both are true now
        return std::ranges::all_of(other.operands, is_implied);
      case Kind::disjunction:
        return std::ranges::any_of(other.operands, is_implied);
      case Kind::until:
        return is_implied(other.operands.at(1));
      case Kind::once:
        return is_implied(other.operands.at(0));
    }
    LTL_ASSERT(false);
    return false;
  }

  /// Every temporal operator is true of more if its operands are.
  bool is_monotonous(const Formula& one, const Formula& other) {
    const bool is_temporal = one.kind == Kind::next || one.kind == Kind::until || one.kind == Kind::release ||
                             one.kind == Kind::once || one.kind == Kind::historically;
    if (!is_temporal || one.kind != other.kind) return false;
    for (std::size_t index = 0; index < one.operands.size(); ++index) {
      if (!implies(one.operands[index], other.operands[index])) return false;
    }
    return true;
  }

  /// What will be true later is true now of some, and what is true now stays true of others.
  bool is_carried(const Formula& one, const Formula& other) {
    if (one.kind == Kind::until && stays_before(other) && implies(one.operands.at(1), other)) return true;
    return other.kind == Kind::release && stays_after(one) && implies(one, other.operands.at(1));
  }

  std::size_t steps_ = 0;
};

}  // namespace

bool implies(const Formula& one, const Formula& other) { return Search().implies(one, other); }

bool stays_before(const Formula& formula) {
  switch (formula.kind) {
    case Kind::constant:
    case Kind::historically:
      return true;
    case Kind::proposition:
    case Kind::negation:
    case Kind::once:
      return false;
    case Kind::conjunction:
    case Kind::disjunction:
    case Kind::next:
      return std::ranges::all_of(formula.operands, stays_before);
    case Kind::until:
      return formula.operands.at(0) == constant(true) || stays_before(formula.operands.at(1));
    case Kind::release:
      return stays_before(formula.operands.at(1));
  }
  LTL_ASSERT(false);
  return false;
}

bool stays_after(const Formula& formula) {
  switch (formula.kind) {
    case Kind::constant:
    case Kind::once:
      return true;
    case Kind::proposition:
    case Kind::negation:
    case Kind::historically:
      return false;
    case Kind::conjunction:
    case Kind::disjunction:
    case Kind::next:
      return std::ranges::all_of(formula.operands, stays_after);
    case Kind::until:
      return stays_after(formula.operands.at(1));
    case Kind::release:
      return formula.operands.at(0) == constant(false) || stays_after(formula.operands.at(1));
  }
  LTL_ASSERT(false);
  return false;
}

}  // namespace doublecheck::ltl
