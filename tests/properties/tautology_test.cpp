#include "properties/tautology.hpp"

#include "tests/catch.hpp"
#include "tests/properties/setups.hpp"

#include <string>

namespace doublecheck::tests {
namespace {

bool is_tautology(const std::string& formula) { return properties::is_tautology(formula, alice_and_bob()); }

/// "is_connected(alice) or not is_connected(alice)" about each of so many predicates, all joined.
std::string many(std::size_t predicates) {
  const std::vector<std::string> atoms = {"is_composed(m1)",    "is_in_flight(m1)",   "has_two_checks(m1)",
                                          "is_excused(m1)",     "is_composed(m2)",    "is_in_flight(m2)",
                                          "has_two_checks(m2)", "is_excused(m2)",     "is_connected(alice)",
                                          "is_connected(bob)",  "is_notified(alice)", "is_notified(bob)",
                                          "is_reached(alice)",  "is_reached(bob)",    "is_out_of_order(bob)",
                                          "was_in_custody(m1)", "was_in_custody(m2)", "is_quiet"};
  std::string text = "always (";
  for (std::size_t i = 0; i < predicates; ++i) {
    text += (i == 0 ? "(" : " and (") + atoms.at(i) + " or not " + atoms.at(i) + ")";
  }
  return text + ")";
}

}  // namespace

TEST_CASE("what is true whatever its predicates are is a tautology") {
  CHECK(is_tautology("always (is_quiet or not is_quiet)"));
  CHECK(is_tautology("true"));
  CHECK(is_tautology("forall m: always (is_composed(m) and not is_composed(m) -> has_two_checks(m))"));
  CHECK(is_tautology("forall m: always (is_composed(m) -> is_composed(m) or has_two_checks(m))"));
  CHECK(is_tautology("forall m: is_composed(m) leads_to true"));
  CHECK(is_tautology("forall m: is_composed(m) leads_to once is_composed(m)"));
  CHECK(is_tautology("always eventually is_quiet or eventually always not is_quiet"));
  CHECK(is_tautology("forall m: always is_composed(m) -> eventually is_composed(m)"));
  CHECK(is_tautology("forall m: (exists d: is_stored_by(d, m)) leads_to exists d: is_stored_by(d, m)"));
}

TEST_CASE("what some run could break is no tautology, even if no run of a messenger does") {
  CHECK_FALSE(is_tautology("always is_quiet"));
  CHECK_FALSE(is_tautology("always not (is_quiet or not is_quiet)"));
  CHECK_FALSE(is_tautology("forall m: always (has_two_checks(m) -> has_at_least_one_check(m))"));
  CHECK_FALSE(is_tautology("forall m: is_composed(m) leads_to has_two_checks(m)"));
  CHECK_FALSE(is_tautology("eventually is_quiet -> always is_quiet"));
  CHECK_FALSE(is_tautology("forall m: next is_composed(m) -> is_composed(m)"));
}

TEST_CASE("instances that say nothing do not make a tautology of those that say something") {
  CHECK_FALSE(is_tautology("forall d, e: d != e -> always not (is_connected(d) and is_connected(e))"));
  CHECK(is_tautology("forall d, e: d = e -> always (is_connected(d) -> is_connected(e))"));
}

TEST_CASE("of what is too large nothing is said") {
  CHECK(is_tautology(many(12)));
  CHECK_FALSE(is_tautology(many(18)));  // is one, and has too many predicates
}

}  // namespace doublecheck::tests
