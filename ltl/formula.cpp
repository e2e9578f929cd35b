#include "ltl/formula.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "ltl/assert.hpp"

namespace doublecheck::ltl {
namespace {

using Kind = Formula::Kind;

Formula of_kind(Kind kind, std::vector<Formula> operands) { return {.kind = kind, .operands = std::move(operands)}; }

Formula of_two(Kind kind, Formula left, Formula right) {
  std::vector<Formula> operands;
  operands.push_back(std::move(left));
  operands.push_back(std::move(right));
  return of_kind(kind, std::move(operands));
}

Formula of_one(Kind kind, Formula operand) {
  std::vector<Formula> operands;
  operands.push_back(std::move(operand));
  return of_kind(kind, std::move(operands));
}

void collect_propositions(const Formula& formula, std::set<std::size_t>& numbers) {
  if (formula.kind == Kind::proposition) numbers.insert(formula.proposition);
  for (const Formula& operand : formula.operands) collect_propositions(operand, numbers);
}

bool is_of_the_future(Kind kind) { return kind == Kind::next || kind == Kind::until || kind == Kind::release; }

bool is_of_the_past(Kind kind) { return kind == Kind::once || kind == Kind::historically; }

/// Whether the formula or a part of it is of such a kind.
bool has(const Formula& formula, bool (*is_wanted)(Kind)) {
  return is_wanted(formula.kind) ||
         std::ranges::any_of(formula.operands, [&](const Formula& operand) { return has(operand, is_wanted); });
}

using Names = std::function<std::string(std::size_t)>;

std::string joined(const Formula& formula, std::string_view sign, const Names& name) {
  std::string text = "(";
  for (const Formula& operand : formula.operands) {
    if (&operand != &formula.operands.front()) text.append(" ").append(sign).append(" ");
    text += text_of(operand, name);
  }
  return text + ")";
}

std::string joined_or_constant(const Formula& formula, std::string_view sign, const Names& name) {
  if (formula.operands.empty()) return formula.kind == Kind::conjunction ? "true" : "false";
  if (formula.operands.size() == 1) return text_of(formula.operands.front(), name);
  return joined(formula, sign, name);
}

}  // namespace

std::strong_ordering Formula::operator<=>(const Formula& other) const {
  if (const auto order = kind <=> other.kind; order != 0) return order;
  if (const auto order = value <=> other.value; order != 0) return order;
  if (const auto order = proposition <=> other.proposition; order != 0) return order;
  return std::lexicographical_compare_three_way(operands.begin(), operands.end(), other.operands.begin(),
                                                other.operands.end(),
                                                [](const Formula& a, const Formula& b) { return a <=> b; });
}

Formula constant(bool value) { return {.kind = Kind::constant, .value = value}; }

Formula proposition(std::size_t number) {
  LTL_ASSERT(number < kPropositionsMax);
  return {.kind = Kind::proposition, .proposition = number};
}

Formula negation(Formula operand) { return of_one(Kind::negation, std::move(operand)); }
Formula conjunction(std::vector<Formula> operands) { return of_kind(Kind::conjunction, std::move(operands)); }
Formula disjunction(std::vector<Formula> operands) { return of_kind(Kind::disjunction, std::move(operands)); }
Formula next(Formula operand) { return of_one(Kind::next, std::move(operand)); }
Formula until(Formula left, Formula right) { return of_two(Kind::until, std::move(left), std::move(right)); }
Formula release(Formula left, Formula right) { return of_two(Kind::release, std::move(left), std::move(right)); }
Formula once(Formula operand) { return of_one(Kind::once, std::move(operand)); }
Formula historically(Formula operand) { return of_one(Kind::historically, std::move(operand)); }

Formula implication(Formula left, Formula right) {
  return of_two(Kind::disjunction, negation(std::move(left)), std::move(right));
}

Formula equivalence(const Formula& left, const Formula& right) {
  return of_two(Kind::disjunction, of_two(Kind::conjunction, left, right),
                of_two(Kind::conjunction, negation(left), negation(right)));
}

Formula eventually(Formula operand) { return until(constant(true), std::move(operand)); }
Formula always(Formula operand) { return release(constant(false), std::move(operand)); }

Formula leads_to(Formula trigger, Formula response) {
  return always(implication(std::move(trigger), eventually(std::move(response))));
}

Formula weak_until(Formula left, Formula right) {
  // The right operand releases: until it comes, and when it does, there must be one of the two.
  return release(right, of_two(Kind::disjunction, std::move(left), right));
}

bool is_eventually(const Formula& formula) {
  return formula.kind == Kind::until && formula.operands.at(0) == constant(true);
}

bool is_always(const Formula& formula) {
  return formula.kind == Kind::release && formula.operands.at(0) == constant(false);
}

std::vector<std::size_t> propositions_of(const Formula& formula) {
  std::set<std::size_t> numbers;
  collect_propositions(formula, numbers);
  return {numbers.begin(), numbers.end()};
}

bool is_propositional(const Formula& formula) {
  return !has(formula, is_of_the_future) && !has(formula, is_of_the_past);
}

bool is_insensitive_to_stuttering(const Formula& formula) {
  return !has(formula, [](Kind kind) { return kind == Kind::next; });
}

bool has_future_under_past(const Formula& formula) {
  if (is_of_the_past(formula.kind)) return has(formula, is_of_the_future);
  return std::ranges::any_of(formula.operands, has_future_under_past);
}

std::string text_of(const Formula& formula, const Names& name) {
  const auto operand = [&](std::size_t index) { return text_of(formula.operands.at(index), name); };
  switch (formula.kind) {
    case Kind::constant:
      return formula.value ? "true" : "false";
    case Kind::proposition:
      return name(formula.proposition);
    case Kind::negation:
      return "! " + operand(0);
    case Kind::conjunction:
      return joined_or_constant(formula, "&&", name);
    case Kind::disjunction:
      return joined_or_constant(formula, "||", name);
    case Kind::next:
      return "X " + operand(0);
    case Kind::until:
      return is_eventually(formula) ? "<> " + operand(1) : joined(formula, "U", name);
    case Kind::release:
      return is_always(formula) ? "[] " + operand(1) : joined(formula, "V", name);
    case Kind::once:
      return "O " + operand(0);
    case Kind::historically:
      return "H " + operand(0);
  }
  LTL_ASSERT(false);
  return "";
}

}  // namespace doublecheck::ltl
