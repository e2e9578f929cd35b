#include "properties/property.hpp"

#include "properties/formulas.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <variant>

namespace doublecheck::properties {

void state_claims(Property& property, const model::Setup& setup) {
  const auto read = read_formula(property.formula, setup);
  const auto* formula = std::get_if<language::TypedFormula>(&read);
  if (formula == nullptr) throw std::logic_error("the formula of " + property.name + " is wrong");
  auto claims = claims_of(*formula, setup);
  auto* few = std::get_if<std::vector<Claim>>(&claims);
  if (few == nullptr) throw std::logic_error("the formula of " + property.name + " is too large");
  property.names_elements = names_elements(*formula);
  property.claims = std::move(*few);
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
  return interest;
}

}  // namespace doublecheck::properties
