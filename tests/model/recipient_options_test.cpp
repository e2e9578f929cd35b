// What each value of the recipient's options changes.

#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

const Action kPersist = on(kBob, ActionKind::persist);

Setup with(RecipientAck ack, Setup setup = two_clients()) {
  setup.options.recipient_ack = ack;
  return setup;
}

Setup with(Choice<RecipientDedupe> dedupe) {
  Setup setup = two_clients(2);
  setup.options.recipient_dedupe = dedupe;
  return setup;
}

/// m1 and m2 are stored at Bob's, their acks are lost, and the server sends both again.
Run repeated(const Setup& setup) {
  Run run(setup);
  run({compose(), compose(), up(kAlice), up(kAlice), down(kBob), down(kBob), break_of(kBob), connect(kBob), down(kBob),
       down(kBob)});
  return run;
}

}  // namespace

TEST_CASE("an ack after the message is stored names what survives a crash", "[R21]") {
  Run run(with(RecipientAck::after_persist));
  run({compose(), up(kAlice), down(kBob)});
  CHECK(contains(run.bob().client.received, m(1)));
  CHECK_FALSE(run.enables(kPersist));
  run({on(kBob, ActionKind::crash_client)});
  CHECK(contains(run.bob().client.received, m(1)));
}

TEST_CASE("an ack before the message is stored loses it in a crash in between", "[R21]") {
  Run run(with(RecipientAck::before_persist));
  run({compose(), up(kAlice), down(kAlice), down(kBob), up(kBob)});
  REQUIRE(run.bob().client.unsaved == Sequence<Message>{m(1)});
  REQUIRE(run.bob().client.received.empty());
  Run stored = run;
  stored({kPersist});
  CHECK(stored.bob().client.received == Sequence<Message>{m(1)});
  CHECK(stored.bob().client.unsaved.empty());
  run({on(kBob, ActionKind::crash_client)});
  CHECK(run.did(FactKind::unsaved_lost_in_crash));
  CHECK(violations(run) == std::vector<std::string>{"CUSTODY"});
}

TEST_CASE("an ack before the message is stored gives two checks for what is in memory only", "[R23]") {
  Run run(with(RecipientAck::before_persist));
  run({compose(), up(kAlice), down(kAlice), down(kBob), up(kBob), down(kAlice)});
  CHECK(violations(run) == std::vector<std::string>{"CUSTODY", "TRUTH2"});
}

TEST_CASE("an ack after the display waits until the user opens the app", "[R21]") {
  Run run(with(RecipientAck::after_display));
  run({on(kBob, ActionKind::leave_app), compose(), up(kAlice), down(kBob)});
  CHECK(contains(run.bob().client.received, m(1)));
  CHECK(run.bob().up.in_flight.empty());
  run({open(kBob)});
  CHECK(run.bob().up.in_flight == Sequence<Item>{{ItemKind::delivery_ack, m(1)}});
}

TEST_CASE("an ack after the display goes at once where the app is open", "[R21]") {
  Run run(with(RecipientAck::after_display));
  run({compose(), up(kAlice), down(kBob)});
  CHECK(run.bob().up.in_flight == Sequence<Item>{{ItemKind::delivery_ack, m(1)}});
}

TEST_CASE("what was displayed without a connection is acknowledged when it comes again", "[R21]") {
  Run run(with(RecipientAck::after_display));
  run({on(kBob, ActionKind::leave_app), compose(), up(kAlice), down(kBob), break_of(kBob), open(kBob)});
  CHECK(run.bob().client.unshown.empty());
  run({connect(kBob), down(kBob)});
  CHECK(run.bob().up.in_flight == Sequence<Item>{{ItemKind::delivery_ack, m(1)}});
  CHECK(run.bob().client.received.size() == 1);
}

TEST_CASE("a repetition of what is not yet displayed is not acknowledged either", "[R21]") {
  Run run(with(RecipientAck::after_display));
  run({on(kBob, ActionKind::leave_app), compose(), up(kAlice), down(kBob), break_of(kBob), connect(kBob), down(kBob)});
  CHECK(run.did(FactKind::duplicate_recognised));
  CHECK(run.bob().up.in_flight.empty());
}

TEST_CASE("the memory for ids recognises as many messages as the option says", "[R21]") {
  CHECK(repeated(with(RecipientDedupe::unbounded)).bob().client.received.size() == 2);
  CHECK(repeated(with({RecipientDedupe::window, 2})).bob().client.received.size() == 2);
  CHECK(repeated(with({RecipientDedupe::window, 1})).bob().client.received.size() == 4);
  CHECK(repeated(with(RecipientDedupe::none)).bob().client.received.size() == 4);
}

TEST_CASE("the memory for ids survives the app and forgets the oldest first", "[R21]") {
  Run run(with({RecipientDedupe::window, 1}));
  run({compose(), compose(), up(kAlice), up(kAlice), down(kBob), down(kBob)});
  CHECK(run.bob().client.recent == Sequence<Message>{m(2)});
  run({on(kBob, ActionKind::kill_by_user)});
  CHECK(run.bob().client.recent == Sequence<Message>{m(2)});
}

TEST_CASE("a message that the app cannot make sense of is acknowledged or stays at the server for ever", "[R8]") {
  const auto unprocessable = GENERATE(Unprocessable::acknowledged, Unprocessable::ignored);
  Setup setup = two_clients();
  setup.unprocessable = {m(1)};
  setup.options.unprocessable = unprocessable;
  Run run(setup);
  run({compose(), up(kAlice), down(kBob)});
  CHECK(run.did(FactKind::message_unprocessable));
  const bool ignored = unprocessable == Unprocessable::ignored;
  CHECK(run.bob().up.in_flight.empty() == ignored);
  drain(run);
  CHECK(holds(is_held_by_server(run.setup, m(1)), run.world) == ignored);
  CHECK(holds(is_quiet(run.setup), run.world) == !ignored);
}
