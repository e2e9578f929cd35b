// Each deviation does what its name says, and breaks what its mutant is said to break.

#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

Setup with(Deviation deviation, Setup setup = two_clients()) {
  setup.options.deviation = deviation;
  return setup;
}

/// A setup in which a resumption that repeats shows.
Setup without_dedupe(Deviation deviation, std::uint32_t messages = 1) {
  Setup setup = resuming(with(deviation, two_clients(messages)));
  setup.options.recipient_dedupe = RecipientDedupe::none;
  return setup;
}

Setup expiring(Deviation deviation, std::uint32_t messages) {
  Setup setup = with(deviation, bob_away(messages, "android"));
  setup.options.message_ttl = {MessageTtl::ttl, 1'000'000};
  return setup;
}

const Action kExpire{.kind = ActionKind::expire, .client = kBob};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("mutant 5: two checks on the server's ack") {
  Run run(with(Deviation::two_checks_on_server_ack));
  run({compose(), up(kAlice), down(kAlice)});
  CHECK(mark_of(run.alice().client, m(1)) == Mark::two);
  CHECK(fails("TRUTH2", run));
}

TEST_CASE("mutant 6: two checks when the push arrives") {
  Run run(with(Deviation::two_checks_on_push, bob_away(1, "android")));
  run({compose(), up(kAlice), down(kAlice), on(kBob, ActionKind::push_arrives), down(kAlice)});
  CHECK(violations(run) == Names{"TRUTH2", "PUSH_INERT"});
}

TEST_CASE("mutant 8: a receipt may be given up") {
  Run run(with(Deviation::receipt_given_up));
  const Action give_up{.kind = ActionKind::give_up, .direction = Direction::down, .client = kAlice};
  run({compose(), up(kAlice), down(kAlice), break_of(kAlice), down(kBob), up(kBob), give_up, connect(kAlice)});
  CHECK(run.alice().mailbox.receipts.empty());
  CHECK(run.alice().down.in_flight.empty());
  CHECK_FALSE(ends("MARK2", run, m(1)));
}

TEST_CASE("mutant 17: an ack names the next message") {
  Run run(with(Deviation::ack_names_next_message, two_clients(2)));
  run({compose(), compose(), up(kAlice), up(kAlice), down(kAlice), down(kAlice), down(kBob)});
  CHECK(run.bob().up.in_flight == Sequence<Item>{{ItemKind::delivery_ack, m(2)}});
  run({up(kBob)});
  CHECK(violations(run) == Names{"CUSTODY", "ADDRESS"});
}

TEST_CASE("mutant 18: the count of a resumption is one too high") {
  Run run(resuming(with(Deviation::resume_count_too_high)));
  run({compose(), up(kAlice), down(kAlice), break_of(kBob), connect(kBob), up(kBob)});
  CHECK(fails("CUSTODY", run));
}

TEST_CASE("mutant 19: the count stands still after a resumption") {
  Run run(without_dedupe(Deviation::resume_count_frozen));
  run({break_of(kBob), connect(kBob), up(kBob), down(kBob), compose(), up(kAlice), down(kBob), break_of(kBob),
       connect(kBob), up(kBob), down(kBob), down(kBob)});
  CHECK(violations(run) == Names{"NO_DUPLICATE"});
}

TEST_CASE("mutant 20: the count leaves out what cannot be processed") {
  Setup setup = without_dedupe(Deviation::resume_count_skips);
  setup.unprocessable = {m(1)};
  Run run(setup);
  run({compose(), up(kAlice), down(kBob), break_of(kBob), connect(kBob), up(kBob), down(kBob), down(kBob)});
  CHECK(violations(run) == Names{"NO_DUPLICATE"});
}

TEST_CASE("mutant 21: what arrives during a handover is lost") {
  Run run(resuming(with(Deviation::handover_loses)));
  run({break_of(kBob), connect(kBob), compose(), up(kAlice), down(kAlice)});
  CHECK(run.bob().mailbox.bodies.empty());
  CHECK(fails("CUSTODY", run));
}

TEST_CASE("mutant 23: a resumption sends the window twice") {
  Run run(without_dedupe(Deviation::resumption_duplicates));
  run({compose(), up(kAlice), break_of(kBob), connect(kBob), up(kBob)});
  CHECK(run.bob().down.in_flight.size() == 3);
  run({down(kBob), down(kBob), down(kBob)});
  CHECK(violations(run) == Names{"NO_DUPLICATE"});
}

TEST_CASE("mutant 24: the timer of an old session ends the one that took its place") {
  Run run(resuming(with(Deviation::old_timer_ends_session)));
  run({break_of(kBob), connect(kBob), up(kBob), down(kBob), on(kBob, ActionKind::end_session)});
  CHECK(run.bob().client.connected);
  CHECK_FALSE(is_online(run.bob().mailbox));
  run({compose(), up(kAlice)});
  CHECK(run.bob().down.in_flight.empty());
  CHECK_FALSE(run.enables(connect(kBob)));
}

TEST_CASE("mutant 25: the newer of two sessions is closed") {
  Run run(with(Deviation::newer_session_closed));
  run({cut(kBob), on(kBob, ActionKind::time_out_connection), connect(kBob)});
  CHECK(run.did(FactKind::connection_refused));
  CHECK_FALSE(run.bob().client.connected);
}

TEST_CASE("mutant 26: the server waits for an ack that it asked for on the old connection") {
  Run run(resuming(with(Deviation::waits_for_old_ack)));
  run({compose(), up(kAlice), break_of(kBob), connect(kBob), up(kBob), down(kBob)});
  CHECK(run.bob().down.in_flight.empty());
  CHECK(contains(run.bob().mailbox.bodies, m(1)));
}

TEST_CASE("mutant 28: what arrives while a session waits goes before what was queued") {
  Run run(resuming(with(Deviation::queues_interleave, two_clients(2))));
  run({compose(), up(kAlice), break_of(kBob), compose(), up(kAlice), on(kBob, ActionKind::end_session), connect(kBob)});
  drain(run);
  CHECK(violations(run) == Names{"ORDER"});
}

TEST_CASE("mutant 29: a retry passes over the head of the queue") {
  Run run(with(Deviation::retry_skips_head, two_clients(2)));
  run({break_of(kAlice), compose(), compose(), connect(kAlice)});
  drain(run);
  CHECK(violations(run) == Names{"ORDER"});
}

TEST_CASE("mutant 31: a restart of the server brings a dropped body back") {
  Run run(with(Deviation::drop_not_persisted));
  run({compose(), up(kAlice), down(kBob), up(kBob), crash_server()});
  CHECK(contains(run.bob().mailbox.bodies, m(1)));
  CHECK(violations(run) == Names{"RETENTION"});
}

TEST_CASE("mutant 31: what the server has written is in its durable custody however it writes the rest") {
  for (const ServerDurability durability : {ServerDurability::synchronous, ServerDurability::write_back}) {
    Setup setup = with(Deviation::drop_not_persisted);
    setup.options.server_durability = durability;
    Run run(setup);
    run({compose(), up(kAlice)});
    CHECK(holds(is_in_durable_mailbox(run.setup, kBob, m(1)), run.world));
    CHECK(holds(was_in_custody(run.setup, m(1)), run.world));
  }
}

TEST_CASE("mutant 32: an expired head blocks the queue") {
  Run run(expiring(Deviation::expired_head_blocks, 2));
  run({compose(), compose(), up(kAlice), up(kAlice), kExpire, open(kBob), connect(kBob)});
  CHECK(run.bob().mailbox.bodies.size() == 2);
  CHECK(run.bob().down.in_flight.empty());
}

TEST_CASE("mutant 33: a restart of the server forgets when bodies expire") {
  Run run(expiring(Deviation::expiry_forgotten, 1));
  run({compose(), up(kAlice), crash_server(), kExpire});
  CHECK(contains(run.bob().mailbox.bodies, m(1)));
  CHECK(violations(run) == Names{"RETENTION"});
}

TEST_CASE("mutant 34: a late ack takes a check away") {
  Run run(with(Deviation::late_ack_overwrites));
  run({compose(), up(kAlice), break_of(kAlice), down(kBob), up(kBob), connect(kAlice), down(kAlice)});
  REQUIRE(mark_of(run.alice().client, m(1)) == Mark::two);
  run({up(kAlice), down(kAlice)});
  CHECK(mark_of(run.alice().client, m(1)) == Mark::one);
  CHECK(fails("MARKS", run));
}

TEST_CASE("mutant 40: a client keeps several sessions and gets each message on each") {
  Setup setup = with(Deviation::several_sessions);
  setup.options.recipient_dedupe = RecipientDedupe::none;
  Run run(setup);
  run({connect(kBob), compose(), up(kAlice)});
  CHECK(run.bob().down.in_flight.size() == 2);
  run({down(kBob), down(kBob)});
  CHECK(violations(run) == Names{"NO_DUPLICATE"});
}

TEST_CASE("mutant 41: a push wakes an app that its user has terminated") {
  Run run(with(Deviation::push_wakes_killed_app, bob_away(1, "android", AppState::terminated_by_user)));
  run({compose(), up(kAlice), on(kBob, ActionKind::push_arrives)});
  CHECK(run.bob().client.app == AppState::background);
  CHECK(violations(run) == Names{"PLATFORM"});
}

TEST_CASE("mutant 44: an app that a push wakes notifies its user before it has fetched anything", "[R20]") {
  Run run(with(Deviation::notifies_before_fetch, bob_away(1, "android")));
  run({compose(), up(kAlice), on(kBob, ActionKind::push_arrives)});
  CHECK(run.bob().client.notified);
  CHECK(run.bob().client.received.empty());
  CHECK(violations(run) == Names{"FETCH_FIRST"});
}

TEST_CASE("what a push displays by itself tells of a message that is still to be fetched, and may", "[R18][R20]") {
  Run run(bob_away(1, "iphone"));
  run({compose(), up(kAlice), on(kBob, ActionKind::push_arrives)});
  CHECK(run.bob().client.notified);
  CHECK(run.bob().client.received.empty());
  CHECK(violations(run) == Names{});
}

TEST_CASE("mutant 42: a receipt is answered with a receipt, and so on without end") {
  Run run(with(Deviation::receipt_for_receipt));
  run({compose(), up(kAlice), down(kAlice), down(kBob), up(kBob), down(kAlice)});
  for (int i = 0; i < 3; ++i) {
    run({up(kAlice), down(kBob), up(kBob), down(kAlice)});
    CHECK_FALSE(holds(is_quiet(run.setup), run.world));
  }
}
