#include <cstddef>
#include <vector>

#include "ltl/automaton.hpp"
#include "tests/catch.hpp"
#include "tests/ltl/random_formulas.hpp"

using namespace doublecheck::ltl;
using namespace doublecheck::tests;

// An automaton should not get larger unnoticed: its states multiply those of a search.

namespace {

const Formula kP = proposition(0);
const Formula kQ = proposition(1);
const Formula kR = proposition(2);

struct Size {
  std::size_t states = 0;
  std::size_t transitions = 0;

  bool operator==(const Size&) const = default;
};

Size size_of(const Formula& formula) {
  const Automaton automaton = automaton_for(formula);
  return {.states = automaton.states.size(), .transitions = transition_count(automaton)};
}

Formula again_and_again(const Formula& formula) { return always(eventually(formula)); }

Formula all_again_and_again(std::size_t count) {
  std::vector<Formula> each;
  for (std::size_t number = 0; number < count; ++number) each.push_back(again_and_again(proposition(number)));
  return conjunction(each);
}

}  // namespace

TEST_CASE("the automata of usual formulas are as small as can be", "[ltl]") {
  CHECK(size_of(constant(true)) == Size{1, 1});
  CHECK(size_of(constant(false)) == Size{0, 0});
  CHECK(size_of(always(kP)) == Size{1, 1});
  CHECK(size_of(eventually(kP)) == Size{2, 3});
  CHECK(size_of(next(kP)) == Size{3, 3});
  CHECK(size_of(until(kP, kQ)) == Size{2, 3});
  CHECK(size_of(weak_until(kP, kQ)) == Size{2, 3});
  CHECK(size_of(again_and_again(kP)) == Size{2, 4});
  CHECK(size_of(eventually(always(kP))) == Size{2, 3});
  CHECK(size_of(leads_to(kP, kQ)) == Size{2, 5});
  CHECK(size_of(always(implication(kP, until(kQ, kR)))).states == 2);
}

TEST_CASE("the automata that look for violations are as small as can be", "[ltl]") {
  CHECK(automaton_for(negation(leads_to(kP, kQ))) ==
        Automaton{.initial = {0},
                  .states = {
                      {.transitions = {{.guard = {}, .target = 0}, {.guard = {.must = 1, .must_not = 2}, .target = 1}}},
                      {.is_accepting = true, .transitions = {{.guard = {.must_not = 2}, .target = 1}}}}});
  CHECK(size_of(negation(eventually(always(kP)))) == Size{2, 4});
  CHECK(size_of(negation(again_and_again(kP))) == Size{2, 3});
  CHECK(size_of(negation(always(kP))) == Size{2, 3});
  CHECK(size_of(negation(until(kP, kQ))) == Size{2, 3});
  CHECK(size_of(implication(again_and_again(kP), again_and_again(kQ))) == Size{4, 7});
  CHECK(size_of(negation(implication(again_and_again(kP), again_and_again(kQ)))) == Size{3, 6});
  CHECK(size_of(negation(implication(kP, until(kP, kQ)))).states == 3);
}

TEST_CASE("the automata of the past are as small as can be", "[ltl]") {
  CHECK(size_of(once(kP)) == Size{2, 2});
  CHECK(size_of(always(implication(kQ, once(kP)))) == Size{2, 3});
  CHECK(size_of(negation(always(implication(kQ, once(kP))))) == Size{2, 3});
  CHECK(size_of(always(implication(kQ, historically(kP)))) == Size{2, 3});
}

// The family θ of Gastin and Oddoux, "Fast LTL to Büchi automata translation" (2001).
TEST_CASE("an automaton that waits for several conditions has one state for each and one more", "[ltl]") {
  for (std::size_t count = 1; count <= 4; ++count) {
    CAPTURE(count);
    CHECK(size_of(all_again_and_again(count)).states == count + 1);
    const Formula theta = negation(implication(all_again_and_again(count), leads_to(proposition(10), proposition(11))));
    CHECK(size_of(theta).states == count + 2);
  }
}

TEST_CASE("an until under untils on the right adds one state each", "[ltl]") {
  Formula chain = proposition(0);
  for (std::size_t number = 1; number <= 5; ++number) {
    chain = until(proposition(number), chain);
    CHECK(size_of(chain).states == number + 1);
  }
}

TEST_CASE("random formulas have small automata", "[ltl]") {
  Dice dice(31);
  std::size_t states = 0;
  for (int index = 0; index < 500; ++index) states += size_of(random_formula(dice, 10, 3, {})).states;
  CHECK(states <= 1'784);
}
