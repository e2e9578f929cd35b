// Half-open connections and partitions: what each end believes, how it finds out, and what a second connection does.

#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

const Action kClientNotices = on(kBob, ActionKind::time_out_connection);
const Action kServerNotices = on(kBob, ActionKind::time_out_session);
const Action kPartition = on(kBob, ActionKind::partition);
const Action kHeal = on(kBob, ActionKind::heal);

Setup with(SecondConnection second, Choice<StaleSession> stale = StaleSession::keepalive) {
  Setup setup = two_clients();
  setup.options.second_connection = second;
  setup.options.stale_session = stale;
  return setup;
}

}  // namespace

TEST_CASE("a cut loses what is in flight and neither end notices", "[R16]") {
  Run run(two_clients());
  run({compose(), up(kAlice), cut(kBob)});
  CHECK(run.did(FactKind::lost));
  CHECK(run.bob().client.connected);
  CHECK(is_online(run.bob().mailbox));
  CHECK_FALSE(run.enables(down(kBob)));
  CHECK_FALSE(run.enables(connect(kBob)));
}

TEST_CASE("a server that takes a dead session for a living one sends into it and pushes nothing", "[R16]") {
  Run run(two_clients());
  run({cut(kBob), compose(), up(kAlice)});
  CHECK(run.bob().down.in_flight.empty());
  CHECK_FALSE(run.bob().push_in_flight);
  CHECK(contains(run.bob().mailbox.bodies, m(1)));
}

TEST_CASE("a server notices a dead session by an overdue ack, by its keepalive, or never", "[R17]") {
  const auto stale = GENERATE(StaleSession::ack_timeout, StaleSession::keepalive, StaleSession::none);
  Run run(with(SecondConnection::newest_wins, stale));
  run({cut(kBob)});
  CHECK(run.enables(kServerNotices) == (stale == StaleSession::keepalive));
  run({compose(), up(kAlice)});
  CHECK(run.enables(kServerNotices) == (stale != StaleSession::none));
}

TEST_CASE("a server that notices a dead session pushes again", "[R17]") {
  const auto repeat = GENERATE(PushRepeat::periodic, PushRepeat::per_message, PushRepeat::on_first);
  Setup setup = two_clients();
  setup.options.push_repeat = repeat;
  Run run(setup);
  run({cut(kBob), compose(), up(kAlice), kServerNotices});
  CHECK_FALSE(is_online(run.bob().mailbox));
  CHECK(run.bob().push_in_flight == (repeat != PushRepeat::on_first));
  if (repeat == PushRepeat::on_first) return;
  run({on(kBob, ActionKind::lose_push)});
  CHECK(run.enables(on(kBob, ActionKind::repeat_push)) == (repeat == PushRepeat::periodic));
}

TEST_CASE("a server without a timer for pushes pushes when a connection ends with a body on it", "[R17]") {
  const auto repeat = GENERATE(PushRepeat::periodic, PushRepeat::per_message, PushRepeat::on_first);
  const auto ends = GENERATE(on(kBob, ActionKind::break_connection), on(kBob, ActionKind::suspend_early),
                             on(kBob, ActionKind::kill_by_system), on(kBob, ActionKind::crash_client), crash_server());
  Setup setup = two_clients();
  setup.options.push_repeat = repeat;
  Run run(setup);
  run({on(kBob, ActionKind::leave_app), compose(), up(kAlice), ends});
  CHECK_FALSE(is_online(run.bob().mailbox));
  CHECK(run.bob().push_in_flight == (repeat == PushRepeat::per_message));
}

TEST_CASE("a connection that ends with nothing queued, or dead already, makes no server push", "[R17]") {
  Setup setup = two_clients();
  setup.options.push_repeat = PushRepeat::per_message;
  Run idle(setup);
  idle({break_of(kBob)});
  CHECK_FALSE(idle.bob().push_in_flight);
  Run unnoticed(setup);
  unnoticed({cut(kBob), compose(), up(kAlice), on(kBob, ActionKind::crash_client)});
  CHECK(is_online(unnoticed.bob().mailbox));
  CHECK_FALSE(unnoticed.bob().push_in_flight);
}

TEST_CASE("a device that takes a new session is not pushed to for the end of its old one", "[R17]") {
  Setup setup = resuming(two_clients());
  setup.options.push_repeat = PushRepeat::per_message;
  Run run(setup);
  run({compose(), up(kAlice), on(kBob, ActionKind::crash_client), on(kBob, ActionKind::lose_push), open(kBob),
       connect(kBob), up(kBob)});
  CHECK(is_online(run.bob().mailbox));
  CHECK_FALSE(run.bob().push_in_flight);
}

TEST_CASE("a client that notices a dead connection connects again and gets its mail before the server has noticed",
          "[R7]") {
  Run run(two_clients());
  run({cut(kBob), compose(), up(kAlice), kClientNotices});
  CHECK_FALSE(run.bob().client.connected);
  CHECK(is_online(run.bob().mailbox));
  run({connect(kBob), down(kBob)});
  CHECK(contains(run.bob().client.received, m(1)));
  CHECK(run.bob().dead_sessions == 0);
}

TEST_CASE("a living session is never noticed to be dead") {
  Run run(with(SecondConnection::newest_wins));
  run({compose(), up(kAlice)});
  CHECK_FALSE(run.enables(kServerNotices));
  CHECK_FALSE(run.enables(kClientNotices));
}

TEST_CASE("a second connection replaces the first, stands beside it or is rejected", "[R7]") {
  const auto second = GENERATE(SecondConnection::newest_wins, SecondConnection::both, SecondConnection::rejected);
  Run run(with(second));
  run({cut(kBob), kClientNotices, connect(kBob)});
  const bool rejected = second == SecondConnection::rejected;
  CHECK(run.did(FactKind::connection_refused) == rejected);
  CHECK(run.bob().client.connected == !rejected);
  CHECK(run.bob().mailbox.sessions == (second == SecondConnection::both ? 2 : 1));
  CHECK(run.bob().dead_sessions == (second == SecondConnection::newest_wins ? 0 : 1));
  // Whichever it is: once the server has noticed, the client is served.
  if (run.enables(kServerNotices)) run({kServerNotices});
  if (rejected) run({connect(kBob)});
  run({compose(), up(kAlice), down(kBob)});
  CHECK(contains(run.bob().client.received, m(1)));
}

TEST_CASE("beside a dead session a living one gets each body once", "[R16]") {
  Run run(with(SecondConnection::both));
  run({cut(kBob), kClientNotices, connect(kBob), compose(), up(kAlice)});
  CHECK(run.bob().down.in_flight == Sequence<Item>{{ItemKind::body, m(1)}});
}

TEST_CASE("after two cuts in a row the third connection is alive", "[R16]") {
  Run run(with(SecondConnection::both));
  run({cut(kBob), kClientNotices, connect(kBob), cut(kBob), kClientNotices, connect(kBob), compose(), up(kAlice)});
  CHECK(run.bob().down.in_flight == Sequence<Item>{{ItemKind::body, m(1)}});
  run({kServerNotices});
  CHECK(is_online(run.bob().mailbox));
}

TEST_CASE("the time-out of a dead session leaves the resumed one alone", "[R8]") {
  Run run(resuming(with(SecondConnection::both)));
  run({cut(kBob), kClientNotices, connect(kBob), up(kBob), kServerNotices, down(kBob)});
  CHECK(run.bob().mailbox.session.exists);
  run({compose()});
  drain(run);
  CHECK(mark_of(run.alice().client, m(1)) == Mark::two);
}

TEST_CASE("a partition cuts the connection and nobody connects until it heals", "[R7]") {
  Run run(two_clients());
  run({kPartition});
  CHECK(run.bob().severed);
  run({kClientNotices});
  CHECK_FALSE(run.enables(connect(kBob)));
  CHECK_FALSE(run.enables(kPartition));
  run({kHeal});
  CHECK(run.enables(connect(kBob)));
  CHECK_FALSE(run.enables(kHeal));
}

TEST_CASE("a push waits for a device without network or is lost as the platform says", "[R17]") {
  for (const auto unreachable : {UnreachableDevice::kept, UnreachableDevice::lost}) {
    Setup setup = bob_away(1, "android");
    setup.participants[1].platform.unreachable = unreachable;
    Run run(setup);
    run({kPartition, compose(), up(kAlice)});
    CHECK(run.bob().push_in_flight == (unreachable == UnreachableDevice::kept));
    CHECK_FALSE(run.enables(on(kBob, ActionKind::push_arrives)));
    run({kHeal});
    CHECK(run.enables(on(kBob, ActionKind::push_arrives)) == (unreachable == UnreachableDevice::kept));

    Run caught(setup);
    caught({compose(), up(kAlice), kPartition});
    CHECK(caught.bob().push_in_flight == (unreachable == UnreachableDevice::kept));
  }
}

TEST_CASE("a crash of the server forgets dead sessions and the client still has to notice") {
  Run run(two_clients());
  run({cut(kBob), crash_server()});
  CHECK(run.bob().dead_sessions == 0);
  CHECK_FALSE(is_online(run.bob().mailbox));
  CHECK(run.bob().client.connected);
  CHECK(run.enables(kClientNotices));
}
