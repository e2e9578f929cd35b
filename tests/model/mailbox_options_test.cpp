// What each value of the options about the mailbox changes: order, bound, time to live, repeated pushes.

#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

Setup with(Order order, Setup setup = two_clients(2)) {
  setup.options.order = order;
  return setup;
}

Setup with(Choice<MailboxBound> bound) {
  Setup setup = bob_away(2, "android");
  setup.options.mailbox_bound = bound;
  return setup;
}

Setup expiring(std::uint32_t messages) {
  Setup setup = bob_away(messages, "android");
  setup.options.message_ttl = {MessageTtl::ttl, 1'000'000};
  return setup;
}

Action expire(std::uint16_t position) { return {.kind = ActionKind::expire, .position = position, .client = kBob}; }

}  // namespace

TEST_CASE("a mailbox without order is drained the newest first", "[R7]") {
  const auto order = GENERATE(Order::per_pair_fifo, Order::arrival, Order::none);
  Run run(with(order, bob_away(2, "android")));
  run({compose(), compose(), up(kAlice), up(kAlice), open(kBob), connect(kBob)});
  const Message first = run.bob().down.in_flight.front().message;
  CHECK(first == (order == Order::none ? m(2) : m(1)));
  drain(run);
  CHECK((violations(run) == std::vector<std::string>{"ORDER"}) == (order == Order::none));
}

TEST_CASE("over datagrams a pair in order has one message under way at a time", "[R7]") {
  const auto order = GENERATE(Order::per_pair_fifo, Order::arrival, Order::none);
  Setup setup = with(order);
  setup.discipline = Discipline::datagram;
  Run run(setup);
  run({compose(), compose()});
  CHECK(run.alice().up.in_flight.size() == (order == Order::per_pair_fifo ? 1U : 2U));
  run({up(kAlice), down(kAlice)});  // m1's ack lets m2 go
  CHECK(run.alice().up.in_flight == Sequence<Item>{{ItemKind::body, m(2)}});
}

TEST_CASE("over datagrams the server, too, sends the next of a pair after the ack of the one before", "[R7]") {
  Setup setup = with(Order::per_pair_fifo);
  setup.discipline = Discipline::datagram;
  Run run(setup);
  run({compose(), compose(), up(kAlice), down(kAlice), up(kAlice)});
  REQUIRE(run.bob().mailbox.bodies.size() == 2);
  CHECK(run.bob().down.in_flight == Sequence<Item>{{ItemKind::body, m(1)}});
  run({down(kBob), up(kBob)});
  CHECK(run.bob().down.in_flight == Sequence<Item>{{ItemKind::body, m(2)}});
}

TEST_CASE("a full mailbox takes no more, bounces the new message or drops the oldest", "[R10]") {
  const auto bound = GENERATE(MailboxBound::unbounded, MailboxBound::bounce, MailboxBound::drop_oldest);
  Run run(with({bound, bound == MailboxBound::unbounded ? 0U : 1U}));
  run({compose(), compose(), up(kAlice), up(kAlice)});
  const Sequence<Message> both{m(1), m(2)};
  const Sequence<Message> first{m(1)};
  const Sequence<Message> second{m(2)};
  CHECK(run.bob().mailbox.bodies == (bound == MailboxBound::unbounded ? both
                                     : bound == MailboxBound::bounce  ? first
                                                                      : second));
  CHECK(run.did(FactKind::body_evicted) == (bound == MailboxBound::drop_oldest));
  drain(run);
  CHECK(has_failed(run.alice().client, m(2)) == (bound == MailboxBound::bounce));
  CHECK((violations(run) == std::vector<std::string>{"CUSTODY"}) == (bound == MailboxBound::drop_oldest));
}

TEST_CASE("a bounce leaves the message unchecked and out of the outbox", "[R13]") {
  Run run(with({MailboxBound::bounce, 1}));
  run({compose(), compose(), up(kAlice), up(kAlice)});
  drain(run);
  CHECK(mark_of(run.alice().client, m(2)) == Mark::clock);
  CHECK(run.alice().client.outbox.empty());
}

TEST_CASE("a message expires only where the option gives it a time to live", "[R12]") {
  Run endless(bob_away(1, "android"));
  endless({compose(), up(kAlice)});
  CHECK_FALSE(endless.enables(expire(0)));

  Run run(expiring(2));
  run({compose(), compose(), up(kAlice), up(kAlice), down(kAlice), down(kAlice), expire(0)});
  CHECK(run.did(FactKind::body_expired));
  CHECK(run.bob().mailbox.bodies == Sequence<Message>{m(2)});
  CHECK(violations(run).empty());
  CHECK(holds(is_excused(run.setup, m(1)), run.world));
  CHECK(ends("DELIVERY", run, m(1)));
}

TEST_CASE("a message that is sent again after its expiry is known by its id or promised again", "[R15]") {
  const auto dedupe = GENERATE(ServerDedupe::tombstone, ServerDedupe::while_queued, ServerDedupe::none);
  Setup setup = expiring(1);
  setup.options.server_dedupe = dedupe;
  Run run(setup);
  run({compose(), up(kAlice), break_of(kAlice), expire(0), connect(kAlice), up(kAlice)});
  const bool known = dedupe == ServerDedupe::tombstone;
  CHECK(run.did(FactKind::resend_recognised) == known);
  CHECK(run.bob().mailbox.bodies.empty() == known);
  CHECK(holds(is_excused(run.setup, m(1)), run.world) == known);
  CHECK(violations(run).empty());
  run({down(kAlice)});
  CHECK(run.alice().client.outbox.empty());
}

TEST_CASE("an expired body that a crash brings back from the disk is queued again and blocks nothing") {
  Setup setup = expiring(1);
  setup.options.server_durability = {ServerDurability::write_back, 1'000'000};
  Run run(setup);
  run({compose(), up(kAlice), on(kBob, ActionKind::flush), expire(0), crash_server(), open(kBob), connect(kBob)});
  CHECK(run.bob().mailbox.expired.empty());
  CHECK(run.bob().down.in_flight == Sequence<Item>{{ItemKind::body, m(1)}});
}

TEST_CASE("the sender of a message that expires is told so where the option says it", "[R15]") {
  const auto expiry = GENERATE(Expiry::silent, Expiry::reported);
  Setup setup = expiring(1);
  setup.options.expiry = expiry;
  Run run(setup);
  run({compose(), up(kAlice), down(kAlice), on(kBob, ActionKind::lose_push), expire(0)});
  drain(run);
  const bool is_told = expiry == Expiry::reported;
  CHECK(has_failed(run.alice().client, m(1)) == is_told);
  CHECK(ends("TOLD", run, m(1)) == is_told);
  CHECK(mark_of(run.alice().client, m(1)) == Mark::one);
  CHECK(holds(is_quiet(run.setup), run.world));
}

TEST_CASE("word of a failure waits for its user, is sent again, and is forgotten when it is acknowledged", "[R8]") {
  Setup setup = expiring(1);
  setup.options.expiry = Expiry::reported;
  Run run(setup);
  run({compose(), up(kAlice), down(kAlice), break_of(kAlice), expire(0)});
  CHECK(run.did(FactKind::failure_queued));
  CHECK(run.alice().mailbox.failures == Sequence<Message>{m(1)});
  CHECK_FALSE(holds(is_quiet(run.setup), run.world));
  run({crash_server(), connect(kAlice), break_of(kAlice), connect(kAlice)});
  CHECK(run.alice().down.in_flight == Sequence<Item>{{ItemKind::failure, m(1)}});
  run({down(kAlice)});
  CHECK(run.did(FactKind::message_failed));
  CHECK(run.alice().up.in_flight == Sequence<Item>{{ItemKind::failure_ack, m(1)}});
  run({break_of(kAlice), connect(kAlice), down(kAlice)});
  CHECK_FALSE(run.did(FactKind::message_failed));  // once is enough
  run({up(kAlice)});
  CHECK(run.did(FactKind::failure_forgotten));
  CHECK(run.alice().mailbox.failures.empty());
  CHECK(violations(run).empty());
}

TEST_CASE("word of a failure is repeated by a timer over datagrams", "[R8]") {
  Setup setup = expiring(1);
  setup.options.expiry = Expiry::reported;
  setup.discipline = Discipline::datagram;
  Run run(setup);
  run({compose(), up(kAlice), down(kAlice), expire(0)});
  const Action again{.kind = ActionKind::retransmit, .direction = Direction::down, .client = kAlice};
  CHECK_FALSE(run.enables(again));  // it is on its way
  run({{.kind = ActionKind::lose, .direction = Direction::down, .client = kAlice}, again, down(kAlice)});
  CHECK(run.did(FactKind::message_failed));
}

TEST_CASE("a sender who has two checks is not told that the message failed", "[R23]") {
  Setup setup = two_clients();
  setup.options.message_ttl = {MessageTtl::ttl, 1'000'000};
  setup.options.expiry = Expiry::reported;
  Run run(setup);
  run({compose(), up(kAlice), down(kAlice), down(kBob), expire(0), up(kBob)});
  CHECK(run.alice().down.in_flight == Sequence<Item>{{ItemKind::failure, m(1)}, {ItemKind::receipt, m(1)}});
  run({down(kAlice)});
  CHECK(has_failed(run.alice().client, m(1)));  // as far as anybody knew
  run({down(kAlice), up(kAlice), up(kAlice)});
  CHECK(mark_of(run.alice().client, m(1)) == Mark::two);
  CHECK(violations(run).empty());
}

TEST_CASE("a delivered message that expires before its acknowledgement comes still owes the receipt", "[R22]") {
  Setup setup = two_clients();
  setup.options.message_ttl = {MessageTtl::ttl, 1'000'000};
  Run run(setup);
  run({compose(), up(kAlice), down(kAlice), down(kBob), expire(0)});
  CHECK(begins("MARK2", run, m(1)));
  CHECK_FALSE(ends("MARK2", run, m(1)));
  drain(run);
  CHECK(ends("MARK2", run, m(1)));
  CHECK(mark_of(run.alice().client, m(1)) == Mark::two);
}
