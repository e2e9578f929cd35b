// What each value of the options about the server's custody changes.

#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

const Action kFlush = on(kBob, ActionKind::flush);
const Action kForget{.kind = ActionKind::forget, .client = kBob};

Setup writing_back(Setup setup) {
  setup.options.server_durability = {ServerDurability::write_back, 1'000'000};
  return setup;
}

}  // namespace

TEST_CASE("a server that writes back loses in a crash what it has not flushed", "[R15]") {
  Run run(writing_back(bob_away(2, "android")));
  run({compose(), compose(), up(kAlice), kFlush, up(kAlice), crash_server()});
  CHECK(run.did(FactKind::body_lost_in_crash));
  CHECK(run.bob().mailbox.bodies == Sequence<Message>{m(1)});
}

TEST_CASE("a server that writes back has durable custody from the flush on", "[R15]") {
  Run run(writing_back(bob_away(1, "android")));
  run({compose(), up(kAlice)});
  CHECK_FALSE(holds(was_in_custody(run.setup, m(1)), run.world));
  CHECK_FALSE(holds(is_in_durable_mailbox(run.setup, kBob, m(1)), run.world));
  run({kFlush});
  CHECK(run.did(FactKind::body_flushed));
  CHECK(holds(was_in_custody(run.setup, m(1)), run.world));
  CHECK(holds(is_in_durable_mailbox(run.setup, kBob, m(1)), run.world));
  CHECK_FALSE(run.enables(kFlush));
}

TEST_CASE("a drop that was not flushed comes back with the restart of the server", "[R10]") {
  Run run(writing_back(two_clients()));
  run({compose(), up(kAlice), kFlush, down(kBob), up(kBob)});
  REQUIRE(run.bob().mailbox.bodies.empty());
  run({crash_server()});
  CHECK(run.did(FactKind::body_back_from_disk));
  CHECK(run.bob().mailbox.bodies == Sequence<Message>{m(1)});
}

TEST_CASE("a synchronous server has nothing to flush and a server with memory only never has durable custody",
          "[R15]") {
  const auto durability = GENERATE(ServerDurability::synchronous, ServerDurability::memory);
  Setup setup = bob_away(1, "android");
  setup.options.server_durability = durability;
  Run run(setup);
  run({compose(), up(kAlice)});
  CHECK_FALSE(run.enables(kFlush));
  CHECK(holds(was_in_custody(run.setup, m(1)), run.world) == (durability == ServerDurability::synchronous));
}

TEST_CASE("the server drops the body at the step that the option names", "[R9]") {
  const auto drop = GENERATE(ServerDrop::on_ack, ServerDrop::on_send, ServerDrop::on_push, ServerDrop::never);
  Setup setup = two_clients();
  setup.options.server_drop = drop;
  Run online(setup);
  online({compose(), up(kAlice)});
  CHECK(online.bob().mailbox.bodies.empty() == (drop == ServerDrop::on_send));
  online({down(kBob), up(kBob)});
  CHECK(online.bob().mailbox.bodies.empty() == (drop != ServerDrop::never));

  Setup away = bob_away(1, "android");
  away.options.server_drop = drop;
  Run offline(away);
  offline({compose(), up(kAlice)});
  CHECK(offline.bob().mailbox.bodies.empty() == (drop == ServerDrop::on_push));
}

TEST_CASE("a body that is sent on with nobody connected to hear it is dropped only when it is sent", "[R9]") {
  Setup setup = bob_away(1, "android");
  setup.options.server_drop = ServerDrop::on_send;
  Run run(setup);
  run({compose(), up(kAlice), open(kBob)});
  REQUIRE(run.bob().mailbox.bodies.size() == 1);
  run({connect(kBob)});
  CHECK(run.bob().mailbox.bodies.empty());
  run({break_of(kBob)});
  CHECK(violations(run) == std::vector<std::string>{});  // Alice's phone still has it
  run({down(kAlice)});
  CHECK(violations(run) == std::vector<std::string>{"CUSTODY"});
}

TEST_CASE("a tombstone with a time to live may be forgotten, and then a resend is stored again", "[R10]") {
  Setup setup = two_clients();
  setup.options.server_dedupe = {ServerDedupe::tombstone, 1'000'000};
  Run run(setup);
  run({compose(), up(kAlice), break_of(kAlice), down(kBob), up(kBob)});
  REQUIRE(run.enables(kForget));
  run({kForget, connect(kAlice), up(kAlice)});
  CHECK(run.did(FactKind::body_restored));
  CHECK(violations(run) == std::vector<std::string>{"RETENTION", "NO_RESEND"});
}

TEST_CASE("a tombstone without a time to live is never forgotten", "[R10]") {
  Run run(two_clients());
  run({compose()});
  drain(run);
  REQUIRE_FALSE(run.bob().mailbox.tombstones.empty());
  CHECK_FALSE(run.enables(kForget));
}

TEST_CASE("a server that keeps bodies until the ack archives none", "[R24]") {
  const auto retention = GENERATE(Retention::until_ack, Retention::forever);
  Setup setup = two_clients();
  setup.options.retention = retention;
  Run run(setup);
  run({compose()});
  drain(run);
  CHECK(run.bob().mailbox.archive.empty() == (retention == Retention::until_ack));
}
