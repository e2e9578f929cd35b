// Sessions that can be resumed: what survives a connection, what each end counts, and how a resumption fails.

#include "model/session.hpp"

#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

const Action kEnd = on(kBob, ActionKind::end_session);

/// Bob has stored m1, and his ack is lost with the connection.
Run ack_lost(Setup setup) {
  Run run(resuming(std::move(setup)));
  run({compose(), up(kAlice), down(kAlice), down(kBob), break_of(kBob)});
  return run;
}

/// m1 was sent down to Bob and is lost with the connection.
Run body_lost(SessionEnd end) {
  Setup setup = resuming(two_clients());
  setup.options.unacknowledged_at_session_end = end;
  Run run(setup);
  run({compose(), up(kAlice), down(kAlice), break_of(kBob)});
  return run;
}

}  // namespace

TEST_CASE("a count of the other end takes as many items out of the window as are new", "[R8]") {
  Session session = begun(0);
  session.window = {{ItemKind::body, m(1)}, {ItemKind::body, m(2)}};
  CHECK(confirm(session, 1) == Sequence<Item>{{ItemKind::body, m(1)}});
  CHECK(session.window == Sequence<Item>{{ItemKind::body, m(2)}});
  CHECK(session.confirmed == 1);
  CHECK(confirm(session, 1).empty());
  CHECK(confirm(session, 7).size() == 1);  // more than were sent
  CHECK(session.confirmed == 2);
}

TEST_CASE("a fresh session remembers nothing and a session that can be resumed remembers its window", "[R8]") {
  const auto kind = GENERATE(SessionKind::fresh, SessionKind::resume);
  Setup setup = two_clients();
  setup.options.session = kind;
  Run run(setup);
  run({compose(), up(kAlice)});
  CHECK(run.bob().mailbox.session.window.size() == (kind == SessionKind::resume ? 1U : 0U));
  CHECK(run.alice().client.session.exists == (kind == SessionKind::resume));
}

TEST_CASE("a resumed session continues where it broke off and repeats nothing, even for a client without dedupe",
          "[R7][R8]") {
  Setup setup = two_clients();
  setup.options.recipient_dedupe = RecipientDedupe::none;
  Run run = ack_lost(setup);
  run({connect(kBob)});
  CHECK(run.bob().up.in_flight == Sequence<Item>{{.kind = ItemKind::resume, .count = 1}});
  run({up(kBob)});
  CHECK(run.did(FactKind::session_resumed));
  CHECK(run.bob().mailbox.bodies.empty());  // the count says that it has arrived
  drain(run);
  CHECK(run.bob().client.received == Sequence<Message>{m(1)});
  CHECK(mark_of(run.alice().client, m(1)) == Mark::two);
  CHECK(holds(is_quiet(run.setup), run.world));
}

TEST_CASE("what was lost in flight is sent again by both ends when the session is resumed", "[R8]") {
  Run run(resuming(two_clients(2)));
  run({compose(), up(kAlice), compose(), break_of(kAlice)});  // m2 is lost on its way up, m1's ack on its way down
  run({connect(kAlice), up(kAlice)});
  CHECK(run.alice().down.in_flight ==
        Sequence<Item>{{.kind = ItemKind::resumed, .count = 1}, {ItemKind::server_ack, m(1)}});
  run({down(kAlice)});
  CHECK(run.alice().up.in_flight == Sequence<Item>{{ItemKind::body, m(2)}});
}

TEST_CASE("what arrives while the recipient's session waits goes down when it is resumed, once", "[R7]") {
  Run run(resuming(two_clients()));
  run({break_of(kBob), compose(), up(kAlice)});
  CHECK(run.bob().push_in_flight);
  run({connect(kBob), up(kBob)});
  CHECK(run.bob().down.in_flight == Sequence<Item>{{.kind = ItemKind::resumed}, {ItemKind::body, m(1)}});
}

TEST_CASE("the count of a resumption counts as the recipient's ack even where the app dies right after it", "[R22]") {
  Run run = ack_lost(two_clients());
  run({connect(kBob), up(kBob), on(kBob, ActionKind::crash_client)});
  CHECK(run.bob().mailbox.bodies.empty());
  CHECK(contains(run.bob().mailbox.tombstones, m(1)));
  CHECK(contains(run.alice().mailbox.receipts, m(1)));
}

TEST_CASE("a client whose app died begins a new session and gets what is queued again", "[R7]") {
  Run run = ack_lost(two_clients());
  run({on(kBob, ActionKind::crash_client), open(kBob), connect(kBob)});
  CHECK(run.bob().up.in_flight == Sequence<Item>{{.kind = ItemKind::start}});
  run({up(kBob)});
  CHECK(run.bob().down.in_flight == Sequence<Item>{{.kind = ItemKind::started}, {ItemKind::body, m(1)}});
  drain(run);
  CHECK(run.bob().client.received.size() == 1);
  CHECK(holds(is_quiet(run.setup), run.world));
}

TEST_CASE("a session that waits to be resumed may be given up, and that costs a deadline", "[R8]") {
  Run run = body_lost(SessionEnd::restore);
  REQUIRE(run.enables(kEnd));
  run.world.budgets[Budget::deadlines] = 0;
  CHECK_FALSE(run.enables(kEnd));
}

TEST_CASE("what is unacknowledged when the session ends is restored, bounced or dropped", "[R8]") {
  const auto end = GENERATE(SessionEnd::restore, SessionEnd::bounce, SessionEnd::drop);
  Run run = body_lost(end);
  run({kEnd});
  CHECK(holds(is_held_by_server(run.setup, m(1)), run.world) == (end == SessionEnd::restore));
  CHECK((violations(run) == std::vector<std::string>{"CUSTODY"}) == (end != SessionEnd::restore));
  drain(run);
  CHECK(has_failed(run.alice().client, m(1)) == (end == SessionEnd::bounce));
  run({connect(kBob)});
  drain(run);
  CHECK(run.bob().client.received.size() == (end == SessionEnd::restore ? 1U : 0U));
}

TEST_CASE("a client that resumes a session that is gone begins a new one and sends its outbox again", "[R3]") {
  Run run(resuming(two_clients()));
  run({compose(), break_of(kAlice), on(kAlice, ActionKind::end_session), connect(kAlice), up(kAlice)});
  CHECK(run.alice().down.in_flight.front().kind == ItemKind::started);
  run({down(kAlice)});
  CHECK(run.did(FactKind::session_started));
  CHECK(run.alice().up.in_flight == Sequence<Item>{{ItemKind::body, m(1)}});
}

TEST_CASE("the counts of a session that is gone are not taken for those of the one that replaced it", "[R8]") {
  Run run = ack_lost(two_clients(2));
  // Bob's client never hears of its new session: its old one had received an item, the new one has not.
  run({kEnd, compose(), up(kAlice), connect(kBob), up(kBob), break_of(kBob), connect(kBob), up(kBob)});
  CHECK(run.bob().mailbox.bodies == Sequence<Message>{m(1), m(2)});
  CHECK(run.bob().down.in_flight.front().kind == ItemKind::started);
  drain(run);
  CHECK(run.bob().client.received == Sequence<Message>{m(1), m(2)});
  CHECK(mark_of(run.alice().client, m(2)) == Mark::two);
}

TEST_CASE("a resumption does not send again what the receipt has settled meanwhile", "[R13]") {
  Run run(resuming(two_clients()));
  // The first body and its ack are lost to Alice with her app; the receipt overtakes the second body.
  run({compose(), up(kAlice), on(kAlice, ActionKind::crash_client), down(kBob), up(kBob), open(kAlice), connect(kAlice),
       up(kAlice), down(kAlice), down(kAlice)});
  REQUIRE(mark_of(run.alice().client, m(1)) == Mark::two);
  REQUIRE(run.alice().up.in_flight.front() == Item{ItemKind::body, m(1)});
  run({break_of(kAlice), connect(kAlice), up(kAlice), down(kAlice)});
  CHECK(run.alice().up.in_flight == Sequence<Item>{{ItemKind::receipt_ack, m(1)}});
  CHECK(violations(run).empty());
  drain(run);
  CHECK(holds(is_quiet(run.setup), run.world));
}

TEST_CASE("what expires while the session waits is not sent when it is resumed", "[R12]") {
  Setup setup = resuming(two_clients(2));
  setup.options.message_ttl = {MessageTtl::ttl, 1'000'000};
  Run run(setup);
  run({break_of(kBob),
       compose(),
       compose(),
       up(kAlice),
       up(kAlice),
       {.kind = ActionKind::expire, .client = kBob},
       connect(kBob),
       up(kBob)});
  CHECK(run.bob().down.in_flight == Sequence<Item>{{.kind = ItemKind::resumed}, {ItemKind::body, m(2)}});
}

TEST_CASE("a crash of the server ends its sessions and nothing that it keeps is lost", "[R8]") {
  Run run = ack_lost(two_clients());
  run({crash_server(), connect(kBob)});
  drain(run);
  run({connect(kAlice)});
  drain(run);
  CHECK(mark_of(run.alice().client, m(1)) == Mark::two);
  CHECK(run.bob().client.received.size() == 1);
  CHECK(holds(is_quiet(run.setup), run.world));
}
