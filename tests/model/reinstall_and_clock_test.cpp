// An app that is installed anew, and clocks that jump.

#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

Action reinstall(ClientId client) { return on(client, ActionKind::reinstall); }
const Action kJumpAlice = on(kAlice, ActionKind::jump_client_clock);
const Action kJumpServer{.kind = ActionKind::jump_server_clock};

}  // namespace

TEST_CASE("an app that is installed anew has forgotten its messages and keeps its number", "[R11]") {
  Run run(two_clients());
  run({compose()});
  drain(run);
  run({reinstall(kBob)});
  CHECK(run.did(FactKind::store_wiped));
  CHECK(run.bob().client.received.empty());
  CHECK(run.bob().client.registered);
  CHECK(run.bob().client.app == AppState::terminated_by_user);
  CHECK(violations(run).empty());  // two checks told the truth when they were given
}

TEST_CASE("a reinstalled recipient gets what the server still holds and what it had stored before only again", "[R8]") {
  Run run(two_clients(2));
  run({compose(), up(kAlice), down(kBob), compose(), up(kAlice), reinstall(kBob), open(kBob), connect(kBob)});
  drain(run);
  CHECK(run.bob().client.received == Sequence<Message>{m(1), m(2)});
  CHECK(violations(run).empty());
}

TEST_CASE("a reinstalled sender has lost its outbox, which nobody can blame on the protocol", "[R2]") {
  Run run(two_clients());
  run({compose(), reinstall(kAlice)});
  CHECK(run.did(FactKind::sent_wiped));
  CHECK(run.alice().client.outbox.empty());
  CHECK(holds(is_excused(run.setup, m(1)), run.world));
  CHECK(violations(run).empty());
}

TEST_CASE("a receipt or an ack for what a reinstalled sender has forgotten is taken off the server all the same",
          "[R23]") {
  Run run(two_clients());
  run({compose(), up(kAlice), down(kBob), up(kBob), reinstall(kAlice), open(kAlice), connect(kAlice)});
  drain(run);
  CHECK(mark_of(run.alice().client, m(1)) == Mark::none);
  CHECK(holds(is_quiet(run.setup), run.world));
}

TEST_CASE("a reinstalled app has another push token and numbers its messages on", "[R17]") {
  Run run(two_clients(2));
  run({compose(), reinstall(kAlice)});
  CHECK(run.alice().mailbox.token == Token::outdated);
  run({open(kAlice), compose()});
  CHECK(run.alice().client.outbox == Sequence<Message>{m(2)});
}

TEST_CASE("a jump of the device's clock passes every deadline and shows a dead connection", "[R3]") {
  Setup setup = two_clients();
  CHECK_FALSE(Run(setup).enables(kJumpAlice));  // it would change nothing
  setup.options.client_resend = {ClientResend::deadline, 1'000'000};
  Run run(setup);
  run({compose(), cut(kAlice), kJumpAlice});
  CHECK(has_failed(run.alice().client, m(1)));
  CHECK_FALSE(run.alice().client.connected);
}

TEST_CASE("a jump of the server's clock passes the time to live of bodies and tombstones", "[R12]") {
  Setup setup = two_clients(2);
  setup.options.message_ttl = {MessageTtl::ttl, 1'000'000};
  setup.options.server_dedupe = {ServerDedupe::tombstone, 1'000'000};
  Run run(setup);
  run({compose()});
  drain(run);
  run({break_of(kBob), compose(), up(kAlice), kJumpServer});
  CHECK(run.bob().mailbox.bodies.empty());
  CHECK(run.bob().mailbox.tombstones.empty());
}

TEST_CASE("mail that expires by a jump of the clock is lost, and mail whose time is over is excused", "[R15]") {
  const bool jumps = GENERATE(false, true);
  Setup setup = bob_away(1, "android");
  setup.options.message_ttl = {MessageTtl::ttl, 1'000'000};
  Run run(setup);
  run({compose(), up(kAlice), down(kAlice), jumps ? kJumpServer : Action{.kind = ActionKind::expire, .client = kBob}});
  CHECK(run.bob().mailbox.bodies.empty());
  CHECK(holds(is_excused(run.setup, m(1)), run.world) == !jumps);
  CHECK_FALSE(holds(is_orphaned(run.setup, m(1)), run.world));
  CHECK(ends("DELIVERY", run, m(1)) == !jumps);
  CHECK(violations(run) == (jumps ? std::vector<std::string>{"CUSTODY"} : std::vector<std::string>{}));
}

TEST_CASE("a sender who has forgotten the message need not be told of its failure", "[R11]") {
  Run run(two_clients());
  run({compose(), reinstall(kAlice)});
  CHECK(ends("TOLD", run, m(1)));
  CHECK(holds(is_orphaned(run.setup, m(1)), run.world));
}

TEST_CASE("a jump of the server's clock ends sessions, living and waiting ones, unless none is ever noticed", "[R8]") {
  const auto stale = GENERATE(StaleSession::ack_timeout, StaleSession::keepalive, StaleSession::none);
  Setup setup = resuming(two_clients());
  setup.options.stale_session = stale;
  Run run(setup);
  run({break_of(kAlice), kJumpServer});
  CHECK_FALSE(run.alice().mailbox.session.exists);
  CHECK(run.bob().client.connected == (stale == StaleSession::none));
  CHECK(run.bob().mailbox.session.exists == (stale == StaleSession::none));
}

TEST_CASE("a jump of one server's clock leaves the other server alone") {
  Run run(two_servers());
  run({kJumpServer});
  CHECK_FALSE(run.alice().client.connected);
  CHECK(run.bob().client.connected);
}
