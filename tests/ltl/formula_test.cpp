#include "ltl/formula.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include "ltl/assert.hpp"
#include "ltl/lasso.hpp"
#include "tests/catch.hpp"
#include "tests/ltl/random_formulas.hpp"

using namespace doublecheck::ltl;
using namespace doublecheck::tests;

namespace {

const Formula kA = proposition(0);
const Formula kB = proposition(1);
const Formula kC = proposition(2);

/// The formulas that mean something else after rewriting, on some random word.
std::vector<std::string> changed_by(Formula (*rewritten)(const Formula&), std::uint64_t seed) {
  Dice dice(seed);
  std::vector<std::string> changed;
  for (int index = 0; index < 3'000; ++index) {
    const Formula formula = random_formula(dice, 2 + dice.below(11), 3, {.past = true, .future_under_past = true});
    const Formula result = rewritten(formula);
    for (int word = 0; word < 6; ++word) {
      const Lasso lasso = random_lasso(dice, 3, 3);
      if (holds_on(formula, lasso) == holds_on(result, lasso)) continue;
      changed.push_back(in_letters(formula));
      break;
    }
  }
  return changed;
}

bool negates_propositions_only(const Formula& formula) {
  if (formula.kind == Formula::Kind::negation) return formula.operands.at(0).kind == Formula::Kind::proposition;
  for (const Formula& operand : formula.operands) {
    if (!negates_propositions_only(operand)) return false;
  }
  return true;
}

std::string simple(const Formula& formula) { return in_letters(simplified(formula)); }

}  // namespace

TEST_CASE("simplifying changes no meaning", "[ltl]") {
  CHECK(changed_by(simplified, 11) == std::vector<std::string>{});
}

TEST_CASE("the negation normal form changes no meaning", "[ltl]") {
  CHECK(changed_by(negation_normal_form, 12) == std::vector<std::string>{});
}

TEST_CASE("a normal form and a simplified formula negate nothing but propositions", "[ltl]") {
  Dice dice(13);
  for (int index = 0; index < 500; ++index) {
    const Formula formula = random_formula(dice, 10, 3, {.past = true});
    CAPTURE(in_letters(formula));
    CHECK(negates_propositions_only(negation_normal_form(formula)));
    CHECK(negates_propositions_only(simplified(formula)));
  }
}

TEST_CASE("what is simplified stays as it is", "[ltl]") {
  Dice dice(14);
  std::size_t smaller = 0;
  for (int index = 0; index < 500; ++index) {
    const Formula formula = random_formula(dice, 10, 3, {.past = true});
    const Formula once_over = simplified(formula);
    if (in_letters(once_over).size() < in_letters(formula).size()) ++smaller;
    CAPTURE(in_letters(formula), in_letters(once_over));
    CHECK(in_letters(simplified(once_over)).size() <= in_letters(once_over).size());
  }
  CHECK(smaller > 250);
}

TEST_CASE("constants disappear from formulas", "[ltl]") {
  CHECK(simple(conjunction({kA, constant(true)})) == "a");
  CHECK(simple(disjunction({kA, constant(true)})) == "true");
  CHECK(simple(until(kA, constant(false))) == "false");
  CHECK(simple(until(constant(false), kA)) == "a");
  CHECK(simple(next(constant(true))) == "true");
  CHECK(simple(once(constant(false))) == "false");
  CHECK(simple(conjunction({kA, negation(kA)})) == "false");
  CHECK(simple(disjunction({eventually(kA), always(negation(kA))})) == "true");
}

TEST_CASE("connectives are flattened and say nothing twice", "[ltl]") {
  CHECK(simple(conjunction({kB, conjunction({kA, kB})})) == "(a && b)");
  CHECK(simple(conjunction({kA, disjunction({kA, kB})})) == "a");
  CHECK(simple(disjunction({kB, until(kA, kB)})) == "(a U b)");
}

TEST_CASE("temporal operators over each other shrink", "[ltl]") {
  CHECK(simple(eventually(eventually(kA))) == "<> a");
  CHECK(simple(always(always(kA))) == "[] a");
  CHECK(simple(eventually(always(eventually(kA)))) == "[] <> a");
  CHECK(simple(always(eventually(always(kA)))) == "<> [] a");
  CHECK(simple(next(always(eventually(kA)))) == "[] <> a");
  CHECK(simple(eventually(next(kA))) == "X <> a");
  CHECK(simple(conjunction({next(kA), next(kB)})) == "X (a && b)");
  CHECK(simple(until(next(kA), next(kB))) == "X (a U b)");
  CHECK(simple(until(kA, until(kA, kB))) == "(a U b)");
  CHECK(simple(until(kA, eventually(kB))) == "<> b");
  CHECK(simple(until(negation(kA), kA)) == "<> a");
  CHECK(simple(conjunction({always(kA), always(kB)})) == "[] (a && b)");
  CHECK(simple(disjunction({always(eventually(kA)), always(eventually(kB))})) == "[] <> (a || b)");
  CHECK(simple(once(once(kA))) == "O a");
  CHECK(simple(always(once(kA))) == "O a");
  CHECK(simple(eventually(historically(kA))) == "H a");
}

TEST_CASE("an invariant is found where a formula is one", "[ltl]") {
  CHECK(invariant_of(always(kA)) == kA);
  CHECK(invariant_of(negation(eventually(kA))) == negation(kA));
  CHECK(invariant_of(conjunction({always(kA), always(implication(kA, kB))})).has_value());
  CHECK(invariant_of(constant(true)) == constant(true));
  CHECK_FALSE(invariant_of(kA).has_value());
  CHECK_FALSE(invariant_of(eventually(kA)).has_value());
  CHECK_FALSE(invariant_of(leads_to(kA, kB)).has_value());
  CHECK_FALSE(invariant_of(always(next(kA))).has_value());
  CHECK_FALSE(invariant_of(always(once(kA))).has_value());
}

TEST_CASE("a formula tells what it is made of", "[ltl]") {
  const Formula formula = always(implication(proposition(7), once(proposition(3))));
  CHECK(propositions_of(formula) == std::vector<std::size_t>{3, 7});
  CHECK(propositions_of(constant(true)).empty());
  CHECK(is_propositional(implication(kA, equivalence(kB, kC))));
  CHECK_FALSE(is_propositional(formula));
  CHECK_FALSE(is_propositional(once(kA)));
  CHECK(is_insensitive_to_stuttering(formula));
  CHECK_FALSE(is_insensitive_to_stuttering(always(negation(next(kA)))));
  CHECK_FALSE(has_future_under_past(formula));
  CHECK(has_future_under_past(kA) == false);
  CHECK(has_future_under_past(conjunction({kA, historically(negation(eventually(kB)))})));
}

TEST_CASE("a formula is written as SPIN reads it", "[ltl]") {
  CHECK(in_letters(leads_to(kA, kB)) == "[] (! a || <> b)");
  CHECK(in_letters(negation(until(kA, conjunction({kB, kC})))) == "! (a U (b && c))");
  CHECK(in_letters(release(kA, next(kB))) == "(a V X b)");
  CHECK(in_letters(historically(once(kA))) == "H O a");
  CHECK(in_letters(conjunction({})) == "true");
  CHECK(in_letters(disjunction({})) == "false");
  CHECK(in_letters(disjunction({kA})) == "a");
}

TEST_CASE("a proposition above 63 is refused", "[ltl]") {
  CHECK_NOTHROW(proposition(63));
  CHECK_THROWS_AS(proposition(64), AssertionFailure);
}
