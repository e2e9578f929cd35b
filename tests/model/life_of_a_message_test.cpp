#include "model/world.hpp"

#include "model/predicates.hpp"
#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

TEST_CASE("a message to a number outside the contacts cannot be composed", "[R1]") {
  Setup setup = two_clients();
  REQUIRE(Run(setup).enables(compose()));
  setup.participants[0].contacts.clear();
  CHECK_FALSE(Run(setup).enables(compose()));
}

TEST_CASE("a message to an unregistered number cannot be composed", "[R1]") {
  Setup setup = two_clients();
  setup.participants[1].registered = false;
  setup.participants[1].connected = false;
  CHECK_FALSE(Run(setup).enables(compose()));
}

TEST_CASE("a composed message is in the outbox before it is on the link and even without a connection", "[R2]") {
  Run run(two_clients());
  run({break_of(kAlice), compose()});
  CHECK(contains(run.alice().client.outbox, m(1)));
  CHECK(run.alice().up.in_flight.empty());
  CHECK(mark_of(run.alice().client, m(1)) == Mark::clock);
}

TEST_CASE("a message that is not acknowledged is sent again on every connection", "[R3]") {
  Run run(two_clients());
  run({compose(), break_of(kAlice)});
  REQUIRE(run.alice().up.in_flight.empty());
  run({connect(kAlice)});
  CHECK(run.alice().up.in_flight == Link{{{ItemKind::body, m(1)}}}.in_flight);
  run({break_of(kAlice), connect(kAlice)});
  CHECK(run.alice().up.in_flight.size() == 1);
}

TEST_CASE("on a datagram link the client resends by a timer and on a connection it does not", "[R4]") {
  const Action resend{.kind = ActionKind::retransmit, .client = kAlice};
  Setup setup = two_clients();
  setup.discipline = Discipline::datagram;
  Run datagram(setup);
  datagram({compose()});
  CHECK_FALSE(datagram.enables(resend));  // a copy is still under way
  datagram({{.kind = ActionKind::lose, .client = kAlice}});
  CHECK(datagram.enables(resend));
  datagram({resend});
  CHECK(datagram.alice().up.in_flight.size() == 1);

  Run connection(two_clients());
  connection({compose(), up(kAlice)});
  CHECK_FALSE(connection.enables(resend));
}

TEST_CASE("connecting drains the mailbox in order of arrival with receipts behind the bodies", "[R7]") {
  Run run(bob_away(3, "android"));
  run({compose(), compose(), compose(), up(kAlice), up(kAlice), up(kAlice), open(kBob), connect(kBob)});
  const Sequence<Item> expected{{ItemKind::body, m(1)}, {ItemKind::body, m(2)}, {ItemKind::body, m(3)}};
  CHECK(run.bob().down.in_flight == expected);
}

TEST_CASE("a body whose acknowledgement is lost is sent down again on the next connection", "[R8]") {
  Run run(two_clients());
  run({compose(), up(kAlice), down(kBob), break_of(kBob)});
  REQUIRE(contains(run.bob().mailbox.bodies, m(1)));
  run({connect(kBob)});
  CHECK(run.bob().down.in_flight.front() == Item{ItemKind::body, m(1)});
}

TEST_CASE("on a datagram link the server resends bodies and receipts by a timer", "[R8]") {
  Setup setup = two_clients();
  setup.discipline = Discipline::datagram;
  Run run(setup);
  const Action lose_body{.kind = ActionKind::lose, .direction = Direction::down, .client = kBob};
  const Action resend_body{.kind = ActionKind::retransmit, .direction = Direction::down, .client = kBob};
  run({compose(), up(kAlice), lose_body, resend_body});
  CHECK(run.bob().down.in_flight.front() == Item{ItemKind::body, m(1)});
  run({down(kBob), up(kBob), down(kAlice)});  // the server's ack; the receipt stays
  const Action lose_receipt{.kind = ActionKind::lose, .direction = Direction::down, .client = kAlice};
  const Action resend_receipt{.kind = ActionKind::retransmit, .direction = Direction::down, .client = kAlice};
  run({lose_receipt, resend_receipt});
  CHECK(run.alice().down.in_flight.front() == Item{ItemKind::receipt, m(1)});
}

TEST_CASE("the recipient's acknowledgement takes the body off the server", "[R9]") {
  Run run(two_clients());
  run({compose(), up(kAlice), down(kBob)});
  REQUIRE(holds(is_held_by_server(run.setup, m(1)), run.world));
  run({up(kBob)});
  CHECK_FALSE(holds(is_held_by_server(run.setup, m(1)), run.world));
}

TEST_CASE("a resend after the drop is stored again only by a server without tombstones", "[R10]") {
  const auto dedupe = GENERATE(ServerDedupe::tombstone, ServerDedupe::while_queued, ServerDedupe::none);
  Setup setup = two_clients();
  setup.options.server_dedupe = dedupe;
  Run run(setup);
  // The server's ack is lost; Bob gets and acknowledges the message; then Alice sends it again.
  run({compose(), up(kAlice), break_of(kAlice), down(kBob), up(kBob), connect(kAlice), up(kAlice)});
  CHECK(holds(is_held_by_server(run.setup, m(1)), run.world) == (dedupe != ServerDedupe::tombstone));
  CHECK(run.did(FactKind::body_restored) == (dedupe != ServerDedupe::tombstone));
}

TEST_CASE("a server that dedupes while queued recognises a resend of what it still holds", "[R10]") {
  const auto dedupe = GENERATE(ServerDedupe::tombstone, ServerDedupe::while_queued, ServerDedupe::none);
  Setup setup = bob_away(1, "android");
  setup.options.server_dedupe = dedupe;
  Run run(setup);
  run({compose(), up(kAlice), break_of(kAlice), connect(kAlice), up(kAlice)});
  CHECK(run.bob().mailbox.bodies.size() == (dedupe == ServerDedupe::none ? 2U : 1U));
}

TEST_CASE("sender and recipient keep a delivered message through the death of their apps", "[R11]") {
  Run run(two_clients());
  run({compose()});
  drain(run);
  run({on(kAlice, ActionKind::crash_client), on(kBob, ActionKind::kill_by_user)});
  CHECK(mark_of(run.alice().client, m(1)) == Mark::two);
  CHECK(contains(run.bob().client.received, m(1)));
}

TEST_CASE("a delivered and marked message leaves nothing but its id on the server", "[R12]") {
  Run run(two_clients());
  run({compose()});
  drain(run);
  Mailbox id_only;
  id_only.sessions = 1;
  CHECK(run.alice().mailbox == id_only);
  id_only.tombstones.push_back(m(1));
  CHECK(run.bob().mailbox == id_only);
  CHECK(holds(is_quiet(run.setup), run.world));
}

TEST_CASE("an acknowledged message is not sent again", "[R13]") {
  Run run(bob_away(1, "android"));
  run({compose(), up(kAlice), down(kAlice), break_of(kAlice), connect(kAlice)});
  CHECK(run.alice().client.outbox.empty());
  CHECK(run.alice().up.in_flight.empty());
}

TEST_CASE("the server's acknowledgement gives one check and a late one takes none away", "[R14]") {
  Run run(two_clients());
  run({compose(), up(kAlice), down(kAlice)});
  CHECK(mark_of(run.alice().client, m(1)) == Mark::one);

  Run late(two_clients());
  late({compose(), up(kAlice), break_of(kAlice), down(kBob), up(kBob), connect(kAlice), down(kAlice)});
  REQUIRE(mark_of(late.alice().client, m(1)) == Mark::two);  // the receipt was first
  late({up(kAlice), down(kAlice)});
  CHECK(mark_of(late.alice().client, m(1)) == Mark::two);
}

TEST_CASE("one check is given only for what the server has stored", "[R15]") {
  Run run(two_clients());
  run({compose(), up(kAlice)});
  CHECK(holds(was_in_custody(run.setup, m(1)), run.world));
  CHECK(run.alice().down.in_flight.front() == Item{ItemKind::server_ack, m(1)});
}

TEST_CASE("a connected recipient gets the body down the connection and no push", "[R16]") {
  Run run(two_clients());
  run({compose(), up(kAlice)});
  CHECK(run.bob().down.in_flight.front() == Item{ItemKind::body, m(1)});
  CHECK_FALSE(run.bob().push_in_flight);
}

TEST_CASE("the recipient acknowledges a duplicate only where the option says so", "[R21]") {
  const auto acks = GENERATE(RecipientAcksDuplicate::yes, RecipientAcksDuplicate::no);
  Setup setup = two_clients();
  setup.options.recipient_acks_duplicate = acks;
  Run run(setup);
  run({compose(), up(kAlice), down(kBob), break_of(kBob), connect(kBob), down(kBob)});
  CHECK(run.bob().client.received.size() == 1);
  CHECK(run.bob().up.in_flight.empty() == (acks == RecipientAcksDuplicate::no));
}

TEST_CASE("what the recipient does with a message is the same in the foreground and after a wake", "[R21]") {
  Run seen(two_clients());
  seen({compose(), up(kAlice), down(kBob)});
  Run woken(bob_away(1, "android"));
  woken({compose(), up(kAlice), on(kBob, ActionKind::push_arrives), connect(kBob), down(kBob)});
  CHECK(seen.bob().client.received == woken.bob().client.received);
  CHECK(seen.bob().up == woken.bob().up);
}

TEST_CASE("the recipient's acknowledgement becomes a receipt for the sender that waits while the sender is away",
          "[R22]") {
  Run run(two_clients());
  run({compose(), up(kAlice), break_of(kAlice), down(kBob), up(kBob)});
  CHECK(contains(run.alice().mailbox.receipts, m(1)));
}

TEST_CASE("a receipt that is not stored is lost on a sender who is away", "[R22]") {
  Setup setup = two_clients();
  setup.options.receipt = ReceiptStorage::fire_and_forget;
  Run run(setup);
  run({compose(), up(kAlice), down(kAlice), break_of(kAlice), down(kBob), up(kBob)});
  CHECK(run.did(FactKind::receipt_not_kept));
  run({connect(kAlice)});
  CHECK(run.alice().down.in_flight.empty());
}

TEST_CASE("the receipt gives two checks and its acknowledgement ends the life cycle", "[R23]") {
  Run run(two_clients());
  run({compose(), up(kAlice), down(kAlice), down(kBob), up(kBob), down(kAlice)});
  CHECK(mark_of(run.alice().client, m(1)) == Mark::two);
  REQUIRE_FALSE(holds(is_quiet(run.setup), run.world));
  run({up(kAlice)});
  CHECK(holds(is_quiet(run.setup), run.world));
}

TEST_CASE("a receipt that overtakes the server's ack does what the option says", "[R23]") {
  const auto early = GENERATE(EarlyReceipt::implies_single, EarlyReceipt::waits, EarlyReceipt::ignored);
  Setup setup = two_clients();
  setup.options.receipt_before_server_ack = early;
  Run run(setup);
  run({compose(), up(kAlice), break_of(kAlice), down(kBob), up(kBob), connect(kAlice), down(kAlice)});
  CHECK(mark_of(run.alice().client, m(1)) == (early == EarlyReceipt::implies_single ? Mark::two : Mark::clock));
  run({up(kAlice), up(kAlice), down(kAlice)});  // the resend, the receipt's ack, the server's ack
  CHECK(mark_of(run.alice().client, m(1)) == (early == EarlyReceipt::ignored ? Mark::one : Mark::two));
}

TEST_CASE("retention for ever keeps the body in an archive and does not deliver it again", "[R24]") {
  Setup setup = two_clients();
  setup.options.retention = Retention::forever;
  Run run(setup);
  run({compose()});
  drain(run);
  CHECK(holds(is_held_by_server(run.setup, m(1)), run.world));
  run({break_of(kBob), connect(kBob)});
  CHECK(run.bob().down.in_flight.empty());
}

TEST_CASE("a server crash spares what is durable and loses what is in memory") {
  const auto durability = GENERATE(ServerDurability::synchronous, ServerDurability::memory);
  Setup setup = bob_away(1, "android");
  setup.options.server_durability = durability;
  Run run(setup);
  run({compose(), up(kAlice), {.kind = ActionKind::crash_server}});
  CHECK(holds(is_held_by_server(run.setup, m(1)), run.world) == (durability == ServerDurability::synchronous));
  CHECK_FALSE(run.alice().client.connected);
}

TEST_CASE("a client crash spares a durable outbox and loses one in memory") {
  const auto persistence = GENERATE(ClientPersistence::durable, ClientPersistence::memory);
  Setup setup = two_clients();
  setup.options.client_persistence = persistence;
  Run run(setup);
  run({compose(), on(kAlice, ActionKind::crash_client)});
  CHECK(run.alice().client.outbox.empty() == (persistence == ClientPersistence::memory));
  CHECK(run.alice().client.app == AppState::terminated_by_system);
}

TEST_CASE("a break loses everything in flight in both directions") {
  Run run(two_clients(2));
  run({compose(), up(kAlice), compose()});
  REQUIRE_FALSE(run.alice().up.in_flight.empty());
  REQUIRE_FALSE(run.alice().down.in_flight.empty());
  run({break_of(kAlice)});
  CHECK(run.alice().up.in_flight.empty());
  CHECK(run.alice().down.in_flight.empty());
  CHECK_FALSE(run.enables(up(kAlice)));
}
