#include "properties/claims.hpp"

#include "model/world.hpp"
#include "properties/allowance.hpp"
#include "properties/formulas.hpp"
#include "tests/catch.hpp"
#include "tests/properties/setups.hpp"

#include <string>

namespace doublecheck::tests {
namespace {

using properties::Claim;
using properties::TooLarge;

std::variant<std::vector<Claim>, TooLarge> read(std::string_view text, const model::Setup& setup = alice_and_bob()) {
  const auto formula = properties::read_formula(text, setup);
  REQUIRE(std::holds_alternative<language::TypedFormula>(formula));
  return properties::claims_of(std::get<language::TypedFormula>(formula), setup);
}

std::vector<Claim> claims_in(std::string_view text) { return std::get<std::vector<Claim>>(read(text)); }

}  // namespace

TEST_CASE("the variables in front make one claim for each choice") {
  const std::vector<Claim> claims = claims_in("forall m, d in devices(recipient(m)): eventually is_stored_by(d, m)");
  REQUIRE(claims.size() == 4);
  CHECK(claims[0].instance == "m1, bob");
  CHECK(claims[1].instance == "m1, bob-tablet");
  CHECK(claims[3].text == "eventually is_stored_by(bob-tablet, m2)");
}

TEST_CASE("the largest parts without an operator of time are the propositions") {
  const std::vector<Claim> claims =
      claims_in("forall m: is_composed(m) and is_in_flight(m) leads_to is_held_by_server(m) or is_excused(m)");
  REQUIRE(claims.size() == 2);
  REQUIRE(claims[0].propositions.size() == 2);
  CHECK(claims[0].propositions[0].text == "is_composed(m1) and is_in_flight(m1)");
  CHECK(claims[0].formula == ltl::leads_to(ltl::proposition(0), ltl::proposition(1)));
  CHECK(claims[0].atoms.size() == 4);
}

TEST_CASE("a part that occurs twice is one proposition") {
  const std::vector<Claim> claims = claims_in("always eventually is_quiet -> eventually always is_quiet");
  REQUIRE(claims.size() == 1);
  CHECK(claims[0].propositions.size() == 1);
}

TEST_CASE("always without another operator of time is an invariant") {
  const model::World start = model::initial_world(alice_and_bob());
  const std::vector<Claim> never_composed = claims_in("forall m: always not is_composed(m)");
  REQUIRE(never_composed[0].invariant.has_value());
  CHECK(model::holds(*never_composed[0].invariant, start));
  CHECK_FALSE(model::holds(*claims_in("always is_composed(m1)")[0].invariant, start));
  CHECK(claims_in("always is_quiet and always not is_composed(m1)")[0].invariant.has_value());
  CHECK_FALSE(claims_in("eventually is_quiet")[0].invariant.has_value());
}

TEST_CASE("an invariant has a premise if it is a single implication about states") {
  const model::World start = model::initial_world(alice_and_bob());
  const std::vector<Claim> claims = claims_in("forall m: always (is_composed(m) -> is_held_by_server(m))");
  REQUIRE(claims[0].premise.has_value());
  CHECK_FALSE(model::holds(*claims[0].premise, start));
  CHECK(model::holds(claims_in("always (is_quiet -> is_connected(bob))")[0].premise.value(), start));
  for (const std::string_view without :
       {"always not is_composed(m1)", "always (not is_composed(m1) or is_quiet)", "is_quiet",
        "always (is_quiet -> true) and always is_quiet", "is_composed(m1) leads_to is_quiet"}) {
    CAPTURE(without);
    CHECK_FALSE(claims_in(without)[0].premise.has_value());
  }
}

TEST_CASE("a claim that asks too many questions is refused") {
  model::Setup crowded = alice_and_bob();
  for (std::uint32_t number = 2; number < 40; ++number) {
    crowded.workload.push_back({.from = model::client_at(0), .to = model::client_at(1), .number = number});
  }
  const auto claims = read("exists m: eventually is_composed(m) and eventually is_in_flight(m)", crowded);
  REQUIRE(std::holds_alternative<TooLarge>(claims));
  CHECK(std::get<TooLarge>(claims) == TooLarge::propositions);
}

TEST_CASE("equivalences in each other are too large for what they stand for, however short they are") {
  std::string states = "is_quiet";
  std::string times = "eventually is_quiet";
  std::string weak = "eventually is_quiet";
  for (int i = 0; i < 60; ++i) {
    states = "is_quiet <-> (" + states + ")";
    times = "is_quiet <-> (" + times + ")";
    weak = "is_quiet weak_until (" + weak + ")";
  }
  CHECK(std::get<TooLarge>(read("always (" + states + ")")) == TooLarge::operators);
  CHECK(std::get<TooLarge>(read(times)) == TooLarge::operators);
  CHECK(std::get<TooLarge>(read(weak)) == TooLarge::operators);
  CHECK(claims_in("is_quiet <-> (eventually is_quiet <-> always is_quiet)").size() == 1);
}

TEST_CASE("formulas of one input share an allowance") {
  const model::Setup setup = alice_and_bob();
  const auto formula = std::get<language::TypedFormula>(properties::read_formula("always not is_quiet", setup));
  properties::Allowance allowance{.parts = 7};
  CHECK(std::holds_alternative<std::vector<Claim>>(properties::claims_of(formula, setup, allowance)));
  CHECK(std::holds_alternative<std::vector<Claim>>(properties::claims_of(formula, setup, allowance)));
  CHECK(std::get<TooLarge>(properties::claims_of(formula, setup, allowance)) == TooLarge::operators);
}

}  // namespace doublecheck::tests
