// The directory: who can be reached, how contacts are matched, and a number that changes hands.

#include "model/directory.hpp"

#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

const Action kSync = on(kAlice, ActionKind::sync_contacts);
const Action kTake = on(kThird, ActionKind::register_number);

Setup unmatched_contacts() {
  Setup setup = two_clients();
  setup.participants[0].contacts_matched = false;
  return setup;
}

}  // namespace

TEST_CASE("a contact that is not matched against the directory cannot be written to until it is", "[R1]") {
  Run run(unmatched_contacts());
  CHECK_FALSE(run.enables(compose()));
  run({kSync});
  CHECK(run.alice().up.in_flight == Sequence<Item>{{ItemKind::contact_query, m(1)}});
  CHECK_FALSE(run.enables(compose()));
  run({up(kAlice), down(kAlice)});
  CHECK(run.did(FactKind::contact_matched));
  CHECK(run.enables(compose()));
  CHECK_FALSE(run.enables(kSync));
}

TEST_CASE("the directory matches no number that is not registered", "[R1]") {
  Setup setup = two_clients();
  setup.participants[1].registered = false;
  setup.participants[1].connected = false;
  Run run(setup);
  run({kSync, up(kAlice)});
  CHECK(run.alice().down.in_flight.empty());
  run({on(kBob, ActionKind::register_number), kSync, up(kAlice), down(kAlice)});
  CHECK(run.enables(compose()));
}

TEST_CASE("a number outside the address book is not asked for", "[R1]") {
  Setup setup = unmatched_contacts();
  setup.participants[0].contacts = {"+9"};
  CHECK_FALSE(Run(setup).enables(kSync));
}

TEST_CASE("matching contacts takes an open app and a connection, and costs its budget", "[R1]") {
  Run run(unmatched_contacts());
  run({break_of(kAlice)});
  CHECK_FALSE(run.enables(kSync));
  run({connect(kAlice), on(kAlice, ActionKind::leave_app)});
  CHECK_FALSE(run.enables(kSync));
  run({open(kAlice)});
  CHECK(run.enables(kSync));
  run.world.budgets[Budget::contact_syncs] = 0;
  CHECK_FALSE(run.enables(kSync));
}

TEST_CASE("a user who is not registered neither connects nor composes", "[R1]") {
  Setup setup = two_clients();
  setup.participants[0].registered = false;
  setup.participants[0].connected = false;
  Run run(setup);
  CHECK_FALSE(run.enables(connect(kAlice)));
  CHECK_FALSE(run.enables(compose()));
  run({on(kAlice, ActionKind::register_number)});
  CHECK(run.enables(connect(kAlice)));
  CHECK(run.enables(compose()));
}

TEST_CASE("a number that changes hands takes the old owner's connection, mail and receipts away", "[R1]") {
  Run run(carol_wants_bobs_number());
  run({break_of(kBob), compose(), up(kAlice), down(kAlice), kTake});
  CHECK(run.did(FactKind::number_lost));
  CHECK(run.did(FactKind::body_purged));
  CHECK(run.third().client.registered);
  CHECK_FALSE(run.bob().client.registered);
  CHECK(run.bob().mailbox.bodies.empty());
  CHECK(run.third().mailbox.bodies.empty());  // nobody reads what was for another
  CHECK(run.bob().mailbox.token == Token::none);
  CHECK(violations(run).empty());
}

TEST_CASE("the sender is told that the number is another's and can match it anew", "[R1]") {
  Run run(carol_wants_bobs_number(2));
  run({break_of(kBob), compose(), compose(), up(kAlice), down(kAlice), kTake, down(kAlice)});
  CHECK(has_failed(run.alice().client, m(1)));
  CHECK_FALSE(may_send(run.alice().client, kBob));
  // What waited for the same number fails, too, and is not sent any more.
  CHECK(has_failed(run.alice().client, m(2)));
  run({break_of(kAlice), connect(kAlice)});
  CHECK(run.alice().up.in_flight.empty());
  CHECK(violations(run).empty());
  run({kSync});
  drain(run);
  CHECK(may_send(run.alice().client, kThird));
  CHECK_FALSE(may_send(run.alice().client, kBob));
}

TEST_CASE("what comes for the former owner of a number is refused", "[R1]") {
  Run run(carol_wants_bobs_number());
  run({kTake, compose(), up(kAlice)});
  CHECK(run.did(FactKind::body_refused));
  CHECK(run.bob().mailbox.bodies.empty());
  run({down(kAlice)});
  CHECK(has_failed(run.alice().client, m(1)));
}

TEST_CASE("what is under way between servers to the former owner of a number is excused", "[R1]") {
  Setup setup = carol_wants_bobs_number();
  setup.servers = {"east", "west"};
  setup.participants[1].home = server_at(1);
  setup.participants[2].home = server_at(1);
  Run run(setup);
  run({compose(), up(kAlice), down(kAlice), kTake, relay_up()});
  CHECK(run.did(FactKind::body_purged));
  drain(run);
  CHECK(has_failed(run.alice().client, m(1)));
  CHECK(violations(run).empty());
}

TEST_CASE("who loses the number fails what was not acknowledged and may take the number back", "[R1]") {
  Setup setup = carol_wants_bobs_number(0);
  setup.workload = {{kBob, kAlice, 0}};
  Run run(setup);
  run({on(kBob, ActionKind::compose), kTake});
  CHECK(has_failed(run.bob().client, {kBob, kAlice, 0}));
  CHECK(run.bob().client.outbox.empty());
  CHECK_FALSE(run.bob().client.connected);
  run({on(kBob, ActionKind::register_number)});
  CHECK(run.bob().client.registered);
  CHECK_FALSE(run.third().client.registered);
}

TEST_CASE("could a client ever send: yes by a registration or an upload within its budget", "[R1]") {
  Setup setup = two_clients();
  CHECK(could_send(setup, kAlice, kBob));
  setup.participants[0].contacts_matched = false;
  CHECK(could_send(setup, kAlice, kBob));
  setup.budgets[Budget::contact_syncs] = 0;
  CHECK_FALSE(could_send(setup, kAlice, kBob));
  setup.participants[0].contacts_matched = true;
  setup.participants[0].contacts.clear();
  CHECK_FALSE(could_send(setup, kAlice, kBob));
}
