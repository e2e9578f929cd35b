// What each value of the sender's options changes.

#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

const Action kGiveUp{.kind = ActionKind::give_up, .client = kAlice};

/// Alice has written m1, and her connection breaks before it arrives, as often as `transmissions` says.
Run unheard(const Setup& setup, int transmissions) {
  Run run(setup);
  run({compose(), break_of(kAlice)});
  for (int i = 1; i < transmissions; ++i) run({connect(kAlice), break_of(kAlice)});
  return run;
}

}  // namespace

TEST_CASE("a client that resends until the ack never gives up by itself", "[R3]") {
  Run run = unheard(two_clients(), 10);
  run({connect(kAlice)});
  CHECK(run.alice().up.in_flight.size() == 1);
  CHECK_FALSE(run.enables(kGiveUp));
}

TEST_CASE("a client with a limit sends once and then as often again as the limit says, and tells its user", "[R3]") {
  Setup setup = two_clients();
  setup.options.client_resend = {ClientResend::limited, 2};
  Run run = unheard(setup, 3);
  REQUIRE(contains(run.alice().client.outbox, m(1)));
  run({connect(kAlice)});
  CHECK(run.did(FactKind::message_failed));
  CHECK(run.alice().up.in_flight.empty());
  CHECK(run.alice().client.outbox.empty());
  CHECK(has_failed(run.alice().client, m(1)));
  CHECK(mark_of(run.alice().client, m(1)) == Mark::clock);
}

TEST_CASE("a client with a deadline may give up at any moment before the ack and not after it", "[R3]") {
  Setup setup = two_clients();
  setup.options.client_resend = {ClientResend::deadline, 1'000'000};
  Run run(setup);
  run({compose()});
  REQUIRE(run.enables(kGiveUp));
  run({up(kAlice), down(kAlice)});
  CHECK_FALSE(run.enables(kGiveUp));

  Run late(setup);
  late({compose(), break_of(kAlice), kGiveUp, connect(kAlice)});
  CHECK(has_failed(late.alice().client, m(1)));
  CHECK(late.alice().up.in_flight.empty());
}

TEST_CASE("a deadline costs its budget") {
  Setup setup = two_clients();
  setup.options.client_resend = {ClientResend::deadline, 1'000'000};
  setup.budgets[Budget::deadlines] = 0;
  Run run(setup);
  run({compose()});
  CHECK_FALSE(run.enables(kGiveUp));
}

TEST_CASE("a client that never resends sends a message once, when it first can", "[R3]") {
  Setup setup = two_clients();
  setup.options.client_resend = ClientResend::never;
  Run sent = unheard(setup, 1);
  sent({connect(kAlice)});
  CHECK(sent.alice().up.in_flight.empty());
  CHECK(contains(sent.alice().client.outbox, m(1)));

  Run unsent(setup);
  unsent({break_of(kAlice), compose(), connect(kAlice)});
  CHECK(unsent.alice().up.in_flight.size() == 1);
}

TEST_CASE(
    "a message written before the session has begun is sent when it begins, even by a client that never resends") {
  Setup setup = resuming(two_clients());
  setup.options.client_resend = ClientResend::never;
  Run run(setup);
  run({on(kAlice, ActionKind::crash_client), open(kAlice), connect(kAlice), compose()});
  REQUIRE(run.alice().up.in_flight == Sequence<Item>{{.kind = ItemKind::start}});
  run({up(kAlice), down(kAlice)});
  CHECK(run.alice().up.in_flight == Sequence<Item>{{ItemKind::body, m(1)}});
}

TEST_CASE("a message keeps its id on a resend or gets a fresh one that nobody knows for the same", "[R8]") {
  const auto id = GENERATE(MessageId::same, MessageId::fresh);
  Setup setup = two_clients();
  setup.options.message_id_on_resend = id;
  Run run(setup);
  run({compose(), up(kAlice), break_of(kAlice), connect(kAlice)});
  CHECK(run.alice().up.in_flight.front().message.id == (id == MessageId::fresh ? 1 : 0));
  drain(run);
  CHECK(mark_of(run.alice().client, m(1)) == Mark::two);
  CHECK(run.bob().client.received.size() == (id == MessageId::fresh ? 2U : 1U));
  CHECK(holds(is_shown_twice(kBob, m(1)), run.world) == (id == MessageId::fresh));
}

TEST_CASE("the first transmission has the id of its composition even with fresh ids", "[R8]") {
  Setup setup = two_clients();
  setup.options.message_id_on_resend = MessageId::fresh;
  Run run(setup);
  run({break_of(kAlice), compose(), connect(kAlice)});
  CHECK(run.alice().up.in_flight.front().message.id == 0);
}
