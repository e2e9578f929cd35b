#include "ltl/automaton.hpp"
#include "ltl/work.hpp"

#include <cstddef>
#include <vector>

#include "ltl/assert.hpp"
#include "tests/catch.hpp"
#include "tests/ltl/random_formulas.hpp"

using namespace doublecheck::ltl;
using namespace doublecheck::tests;

namespace {

const Formula kP = proposition(0);
const Formula kQ = proposition(1);

/// Waits for p in state 0, then goes round between 1 and 2; only 2 accepts. State 3 leads nowhere.
Automaton waiting_for_p() {
  return {.initial = {0},
          .states = {
              {.transitions = {{.guard = {}, .target = 0}, {.guard = {.must = 1}, .target = 1}}},
              {.transitions = {{.guard = {.must_not = 1}, .target = 2}, {.guard = {}, .target = 3}}},
              {.is_accepting = true, .transitions = {{.guard = {}, .target = 1}}},
              {.is_accepting = true, .transitions = {}},
          }};
}

Formula many_conditions(std::size_t count) {
  std::vector<Formula> conditions;
  for (std::size_t index = 0; index < count; ++index) {
    conditions.push_back(leads_to(proposition(2 * index), proposition(2 * index + 1)));
  }
  return conjunction(conditions);
}

}  // namespace

TEST_CASE("a cube admits the letters with what it asks for and covers stricter cubes", "[ltl]") {
  const Cube cube{.must = 1, .must_not = 4};
  CHECK(cube.admits(1));
  CHECK(cube.admits(3));
  CHECK_FALSE(cube.admits(2));
  CHECK_FALSE(cube.admits(5));
  CHECK(Cube{}.covers(cube));
  CHECK(cube.covers({.must = 3, .must_not = 4}));
  CHECK_FALSE(cube.covers({.must = 1, .must_not = 0}));
  CHECK_FALSE(cube.covers({.must = 2, .must_not = 4}));
}

TEST_CASE("an automaton accepts words with a run through accepting states again and again", "[ltl]") {
  const Automaton automaton = waiting_for_p();
  CHECK(accepts(automaton, {.prefix = {0, 0}, .cycle = {1, 0}}));
  CHECK(accepts(automaton, {.prefix = {1}, .cycle = {0}}));
  CHECK_FALSE(accepts(automaton, {.cycle = {0}}));
  CHECK_FALSE(accepts(automaton, {.cycle = {1}}));
  CHECK_FALSE(accepts(automaton, {.prefix = {1}, .cycle = {0, 1, 1}}));
  CHECK_FALSE(is_empty(automaton));
}

TEST_CASE("an accepting state on no cycle accepts nothing", "[ltl]") {
  Automaton automaton = waiting_for_p();
  automaton.states[2].is_accepting = false;
  CHECK(is_empty(automaton));
  CHECK_FALSE(accepts(automaton, {.prefix = {1}, .cycle = {0}}));
  automaton.initial = {};
  CHECK(is_empty(automaton));
}

TEST_CASE("one letter for ever is accepted from some states", "[ltl]") {
  const Automaton automaton = waiting_for_p();
  CHECK_FALSE(accepts_for_ever(automaton, 0, 0));
  CHECK_FALSE(accepts_for_ever(automaton, 0, 1));
  CHECK(accepts_for_ever(automaton, 1, 0));
  CHECK(accepts_for_ever(automaton, 2, 0));
  CHECK_FALSE(accepts_for_ever(automaton, 2, 1));
  CHECK_FALSE(accepts_for_ever(automaton, 3, 0));
  CHECK_THROWS_AS(accepts_for_ever(automaton, 4, 0), AssertionFailure);
}

TEST_CASE("one letter for ever is what its lasso says, from the initial state of any formula", "[ltl]") {
  Dice dice(21);
  std::size_t accepted = 0;
  for (int index = 0; index < 300; ++index) {
    const Automaton automaton = automaton_for(random_formula(dice, 8, 2, {}));
    for (Letter letter = 0; letter < 4; ++letter) {
      bool any = false;
      for (const StateNumber state : automaton.initial) any = any || accepts_for_ever(automaton, state, letter);
      CHECK(any == accepts(automaton, {.cycle = {letter}}));
      if (any) ++accepted;
    }
  }
  CHECK(accepted > 300);
  CHECK(accepted < 900);
}

TEST_CASE("components are the cycles of an automaton and single states", "[ltl]") {
  const Components components = components_of(waiting_for_p());
  REQUIRE(components.of_state.size() == 4);
  CHECK(components.of_state[1] == components.of_state[2]);
  CHECK(components.of_state[0] > components.of_state[1]);
  CHECK(components.of_state[1] > components.of_state[3]);
  CHECK(components.holds_accepting_cycle == std::vector<bool>{false, true, false});
}

TEST_CASE("an automaton of a formula has no dead ends and accepts on cycles only", "[ltl]") {
  Dice dice(22);
  for (int index = 0; index < 300; ++index) {
    const Formula formula = random_formula(dice, 10, 3, {.past = index % 2 == 0});
    CAPTURE(in_letters(formula));
    const Automaton automaton = automaton_for(formula);
    const Components components = components_of(automaton);
    for (StateNumber state = 0; state < automaton.states.size(); ++state) {
      CHECK_FALSE(is_empty({.initial = {state}, .states = automaton.states}));
      if (automaton.states[state].is_accepting) CHECK(components.holds_accepting_cycle[components.of_state[state]]);
      for (const Transition& transition : automaton.states[state].transitions) {
        CHECK((transition.guard.must & transition.guard.must_not) == 0);
        CHECK(components.of_state[transition.target] <= components.of_state[state]);
      }
    }
  }
}

TEST_CASE("guards ask for propositions of the formula only", "[ltl]") {
  const Formula formula = always(implication(proposition(63), once(conjunction({proposition(5), historically(kP)}))));
  for (const AutomatonState& state : automaton_for(formula).states) {
    for (const Transition& transition : state.transitions) {
      const Letter asked = transition.guard.must | transition.guard.must_not;
      CHECK((asked & ~(Letter{1} << 63U | Letter{1} << 5U | Letter{1})) == 0);
    }
  }
}

TEST_CASE("equal formulas give equal automata", "[ltl]") {
  Dice dice(23);
  for (int index = 0; index < 100; ++index) {
    const Formula formula = random_formula(dice, 10, 3, {.past = true});
    CHECK(automaton_for(formula) == automaton_for(formula));
  }
  CHECK(automaton_for(always(kP)) == automaton_for(negation(eventually(negation(kP)))));
}

TEST_CASE("a formula that would need too many states is refused", "[ltl]") {
  CHECK_NOTHROW(automaton_for(many_conditions(3), 100));
  CHECK_THROWS_AS(automaton_for(many_conditions(3), 4), AutomatonTooLarge);
  CHECK_THROWS_AS(automaton_for(many_conditions(20)), AutomatonTooLarge);
  CHECK_THROWS_AS(automaton_for(next(next(next(next(kP)))), 2), AutomatonTooLarge);
}

TEST_CASE("a formula whose translation would take too much work is refused and one that does not leaves some",
          "[ltl]") {
  Work little(100);
  CHECK_THROWS_AS(automaton_for(many_conditions(3), little), AutomatonTooLarge);
  Work enough;
  CHECK(automaton_for(many_conditions(3), enough) == automaton_for(many_conditions(3)));
  CHECK(enough.left() < kAutomatonStepsMax);
  CHECK(enough.left() > kAutomatonStepsMax / 10 * 9);
  std::vector<Formula> five;
  for (std::size_t i = 0; i < 5; ++i) five.push_back(leads_to(proposition(2 * i), proposition(2 * i + 1)));
  CHECK_NOTHROW(automaton_for(conjunction(five)));
}

TEST_CASE("more than 64 propositions and memories of the past are refused", "[ltl]") {
  std::vector<Formula> all;
  for (std::size_t number = 0; number < 64; ++number) all.push_back(proposition(number));
  CHECK_NOTHROW(automaton_for(always(conjunction(all))));
  CHECK_THROWS_AS(automaton_for(eventually(conjunction({kQ, once(conjunction(all))}))), AutomatonTooLarge);
}

TEST_CASE("a past that looks ahead is refused", "[ltl]") {
  CHECK_THROWS_AS(automaton_for(always(once(next(kP)))), AssertionFailure);
}
