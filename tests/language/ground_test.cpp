#include "language/ground.hpp"

#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/language/samples.hpp"

using namespace doublecheck::language;
using namespace doublecheck::tests;

namespace {

using Lines = std::vector<std::string>;

Grounding grounding_of(std::string_view text) { return ground(checked(text), sample_universe()).value(); }

}  // namespace

TEST_CASE("the quantifiers in front become instances and those inside lists", "[language]") {
  CHECK(grounded("forall m: is_composed(m) leads_to (forall d in devices(recipient(m)): is_stored_by(d, m))") ==
        Lines{
            "is_composed(m1) leads_to is_stored_by(bob, m1) and is_stored_by(bob-tablet, m1)",
            "is_composed(m2) leads_to is_stored_by(alice, m2)",
            "true",
        });
  CHECK(grounded("exists d: always not is_connected(d)") ==
        Lines{"always not is_connected(alice) or always not is_connected(bob) or always not is_connected(bob-tablet)"});
}

TEST_CASE("instances tell what their variables are", "[language]") {
  const Grounding grounding = grounding_of("forall m: forall d in devices(recipient(m)): is_stored_by(d, m)");
  REQUIRE(grounding.instances.size() == 3);
  CHECK(grounding.instances[1].bindings == std::vector<BoundVariable>{{"m", kMessage, 0}, {"d", kDevice, 2}});
  CHECK(grounding.instances[2].bindings == std::vector<BoundVariable>{{"m", kMessage, 1}, {"d", kDevice, 0}});
}

TEST_CASE("variables with nothing to run through give no instance", "[language]") {
  CHECK(grounding_of("forall d in servers: is_connected(d)").instances.empty());
}

TEST_CASE("propositions are numbered in the order of their first appearance", "[language]") {
  const Grounding grounding = grounding_of("forall m: is_quiet and is_composed(m) -> is_excused(m1)");
  CHECK(grounding.propositions == std::vector<Proposition>{{0, {}}, {1, {0}}, {4, {0}}, {1, {1}}, {1, {2}}});
  CHECK(grounding.instances[2].formula.operands[0].operands[1].proposition == 4);
}

TEST_CASE("what is folded away leaves no proposition", "[language]") {
  const Grounding grounding = grounding_of("forall m: m = m2 or is_composed(m)");
  CHECK(grounding.propositions == std::vector<Proposition>{{1, {0}}, {1, {2}}});
}

TEST_CASE("an instance tells whether grounding decided something in it", "[language]") {
  const Grounding grounding = grounding_of("forall m: always (forall d in devices(recipient(m)): is_connected(d))");
  CHECK_FALSE(grounding.instances[0].decided_while_grounding);
  CHECK_FALSE(grounding.instances[1].decided_while_grounding);
  CHECK(grounding.instances[2].decided_while_grounding);
  CHECK(grounding.instances[2].formula == Ground{.kind = Ground::Kind::constant, .value = true});
}

TEST_CASE("constants that were written stay", "[language]") {
  const Grounding grounding = grounding_of("always (true and is_quiet) or false");
  CHECK(grounded("always (true and is_quiet) or false") == Lines{"always (true and is_quiet) or false"});
  CHECK_FALSE(grounding.instances[0].decided_while_grounding);
}

TEST_CASE("a decided operand is folded into each operator", "[language]") {
  const std::string yes = "m1 = m1";
  const std::string no = "m1 != m1";
  const auto folded = [](const std::string& text) { return grounded(text).at(0); };
  const std::string q = "is_quiet";
  CHECK(folded("not " + yes) == "false");
  CHECK(folded("always " + yes) == "true");
  CHECK(folded("once " + no) == "false");
  CHECK(folded(q + " and " + yes) == q);
  CHECK(folded(q + " and " + no) == "false");
  CHECK(folded(q + " or " + yes) == "true");
  CHECK(folded(q + " or " + no) == q);
  CHECK(folded(q + " -> " + yes) == "true");
  CHECK(folded(q + " -> " + no) == "not is_quiet");
  CHECK(folded(yes + " -> " + q) == q);
  CHECK(folded(no + " -> " + q) == "true");
  CHECK(folded(q + " <-> " + yes) == q);
  CHECK(folded(no + " <-> " + q) == "not is_quiet");
  CHECK(folded(q + " until " + yes) == "true");
  CHECK(folded(q + " until " + no) == "false");
  CHECK(folded(yes + " until " + q) == "eventually is_quiet");
  CHECK(folded(no + " until " + q) == q);
  CHECK(folded(q + " release " + yes) == "true");
  CHECK(folded(q + " release " + no) == "false");
  CHECK(folded(yes + " release " + q) == q);
  CHECK(folded(no + " release " + q) == "always is_quiet");
  CHECK(folded(q + " weak_until " + yes) == "true");
  CHECK(folded(q + " weak_until " + no) == "always is_quiet");
  CHECK(folded(yes + " weak_until " + q) == "true");
  CHECK(folded(no + " weak_until " + q) == q);
  CHECK(folded(q + " leads_to " + yes) == "true");
  CHECK(folded(q + " leads_to " + no) == "always not is_quiet");
  CHECK(folded(yes + " leads_to " + q) == "always eventually is_quiet");
  CHECK(folded(no + " leads_to " + q) == "true");
}

TEST_CASE("a grounding that would be too large is given up", "[language]") {
  const TypedFormula formula = checked("forall m, n: is_composed(m) -> is_composed(n)");
  CHECK_FALSE(ground(formula, sample_universe(), 20).has_value());
  CHECK(ground(formula, sample_universe(), 100).has_value());
}
