// Push tokens: what the server knows of the device's address at the push service.

#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

const Action kChange = on(kBob, ActionKind::change_token);
const Action kError = on(kBob, ActionKind::push_error_arrives);
const Action kRepeat = on(kBob, ActionKind::repeat_push);

/// Bob's app runs in the background without a connection.
Setup bob_offline(std::uint32_t messages) {
  Setup setup = two_clients(messages);
  setup.participants[1].app = AppState::background;
  setup.participants[1].connected = false;
  return setup;
}

}  // namespace

TEST_CASE("a connected device tells the server its new token at once", "[R17]") {
  Run run(two_clients());
  run({kChange});
  CHECK(run.bob().mailbox.token == Token::current);
  CHECK_FALSE(run.bob().push_error_in_flight);
}

TEST_CASE("a push to an outdated token comes back as an error and the server pushes no more", "[R17]") {
  Run run(bob_offline(1));
  run({kChange});
  REQUIRE(run.bob().mailbox.token == Token::outdated);
  run({compose(), up(kAlice)});
  CHECK(run.did(FactKind::push_refused));
  CHECK_FALSE(run.bob().push_in_flight);
  run({kError});
  CHECK(run.bob().mailbox.token == Token::none);
  CHECK_FALSE(run.enables(kRepeat));
}

TEST_CASE("a push on its way to a token that changes is an error later", "[R17]") {
  Run run(bob_offline(1));
  run({compose(), up(kAlice), kChange});
  CHECK_FALSE(run.bob().push_in_flight);
  CHECK(run.bob().push_error_in_flight);
}

TEST_CASE("a device that connects registers its token", "[R17]") {
  Run run(bob_offline(1));
  run({kChange, connect(kBob)});
  CHECK(run.did(FactKind::token_registered));
  CHECK(run.bob().mailbox.token == Token::current);
}

TEST_CASE("a late error about an old token says nothing of the new one", "[R17]") {
  const auto deviation = GENERATE(Deviation::none, Deviation::late_error_clears_token);
  Setup setup = bob_offline(1);
  setup.options.deviation = deviation;
  Run run(setup);
  run({compose(), up(kAlice), kChange, connect(kBob), kError});
  CHECK(run.bob().mailbox.token == (deviation == Deviation::none ? Token::current : Token::none));
}

TEST_CASE("an app that does not run learns of no new token") {
  Run run(bob_away(1, "android"));
  CHECK_FALSE(run.enables(kChange));
}
