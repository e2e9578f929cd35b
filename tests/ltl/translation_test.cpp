#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ltl/automaton.hpp"
#include "tests/catch.hpp"
#include "tests/ltl/random_formulas.hpp"

using namespace doublecheck::ltl;
using namespace doublecheck::tests;

namespace {

constexpr std::size_t kPropositions = 4;

struct Outcomes {
  std::size_t accepted = 0;
  std::size_t refused = 0;
  std::vector<std::string> wrong = {};  // the formulas
};

/// Compares the automata of a formula and of its negation with the meaning of the formula, on random words.
void compare(const Formula& formula, Dice& dice, std::size_t words, Outcomes& outcomes) {
  const Automaton automaton = automaton_for(formula);
  const Automaton opposite = automaton_for(negation(formula));
  for (std::size_t word = 0; word < words; ++word) {
    const Lasso lasso = random_lasso(dice, 4, kPropositions);
    const bool expected = holds_on(formula, lasso);
    ++(expected ? outcomes.accepted : outcomes.refused);
    if (accepts(automaton, lasso) == expected && accepts(opposite, lasso) == !expected) continue;
    outcomes.wrong.push_back(in_letters(formula));
    return;
  }
}

Outcomes outcomes_of(std::uint64_t seed, std::size_t formulas, const Operators& operators) {
  Dice dice(seed);
  Outcomes outcomes;
  for (std::size_t index = 0; index < formulas; ++index) {
    compare(random_formula(dice, 2 + dice.below(11), kPropositions, operators), dice, 10, outcomes);
  }
  return outcomes;
}

}  // namespace

TEST_CASE("an automaton accepts the words on which its formula is true and no others", "[ltl]") {
  const Outcomes outcomes = outcomes_of(1, 1'000, {});
  CHECK(outcomes.wrong == std::vector<std::string>{});
  CHECK(outcomes.accepted > 3'000);
  CHECK(outcomes.refused > 3'000);
}

TEST_CASE("an automaton remembers what its formula asks of the past", "[ltl]") {
  const Outcomes outcomes = outcomes_of(2, 1'000, {.past = true});
  CHECK(outcomes.wrong == std::vector<std::string>{});
  CHECK(outcomes.accepted > 3'000);
  CHECK(outcomes.refused > 3'000);
}
