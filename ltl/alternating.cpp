#include "ltl/alternating.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "ltl/assert.hpp"

namespace doublecheck::ltl {
namespace {

using Kind = Formula::Kind;

Obligations united(const Obligations& one, const Obligations& other) {
  Obligations all;
  std::ranges::set_union(one, other, std::back_inserter(all));
  return all;
}

template <class Element>
void sort_and_drop_equals(std::vector<Element>& elements) {
  std::ranges::sort(elements);
  const auto [first, last] = std::ranges::unique(elements);
  elements.erase(first, last);
}

/// Keeps of the moves those that are not worse than another one.
std::vector<Move> best_of(std::vector<Move> moves, Work& work) {
  sort_and_drop_equals(moves);
  std::vector<Move> best;
  for (const Move& move : moves) {
    const bool is_idle = std::ranges::any_of(moves, [&](const Move& other) {
      work.spend(1);
      return other != move && is_as_good(other, move);
    });
    if (!is_idle) best.push_back(move);
  }
  return best;
}

Cube literal(const Formula& formula) {
  const bool positive = formula.kind == Kind::proposition;
  const Letter bit = Letter{1} << (positive ? formula : formula.operands.at(0)).proposition;
  return positive ? Cube{.must = bit, .must_not = 0} : Cube{.must = 0, .must_not = bit};
}

}  // namespace

bool is_as_good(const Move& move, const Move& other) {
  return move.guard.covers(other.guard) && std::ranges::includes(other.next, move.next);
}

std::optional<Cube> both(const Cube& one, const Cube& other) {
  const Cube cube{.must = one.must | other.must, .must_not = one.must_not | other.must_not};
  if ((cube.must & cube.must_not) != 0) return std::nullopt;
  return cube;
}

void Alternating::require_few(std::size_t count) const {
  if (count > moves_max_) {
    throw AutomatonTooLarge("more than " + std::to_string(moves_max_) + " transitions from one state");
  }
}

Obligation Alternating::number_of(const Formula& formula) {
  const auto [entry, is_new] = numbers_.try_emplace(formula, static_cast<Obligation>(formulas_.size()));
  if (is_new) {
    formulas_.push_back(formula);
    known_moves_.emplace_back();
    until_numbers_.emplace_back();
    if (formula.kind == Kind::until) until_numbers_.back() = until_count_++;
  }
  return entry->second;
}

std::vector<Obligations> Alternating::alternatives(const Formula& formula) {
  if (formula.kind == Kind::constant) {
    return formula.value ? std::vector<Obligations>{Obligations{}} : std::vector<Obligations>{};
  }
  if (formula.kind == Kind::disjunction) {
    std::vector<Obligations> any;
    for (const Formula& operand : formula.operands) std::ranges::move(alternatives(operand), std::back_inserter(any));
    sort_and_drop_equals(any);
    require_few(any.size());
    return any;
  }
  if (formula.kind != Kind::conjunction) return {{number_of(formula)}};
  std::vector<Obligations> all = {{}};
  for (const Formula& operand : formula.operands) {
    const std::vector<Obligations> those = alternatives(operand);
    require_few(all.size() * those.size());
    work_.spend(all.size() * those.size());
    std::vector<Obligations> pairs;
    for (const Obligations& one : all) {
      for (const Obligations& other : those) pairs.push_back(united(one, other));
    }
    sort_and_drop_equals(pairs);
    all = std::move(pairs);
  }
  return all;
}

const std::vector<Move>& Alternating::moves(Obligation obligation) {
  if (!known_moves_[obligation]) {
    const Formula formula = formulas_[obligation];  // a copy: more may be numbered meanwhile
    std::vector<Move> best = best_of(moves_of(formula), work_);
    known_moves_[obligation] = std::move(best);
  }
  return *known_moves_[obligation];
}

std::vector<Move> Alternating::moves_of_all(const Obligations& obligations) {
  std::vector<Move> all = {Move{}};
  for (const Obligation obligation : obligations) all = joined(all, moves(obligation));
  return all;
}

std::vector<Move> Alternating::joined(const std::vector<Move>& one, const std::vector<Move>& other) const {
  std::vector<Move> pairs;
  for (const Move& left : one) {
    work_.spend(other.size() + pairs.size() / 8);  // in which equal ones may be looked for
    for (const Move& right : other) {
      const std::optional<Cube> guard = both(left.guard, right.guard);
      if (guard) pairs.push_back({.guard = *guard, .next = united(left.next, right.next)});
    }
    if (pairs.size() > 2 * moves_max_) sort_and_drop_equals(pairs);
    if (pairs.size() > 2 * moves_max_) break;
  }
  sort_and_drop_equals(pairs);
  require_few(pairs.size());
  return pairs;
}

std::vector<Move> Alternating::next_moves(const Formula& operand) {
  std::vector<Move> moves;
  for (Obligations& obligations : alternatives(operand)) moves.push_back({.guard = {}, .next = std::move(obligations)});
  return moves;
}

std::vector<Move> Alternating::moves_of(const Formula& formula) {
  work_.spend(1);
  switch (formula.kind) {
    case Kind::constant:
      return formula.value ? std::vector<Move>{Move{}} : std::vector<Move>{};
    case Kind::proposition:
    case Kind::negation:
      return {{.guard = literal(formula), .next = {}}};
    case Kind::conjunction: {
      std::vector<Move> all = {Move{}};
      for (const Formula& operand : formula.operands) all = best_of(joined(all, moves_of(operand)), work_);
      return all;
    }
    case Kind::disjunction: {
      std::vector<Move> any;
      for (const Formula& operand : formula.operands) std::ranges::move(moves_of(operand), std::back_inserter(any));
      require_few(any.size());
      return best_of(std::move(any), work_);
    }
    case Kind::next:
      return next_moves(formula.operands.at(0));
    case Kind::until: {
      // The right operand is met now; or the left one, and the whole again at the next position.
      std::vector<Move> any = moves_of(formula.operands.at(1));
      std::ranges::move(joined(moves_of(formula.operands.at(0)), {{.guard = {}, .next = {number_of(formula)}}}),
                        std::back_inserter(any));
      return any;
    }
    case Kind::release: {
      std::vector<Move> any = moves_of(formula.operands.at(0));
      any.push_back({.guard = {}, .next = {number_of(formula)}});
      return joined(moves_of(formula.operands.at(1)), any);
    }
    case Kind::once:
    case Kind::historically:
      break;
  }
  LTL_ASSERT(false);
  return {};
}

}  // namespace doublecheck::ltl
