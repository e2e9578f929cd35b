/// Random properties of random component models, as formulas over their predicates and as tests of whole states.
#pragma once

#include <cstdint>
#include <functional>
#include <random>
#include <vector>

#include "checker/formula.hpp"
#include "checker/property.hpp"
#include "tests/engine/models/random_components.hpp"

namespace doublecheck::tests {

using RandomClaim = checker::Property<RandomComponents::State>;

/// A formula over some predicates of the model, as a tree of the given depth.
inline checker::Formula random_formula(const RandomComponents& model, std::mt19937& random, int depth) {
  const std::size_t choice = random() % 8;
  if (depth == 0 || choice < 2) return checker::predicate(random() % model.predicate_count());
  if (choice == 2) return checker::negation(random_formula(model, random, depth - 1));
  std::vector<checker::Formula> operands;
  for (std::size_t i = 0; i < 2 + random() % 2; ++i) operands.push_back(random_formula(model, random, depth - 1));
  return choice < 5 ? checker::conjunction(operands) : checker::disjunction(operands);
}

inline std::function<bool(const RandomComponents::State&)> test_of(const RandomComponents& model,
                                                                   const checker::Formula& formula) {
  return [&model, formula](const RandomComponents::State& state) {
    return checker::evaluate(formula, [&](std::size_t predicate) { return model.holds_in(predicate, state); });
  };
}

inline checker::Proposition<RandomComponents::State> proposition_of(const RandomComponents& model,
                                                                    const checker::Formula& formula) {
  return {test_of(model, formula), formula};
}

/// That random states fulfil most of the time, with a premise that may be true in none.
inline RandomClaim random_invariant(const RandomComponents& model, std::mt19937& random) {
  const checker::Formula goal = checker::disjunction(
      {random_formula(model, random, 2), random_formula(model, random, 2), random_formula(model, random, 1)});
  RandomClaim claim = checker::invariant<RandomComponents::State>("CLAIM", proposition_of(model, goal));
  const checker::Formula fails_but_for_one =
      checker::negation(checker::disjunction({goal.operands[0], goal.operands[1]}));
  claim.premise = proposition_of(model, checker::conjunction({fails_but_for_one, goal.operands[2]}));
  return claim;
}

inline std::vector<RandomClaim> random_claims(const RandomComponents& model, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<RandomClaim> claims;
  for (int i = 0; i < 3; ++i) claims.push_back(random_invariant(model, random));
  const auto proposition = [&](int depth) { return proposition_of(model, random_formula(model, random, depth)); };
  const auto premise = proposition(1);  // by itself, for the order of arguments is the compiler's
  claims.push_back(checker::leads_to<RandomComponents::State>("CLAIM", premise, proposition(2)));
  claims.push_back(checker::eventually_always<RandomComponents::State>("CLAIM", proposition(2)));
  claims.push_back(random_invariant(model, random));
  return claims;
}

}  // namespace doublecheck::tests
