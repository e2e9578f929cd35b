#include "language/ground.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace doublecheck::language {
namespace {

struct TooLarge {};

/// A formula on its way; `decided` marks a constant that grounding has made and that is to be folded away.
struct Made {
  Ground ground;
  bool decided = false;

  [[nodiscard]] bool is(bool constant) const { return decided && ground.value == constant; }
};

Made decided(bool value) { return {.ground = {.kind = Ground::Kind::constant, .value = value}, .decided = true}; }

Ground joined(Connective connective, std::vector<Ground> operands) {
  return {.kind = Ground::Kind::connective, .connective = connective, .operands = std::move(operands)};
}

Ground joined(Connective connective, Ground operand) {
  std::vector<Ground> operands;
  operands.push_back(std::move(operand));
  return joined(connective, std::move(operands));
}

Made not_decided(Ground ground) { return {.ground = std::move(ground), .decided = false}; }

Made negated(Made operand) {
  if (operand.decided) return decided(!operand.ground.value);
  return not_decided(joined(Connective::negation, std::move(operand.ground)));
}

// A conjunction (neutral: true) or a disjunction (neutral: false).
Made folded_list(Connective connective, std::vector<Made> operands) {
  const bool neutral = connective == Connective::conjunction;
  std::vector<Ground> left;
  for (Made& operand : operands) {
    if (operand.is(!neutral)) return decided(!neutral);
    if (!operand.decided) left.push_back(std::move(operand.ground));
  }
  if (left.empty()) return decided(neutral);
  if (left.size() == 1) return not_decided(std::move(left.front()));
  return not_decided(joined(connective, std::move(left)));
}

Made with_prefix(Connective connective, Made operand) {
  if (connective == Connective::negation) return negated(std::move(operand));
  // A constant is the same at all times.
  if (operand.decided) return operand;
  return not_decided(joined(connective, std::move(operand.ground)));
}

Made folded_right(Connective connective, Made left, bool right) {
  switch (connective) {
    case Connective::implication:
    case Connective::equivalence:
      return right ? (connective == Connective::implication ? decided(true) : std::move(left))
                   : negated(std::move(left));
    case Connective::leads_to:
      return right ? decided(true) : with_prefix(Connective::always, negated(std::move(left)));
    case Connective::weak_until:
      return right ? decided(true) : with_prefix(Connective::always, std::move(left));
    case Connective::until:
    case Connective::release:
    case Connective::conjunction:
    case Connective::disjunction:
    case Connective::negation:
    case Connective::next:
    case Connective::eventually:
    case Connective::always:
    case Connective::once:
    case Connective::historically:
      break;
  }
  return decided(right);
}

Made folded_left(Connective connective, bool left, Made right) {
  switch (connective) {
    case Connective::implication:
      return left ? std::move(right) : decided(true);
    case Connective::equivalence:
      return left ? std::move(right) : negated(std::move(right));
    case Connective::leads_to:
      if (!left) return decided(true);
      return with_prefix(Connective::always, with_prefix(Connective::eventually, std::move(right)));
    case Connective::until:
      return left ? with_prefix(Connective::eventually, std::move(right)) : std::move(right);
    case Connective::release:
      return left ? std::move(right) : with_prefix(Connective::always, std::move(right));
    case Connective::weak_until:
      return left ? decided(true) : std::move(right);
    case Connective::conjunction:
    case Connective::disjunction:
    case Connective::negation:
    case Connective::next:
    case Connective::eventually:
    case Connective::always:
    case Connective::once:
    case Connective::historically:
      break;
  }
  return right;
}

Made with_infix(Connective connective, Made left, Made right) {
  if (right.decided) return folded_right(connective, std::move(left), right.ground.value);
  if (left.decided) return folded_left(connective, left.ground.value, std::move(right));
  std::vector<Ground> both;
  both.push_back(std::move(left.ground));
  both.push_back(std::move(right.ground));
  return not_decided(joined(connective, std::move(both)));
}

class Grounder {
 public:
  Grounder(const Universe& universe, std::size_t nodes_max) : universe_(universe), nodes_left_(nodes_max) {}

  void add_instances(const TypedFormula& formula) {
    if (formula.kind == Syntax::Kind::quantifier && formula.quantifier == Quantifier::for_all) {
      for_each_binding(formula, 0, [&] { add_instances(formula.operands.front()); });
      return;
    }
    decided_something_ = false;
    Ground ground = grounded(formula).ground;
    number_propositions(ground);
    grounding_.instances.push_back({bound_, std::move(ground), decided_something_});
  }

  Grounding take() { return std::move(grounding_); }

 private:
  // Calls `visit` for each choice of the variables from number `from` on, while they are bound.
  void for_each_binding(const TypedFormula& quantified, std::size_t from, const std::function<void()>& visit) {
    count_node();
    if (from == quantified.variables.size()) return visit();
    const TypedVariable& variable = quantified.variables[from];
    for (const ElementNumber element : range_of(variable)) {
      bound_.push_back({variable.name, variable.sort, element});
      for_each_binding(quantified, from + 1, visit);
      bound_.pop_back();
    }
  }

  std::vector<ElementNumber> range_of(const TypedVariable& variable) const {
    if (variable.set) return universe_.elements_of(variable.set->number, values_of(variable.set->arguments));
    std::vector<ElementNumber> all(universe_.elements.at(variable.sort).size());
    std::iota(all.begin(), all.end(), ElementNumber{0});
    return all;
  }

  ElementNumber value_of(const TypedTerm& term) const {
    switch (term.kind) {
      case TypedTerm::Kind::variable:
        return bound_.at(term.number).element;
      case TypedTerm::Kind::element:
        return term.number;
      case TypedTerm::Kind::function:
        break;
    }
    return universe_.value_of(term.number, values_of(term.arguments));
  }

  std::vector<ElementNumber> values_of(const std::vector<TypedTerm>& terms) const {
    std::vector<ElementNumber> values;
    values.reserve(terms.size());
    for (const TypedTerm& term : terms) values.push_back(value_of(term));
    return values;
  }

  Made grounded(const TypedFormula& formula) {
    count_node();
    switch (formula.kind) {
      case Syntax::Kind::constant:
        return not_decided({.kind = Ground::Kind::constant, .value = formula.value});
      case Syntax::Kind::atom:
        return not_decided({.kind = Ground::Kind::proposition,
                            .proposition = provisional_number({formula.predicate, values_of(formula.terms)})});
      case Syntax::Kind::equality: {
        decided_something_ = true;
        const bool same = value_of(formula.terms.front()) == value_of(formula.terms.back());
        return decided(same == formula.value);
      }
      case Syntax::Kind::quantifier:
        return expanded(formula);
      case Syntax::Kind::connective:
        break;
    }
    return joined_operands(formula);
  }

  Made expanded(const TypedFormula& quantified) {
    const bool for_all = quantified.quantifier == Quantifier::for_all;
    std::vector<Made> operands;
    for_each_binding(quantified, 0, [&] { operands.push_back(grounded(quantified.operands.front())); });
    if (operands.empty()) decided_something_ = true;
    return folded_list(for_all ? Connective::conjunction : Connective::disjunction, std::move(operands));
  }

  Made joined_operands(const TypedFormula& formula) {
    std::vector<Made> operands;
    operands.reserve(formula.operands.size());
    for (const TypedFormula& operand : formula.operands) operands.push_back(grounded(operand));
    const bool is_list = formula.connective == Connective::conjunction || formula.connective == Connective::disjunction;
    if (is_list) return folded_list(formula.connective, std::move(operands));
    if (operands.size() == 1) return with_prefix(formula.connective, std::move(operands.front()));
    return with_infix(formula.connective, std::move(operands.front()), std::move(operands.back()));
  }

  std::size_t provisional_number(Proposition proposition) {
    const auto [known, is_new] = met_numbers_.try_emplace(std::move(proposition), met_.size());
    if (is_new) met_.push_back({&known->first, std::nullopt});
    return known->second;
  }

  // What was folded away gets no number.
  void number_propositions(Ground& ground) {
    if (ground.kind == Ground::Kind::proposition) {
      auto& [proposition, number] = met_[ground.proposition];
      if (!number) {
        number = grounding_.propositions.size();
        grounding_.propositions.push_back(*proposition);
      }
      ground.proposition = *number;
    }
    for (Ground& operand : ground.operands) number_propositions(operand);
  }

  void count_node() {
    if (nodes_left_ == 0) throw TooLarge{};
    --nodes_left_;
  }

  const Universe& universe_;
  std::size_t nodes_left_;
  std::vector<BoundVariable> bound_;
  std::map<Proposition, std::size_t> met_numbers_;                              // indices into met_
  std::vector<std::pair<const Proposition*, std::optional<std::size_t>>> met_;  // with the number that it has got
  bool decided_something_ = false;
  Grounding grounding_;
};

}  // namespace

std::optional<Grounding> ground(const TypedFormula& formula, const Universe& universe, std::size_t nodes_max) {
  Grounder grounder(universe, nodes_max);
  try {
    grounder.add_instances(formula);
  } catch (const TooLarge&) {
    return std::nullopt;
  }
  return grounder.take();
}

}  // namespace doublecheck::language
