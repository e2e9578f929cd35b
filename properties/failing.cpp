#include "properties/failing.hpp"

#include "model/assert.hpp"

#include <algorithm>

namespace doublecheck::properties {
namespace {

std::vector<Value> values_of(const std::vector<Question>& atoms, std::span<const model::World> worlds) {
  std::vector<Value> values;
  for (const Question& atom : atoms) {
    const auto is_true = [&](const model::World& world) { return model::holds(atom.formula, world); };
    const auto count = static_cast<std::size_t>(std::ranges::count_if(worlds, is_true));
    const Truth truth = count == worlds.size() ? Truth::always : count == 0 ? Truth::never : Truth::now_and_then;
    values.push_back({atom.text, truth});
  }
  return values;
}

}  // namespace

Failing failing_in(const Claim& claim, const model::World& world) {
  const auto is_broken = [&](const Conjunct& conjunct) { return !model::holds(conjunct.question.formula, world); };
  const auto broken = std::ranges::find_if(claim.conjuncts, is_broken);
  DOUBLECHECK_ASSERT(broken != claim.conjuncts.end());
  return {claim.instance, broken->question.text, values_of(broken->atoms, {&world, 1})};
}

Failing failing_along(const Claim& claim, std::span<const model::World> cycle) {
  return {claim.instance, claim.text, values_of(claim.atoms, cycle)};
}

}  // namespace doublecheck::properties
