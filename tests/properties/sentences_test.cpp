#include "properties/sentences.hpp"

#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

using namespace doublecheck;
using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

/// The sentence about the first claim of the safety property that fails here.
std::string told(const properties::Property& property, const Run& run) {
  const properties::Claim* broken = properties::broken_claim(property, run.world);
  REQUIRE(broken != nullptr);
  return properties::sentence_about_state(property, *broken, run.setup, run.world);
}

/// The sentence about a run that stays here.
std::string told_of_the_end(const properties::Property& property, const Run& run) {
  return properties::sentence_about_run(property, property.claims.front(), run.setup, {&run.world, 1});
}

properties::Property own(std::string formula, const Setup& setup) {
  properties::Property property;
  property.name = "OWN";
  property.formula = std::move(formula);
  properties::state_claims(property, setup);
  return property;
}

}  // namespace

TEST_CASE("a lost custody says where the message is not") {
  Setup setup = bob_away(1, "android");
  setup.options.server_drop = ServerDrop::on_push;
  Run run(setup);
  run({compose(), up(kAlice), down(kAlice)});
  CHECK(told(standard("CUSTODY", setup), run) ==
        "Nobody keeps m1 safe: Alice sees one check and the phone will not send it again, the server has dropped it, "
        "and Bob's phone has not stored it.");
}

TEST_CASE("a false double check is told in the words of its users") {
  Setup setup = bob_away(1, "android");
  setup.options.deviation = Deviation::two_checks_on_server_ack;
  Run run(setup);
  run({compose(), up(kAlice), down(kAlice)});
  CHECK(told(standard("TRUTH2", setup), run) == "Alice sees two checks for m1; Bob's phone never stored it.");
}

TEST_CASE("a disorder is told with the message that came too late") {
  Run run(two_clients(2));
  run({compose(), compose()});
  run.world.sides[1].client.received = {m(2), m(1)};
  CHECK(told(standard("ORDER", run.setup), run) == "Bob sees m1 behind a message that Alice composed later.");
}

TEST_CASE("a missing second check is told with the mark that remains") {
  Setup setup = two_clients();
  setup.options.receipt = ReceiptStorage::fire_and_forget;
  Run run(setup);
  run({compose(), up(kAlice), down(kAlice), break_of(kAlice), down(kBob), up(kBob)});
  CHECK(told_of_the_end(standard("MARK2", setup), run) ==
        "Bob's phone has stored m1, but Alice never sees two checks for it: it stays at one check.");
}

TEST_CASE("unrest is told with what remains") {
  Run run(bob_away(1, "android"));
  run({compose(), up(kAlice), down(kAlice)});
  CHECK(told_of_the_end(standard("QUIET", run.setup), run) ==
        "The system never comes to rest: there always remains m1 in Bob's mailbox and a push for Bob.");
}

TEST_CASE("a property of a scenario's own is told with its formula and the values of its predicates") {
  Run run(two_clients());
  run({compose()});
  CHECK(told(own("forall m: always (is_composed(m) -> has_two_checks(m))", run.setup), run) ==
        "For m1: `is_composed(m1) -> has_two_checks(m1)` is broken: `is_composed(m1)` is true, "
        "`has_two_checks(m1)` is false.");
  CHECK(told_of_the_end(own("forall m: is_composed(m) leads_to has_two_checks(m)", run.setup), run) ==
        "For m1: `is_composed(m1) leads_to has_two_checks(m1)` is false of this run. Nothing happens any more, and "
        "`is_composed(m1)` is true, `has_two_checks(m1)` is false.");
}

TEST_CASE("every standard property has a sentence of its own") {
  Run run(two_clients());
  run({compose()});
  run.world.sides[1].client.received = {m(1)};
  for (const properties::Property& property : scenarios::standard_properties_of(run.setup)) {
    if (property.is_about_deadlocks) continue;  // has another way to be told
    if (property.name == "ORDER") continue;     // of which nothing can be said in a state that is in order
    CAPTURE(property.name);
    const properties::Claim& claim = property.claims.front();
    const std::string sentence = properties::is_safety(property)
                                     ? properties::sentence_about_state(property, claim, run.setup, run.world)
                                     : properties::sentence_about_run(property, claim, run.setup, {&run.world, 1});
    CHECK(sentence.find('`') == std::string::npos);
  }
}
