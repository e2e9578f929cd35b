#include "properties/failing.hpp"

#include "properties/property.hpp"
#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

using namespace doublecheck;
using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

using properties::Truth;

properties::Property own(std::string formula, const Setup& setup) {
  properties::Property property;
  property.name = "OWN";
  property.formula = std::move(formula);
  properties::state_claims(property, setup);
  return property;
}

std::vector<std::string> conjuncts_of(const std::string& formula) {
  const Setup setup = two_clients();
  const properties::Property property = own(formula, setup);
  std::vector<std::string> texts;
  for (const properties::Conjunct& conjunct : property.claims.front().conjuncts)
    texts.push_back(conjunct.question.text);
  return texts;
}

}  // namespace

TEST_CASE("an invariant is taken apart into what it says of every state") {
  using Texts = std::vector<std::string>;
  CHECK(conjuncts_of("always (is_composed(m1) -> is_quiet and (is_connected(bob) and is_connected(alice)))") ==
        Texts{"is_composed(m1) -> is_quiet", "is_composed(m1) -> is_connected(bob)",
              "is_composed(m1) -> is_connected(alice)"});
  CHECK(conjuncts_of("always is_quiet and always (is_connected(bob) and not is_composed(m1))") ==
        Texts{"is_quiet", "is_connected(bob)", "not is_composed(m1)"});
  CHECK(conjuncts_of("always (is_quiet or is_connected(bob))") == Texts{"is_quiet or is_connected(bob)"});
  CHECK(conjuncts_of("not eventually is_composed(m1)") == Texts{"not eventually is_composed(m1)"});
}

TEST_CASE("the conjunct that a state breaks is named with the values of its predicates alone") {
  Run run(two_clients());
  const properties::Property property =
      own("forall m: always (is_composed(m) -> is_connected(bob) and has_two_checks(m) and is_quiet)", run.setup);
  run({compose()});
  const properties::Failing failing = properties::failing_in(property.claims.front(), run.world);
  CHECK(failing.instance == "m1");
  CHECK(failing.formula == "is_composed(m1) -> has_two_checks(m1)");
  CHECK(failing.values ==
        std::vector<properties::Value>{{"is_composed(m1)", Truth::always}, {"has_two_checks(m1)", Truth::never}});
}

TEST_CASE("along a cycle a predicate may be true now and then") {
  Run run(two_clients());
  const properties::Property property = own("forall m: is_composed(m) leads_to has_two_checks(m)", run.setup);
  std::vector<World> worlds = {run.world};
  run({compose()});
  worlds.push_back(run.world);
  const properties::Failing failing = properties::failing_along(property.claims.front(), worlds);
  CHECK(failing.formula == "is_composed(m1) leads_to has_two_checks(m1)");
  CHECK(failing.values ==
        std::vector<properties::Value>{{"is_composed(m1)", Truth::now_and_then}, {"has_two_checks(m1)", Truth::never}});
}
