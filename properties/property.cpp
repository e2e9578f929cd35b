#include "properties/property.hpp"

#include "properties/formulas.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <variant>

namespace doublecheck::properties {

namespace {

language::TypedFormula read_or_throw(const Property& property, const std::string& text, const model::Setup& setup) {
  auto read = read_formula(text, setup);
  if (auto* formula = std::get_if<language::TypedFormula>(&read)) return std::move(*formula);
  throw std::logic_error("a formula of " + property.name + " is wrong");
}

std::vector<Claim> claims_or_throw(const Property& property, const language::TypedFormula& formula,
                                   const model::Setup& setup) {
  auto claims = claims_of(formula, setup);
  if (auto* few = std::get_if<std::vector<Claim>>(&claims)) return std::move(*few);
  throw std::logic_error("a formula of " + property.name + " is too large");
}

/// A premise begins with no `forall` and has no operator of time: it is one question, or settled already.
Claim premise_or_throw(const Property& property, const model::Setup& setup) {
  std::vector<Claim> claims = claims_or_throw(property, read_or_throw(property, property.premise, setup), setup);
  if (claims.size() != 1 || claims.front().propositions.size() > 1 || !claims.front().formula.operands.empty()) {
    throw std::logic_error("the premise of " + property.name + " is no question about one state");
  }
  return std::move(claims.front());
}

}  // namespace

void state_claims(Property& property, const model::Setup& setup) {
  property.claims.clear();
  property.names_elements = false;
  if (!property.is_about_deadlocks) {
    const language::TypedFormula formula = read_or_throw(property, property.formula, setup);
    property.names_elements = names_elements(formula);
    property.claims = claims_or_throw(property, formula, setup);
  }
  property.stated_premise.reset();
  if (property.premise.empty()) return;
  const Claim premise = premise_or_throw(property, setup);
  property.stated_premise = premise.propositions.empty()
                                ? StatedPremise{model::constant(premise.formula.value), {}}
                                : StatedPremise{premise.propositions.front().formula, premise.interest};
}

bool is_safety(const Property& property) {
  return std::ranges::all_of(property.claims, [](const Claim& claim) { return claim.invariant.has_value(); });
}

model::Formula goal_of(const Property& property) {
  std::vector<model::Formula> goals;
  for (const Claim& claim : property.claims) goals.push_back(claim.invariant.value());
  return model::all_of(std::move(goals));
}

std::optional<model::Formula> premise_of(const Property& property) {
  if (property.stated_premise) return property.stated_premise->formula;
  std::vector<model::Formula> premises;
  for (const Claim& claim : property.claims) {
    if (!claim.premise) return std::nullopt;
    premises.push_back(*claim.premise);
  }
  return model::any_of(std::move(premises));
}

const Claim* broken_claim(const Property& property, const model::World& world) {
  const auto is_broken = [&](const Claim& claim) { return !model::holds(claim.invariant.value(), world); };
  const auto found = std::ranges::find_if(property.claims, is_broken);
  return found == property.claims.end() ? nullptr : &*found;
}

const Claim* claim_called(const Property& property, std::string_view instance) {
  const auto found = std::ranges::find(property.claims, instance, &Claim::instance);
  return found == property.claims.end() ? nullptr : &*found;
}

model::Interest interest_of(const Property& property) {
  model::Interest interest;
  for (const Claim& claim : property.claims) interest |= claim.interest;
  if (property.stated_premise) interest |= property.stated_premise->interest;
  return interest;
}

}  // namespace doublecheck::properties
