#include "ltl/lasso.hpp"

#include "ltl/assert.hpp"
#include "tests/catch.hpp"

using namespace doublecheck::ltl;

namespace {

const Formula kP = proposition(0);
const Formula kQ = proposition(1);

constexpr Letter kNone = 0;
constexpr Letter kOnlyP = 1;
constexpr Letter kOnlyQ = 2;

}  // namespace

TEST_CASE("the first letter decides propositions, the second what is true next", "[ltl]") {
  const Lasso lasso{.prefix = {kOnlyP}, .cycle = {kOnlyQ}};
  CHECK(holds_on(kP, lasso));
  CHECK_FALSE(holds_on(kQ, lasso));
  CHECK(holds_on(next(kQ), lasso));
  CHECK(holds_on(implication(kQ, constant(false)), lasso));
  CHECK(holds_on(equivalence(kP, next(kQ)), lasso));
  CHECK(holds_on(next(kP), {.cycle = {kOnlyP}}));
}

TEST_CASE("until needs its right operand and release does not", "[ltl]") {
  const Lasso always_p{.cycle = {kOnlyP}};
  const Lasso p_then_q{.prefix = {kOnlyP, kOnlyP}, .cycle = {kOnlyQ, kNone}};
  const Lasso gap{.prefix = {kOnlyP, kNone}, .cycle = {kOnlyQ}};
  CHECK_FALSE(holds_on(until(kP, kQ), always_p));
  CHECK(holds_on(weak_until(kP, kQ), always_p));
  CHECK(holds_on(release(kQ, kP), always_p));
  CHECK(holds_on(until(kP, kQ), p_then_q));
  CHECK(holds_on(weak_until(kP, kQ), p_then_q));
  CHECK_FALSE(holds_on(release(kQ, kP), p_then_q));  // at no position both
  CHECK_FALSE(holds_on(until(kP, kQ), gap));
  CHECK_FALSE(holds_on(weak_until(kP, kQ), gap));
}

TEST_CASE("what comes in every round of the cycle comes again and again", "[ltl]") {
  const Lasso lasso{.prefix = {kOnlyP}, .cycle = {kNone, kOnlyQ}};
  CHECK(holds_on(always(eventually(kQ)), lasso));
  CHECK_FALSE(holds_on(always(eventually(kP)), lasso));
  CHECK_FALSE(holds_on(eventually(always(kQ)), lasso));
  CHECK(holds_on(eventually(always(negation(kP))), lasso));
  CHECK(holds_on(leads_to(kP, kQ), lasso));
  CHECK_FALSE(holds_on(leads_to(kQ, kP), lasso));
}

TEST_CASE("the past is what came before, this position included", "[ltl]") {
  const Lasso lasso{.prefix = {kOnlyP}, .cycle = {kNone, kOnlyQ}};
  CHECK(holds_on(once(kP), lasso));
  CHECK_FALSE(holds_on(once(kQ), lasso));  // not yet
  CHECK(holds_on(always(once(kP)), lasso));
  CHECK(holds_on(always(implication(kQ, once(kP))), lasso));
  CHECK(holds_on(historically(kP), lasso));
  CHECK_FALSE(holds_on(next(historically(kP)), lasso));
  CHECK(holds_on(always(historically(negation(kQ))), {.prefix = {kOnlyP}, .cycle = {kNone}}));
}

TEST_CASE("a position of the cycle may have a richer past in a later round", "[ltl]") {
  // In the first round the first letter of the cycle has no q before it; in the second it has.
  const Lasso lasso{.cycle = {kOnlyP, kOnlyQ}};
  CHECK(holds_on(eventually(conjunction({kP, once(kQ)})), lasso));
  CHECK_FALSE(holds_on(always(implication(kP, once(kQ))), lasso));
  CHECK(holds_on(eventually(always(once(kQ))), lasso));
  // Twice so: that p met q in the past is itself in the past only after the second round.
  CHECK(holds_on(eventually(conjunction({kQ, once(conjunction({kP, once(kQ)}))})), lasso));
}

TEST_CASE("a formula is true along a word where it is true of what follows and of what came before", "[ltl]") {
  const Lasso lasso{.prefix = {kOnlyP, kNone}, .cycle = {kOnlyQ, kNone}};
  CHECK(truth_along(kP, lasso) == std::vector<bool>{true, false, false, false});
  CHECK(truth_along(eventually(kP), lasso) == std::vector<bool>{true, false, false, false});
  CHECK(truth_along(eventually(kQ), lasso) == std::vector<bool>{true, true, true, true});
  CHECK(truth_along(once(kQ), lasso) == std::vector<bool>{false, false, true, true});
  CHECK(truth_along(next(kQ), lasso) == std::vector<bool>{false, true, false, true});
}

TEST_CASE("a word has a cycle", "[ltl]") {
  CHECK_THROWS_AS(holds_on(kP, {.prefix = {kOnlyP}, .cycle = {}}), AssertionFailure);
}
