// What each value of the options about receipts changes.

#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

Setup with(ReceiptStorage receipt) {
  Setup setup = two_clients();
  setup.options.receipt = receipt;
  return setup;
}

/// Alice has one check and is away when Bob's ack comes.
Run sender_away(const Setup& setup) {
  Run run(setup);
  run({compose(), up(kAlice), down(kAlice), break_of(kAlice), down(kBob), up(kBob)});
  return run;
}

}  // namespace

TEST_CASE("the double check survives the sender's absence unless the receipt is fire and forget", "[R22][R23]") {
  const auto receipt = GENERATE(ReceiptStorage::stored, ReceiptStorage::fire_and_forget, ReceiptStorage::rederived);
  Run run = sender_away(with(receipt));
  CHECK(run.alice().mailbox.receipts.empty() == (receipt != ReceiptStorage::stored));
  run({connect(kAlice)});
  drain(run);
  CHECK(mark_of(run.alice().client, m(1)) == (receipt == ReceiptStorage::fire_and_forget ? Mark::one : Mark::two));
}

TEST_CASE("a receipt that is derived again is asked for, answered from the tombstone and not acknowledged", "[R22]") {
  Run run = sender_away(with(ReceiptStorage::rederived));
  run({connect(kAlice)});
  CHECK(run.alice().up.in_flight == Sequence<Item>{{ItemKind::receipt_query, m(1)}});
  run({up(kAlice)});
  CHECK(run.alice().down.in_flight == Sequence<Item>{{ItemKind::receipt, m(1)}});
  run({down(kAlice)});
  CHECK(holds(is_quiet(run.setup), run.world));
}

TEST_CASE("a receipt is derived again for a sender who missed the server's ack as well", "[R22]") {
  Run run(with(ReceiptStorage::rederived));
  run({compose(), up(kAlice), break_of(kAlice), down(kBob), up(kBob), connect(kAlice)});
  drain(run);
  CHECK(mark_of(run.alice().client, m(1)) == Mark::two);
}

TEST_CASE("a question about what is not delivered yet has no answer", "[R22]") {
  Run run(with(ReceiptStorage::rederived));
  run({compose(), up(kAlice), down(kAlice), break_of(kAlice), connect(kAlice), up(kAlice)});
  CHECK(run.alice().down.in_flight.empty());
}

TEST_CASE("a receipt is not derived again once the tombstone is forgotten", "[R22]") {
  Setup setup = with(ReceiptStorage::rederived);
  setup.options.server_dedupe = {ServerDedupe::tombstone, 1'000'000};
  Run run = sender_away(setup);
  run({{.kind = ActionKind::forget, .client = kBob}, connect(kAlice)});
  drain(run);
  CHECK(mark_of(run.alice().client, m(1)) == Mark::one);
}

TEST_CASE("a stored receipt that nobody acknowledges stays at the server for ever", "[R23]") {
  const auto acknowledged = GENERATE(ReceiptAcknowledged::yes, ReceiptAcknowledged::no);
  Setup setup = two_clients();
  setup.options.receipt_acknowledged = acknowledged;
  Run run(setup);
  run({compose()});
  drain(run);
  CHECK(mark_of(run.alice().client, m(1)) == Mark::two);
  CHECK(run.alice().mailbox.receipts.empty() == (acknowledged == ReceiptAcknowledged::yes));
  CHECK(holds(is_quiet(run.setup), run.world) == (acknowledged == ReceiptAcknowledged::yes));
}
