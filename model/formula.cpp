#include "model/formula.hpp"

#include "model/assert.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace doublecheck::model {
namespace {

/// One constant decides the connective, the other one does nothing to it.
Formula joined(Formula::Kind connective, std::vector<Formula> operands) {
  const bool idle = connective == Formula::Kind::conjunction;
  Formula whole{.kind = connective};
  for (Formula& operand : operands) {
    if (operand.kind == Formula::Kind::constant) {
      if (operand.value != idle) return constant(!idle);
    } else if (operand.kind == connective) {
      std::ranges::move(operand.operands, std::back_inserter(whole.operands));
    } else {
      whole.operands.push_back(std::move(operand));
    }
  }
  if (whole.operands.empty()) return constant(idle);
  if (whole.operands.size() > 1) return whole;
  Formula only = std::move(whole.operands.front());
  return only;
}

std::vector<Formula> pair_of(Formula left, Formula right) {
  std::vector<Formula> pair;
  pair.push_back(std::move(left));
  pair.push_back(std::move(right));
  return pair;
}

bool holds(const Atom& atom, const World& world) {
  const std::size_t place = index_of(atom.component);
  if (const auto* test = std::get_if<SideTest>(&atom.test)) return (*test)(world.sides.at(place));
  return std::get<RelayTest>(atom.test)(world.relays.at(place - world.sides.size()));
}

}  // namespace

Formula constant(bool value) { return {.kind = Formula::Kind::constant, .value = value}; }

Formula at_side(ClientId client, SideTest test) {
  return {.kind = Formula::Kind::atom, .atom = Atom{component_of(client), std::move(test)}};
}

Formula at_relay(const Setup& setup, RelayId relay, RelayTest test) {
  return {.kind = Formula::Kind::atom, .atom = Atom{component_of(setup, relay), std::move(test)}};
}

Formula all_of(std::vector<Formula> operands) { return joined(Formula::Kind::conjunction, std::move(operands)); }

Formula any_of(std::vector<Formula> operands) { return joined(Formula::Kind::disjunction, std::move(operands)); }

Formula operator!(Formula operand) {
  if (operand.kind == Formula::Kind::constant) return constant(!operand.value);
  if (operand.kind == Formula::Kind::negation) {
    Formula denied = std::move(operand.operands.front());
    return denied;
  }
  Formula negation{.kind = Formula::Kind::negation};
  negation.operands.push_back(std::move(operand));
  return negation;
}

Formula operator&&(Formula left, Formula right) { return all_of(pair_of(std::move(left), std::move(right))); }

Formula operator||(Formula left, Formula right) { return any_of(pair_of(std::move(left), std::move(right))); }

bool holds(const Formula& formula, const World& world) {
  const auto is_true = [&](const Formula& operand) { return holds(operand, world); };
  switch (formula.kind) {
    case Formula::Kind::constant:
      return formula.value;
    case Formula::Kind::atom:
      return holds(*formula.atom, world);
    case Formula::Kind::negation:
      return !is_true(formula.operands.front());
    case Formula::Kind::conjunction:
      return std::ranges::all_of(formula.operands, is_true);
    case Formula::Kind::disjunction:
      return std::ranges::any_of(formula.operands, is_true);
  }
  throw AssertionFailure("unknown kind of formula");
}

}  // namespace doublecheck::model
