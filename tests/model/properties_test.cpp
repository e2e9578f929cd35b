#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

#include <set>

using namespace doublecheck;
using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

/// A world in which m1 is delivered, marked two and forgotten by the server: every safety property holds.
Run delivered() {
  Run run(two_clients(2));
  run({compose()});
  drain(run);
  return run;
}

}  // namespace

TEST_CASE("every safety property holds all along an undisturbed delivery") {
  Run run(two_clients());
  for (const Action& action : {compose(), up(kAlice), down(kAlice), down(kBob), up(kBob), down(kAlice), up(kAlice)}) {
    run({action});
    CHECK(violations(run).empty());
  }
}

TEST_CASE("CUSTODY fails when no outbox and no mailbox has an undelivered message") {
  Run run(bob_away(1, "android"));
  run({compose(), up(kAlice), down(kAlice)});
  REQUIRE_FALSE(fails("CUSTODY", run));
  run.world.sides[1].mailbox.bodies.clear();
  CHECK(failing_instance("CUSTODY", run) == "m1, bob");
}

TEST_CASE("CUSTODY does not count what is in memory only") {
  Run run(two_clients());
  run({compose()});
  REQUIRE_FALSE(fails("CUSTODY", run));
  run.setup.options.client_persistence = ClientPersistence::memory;
  CHECK(fails("CUSTODY", run));
}

TEST_CASE("RETENTION fails when a released body is held, unless a re-store of it is declared") {
  Run run = delivered();
  run.world.sides[1].mailbox.bodies.push_back(m(1));
  CHECK(fails("RETENTION", run));
  run.setup.re_store_declared = true;
  CHECK(fails("RETENTION", run));  // it never went away
  run.world.sides[1].history.restored.push_back(m(1));
  CHECK_FALSE(fails("RETENTION", run));
}

TEST_CASE("TRUTH1 fails when a check is seen for what the server never stored") {
  Run run = delivered();
  run.world.sides[1].history.taken.clear();
  CHECK(fails("TRUTH1", run));
}

TEST_CASE("TRUTH2 fails when two checks are seen for what the recipient never stored") {
  Run run = delivered();
  run.world.sides[1].client.received.clear();
  CHECK(fails("TRUTH2", run));
}

TEST_CASE("MARKS fails when a step moves a mark in a forbidden way") {
  const Setup setup = two_clients();
  for (const auto& [before, after, allowed] :
       {std::tuple{Mark::none, Mark::clock, true}, std::tuple{Mark::none, Mark::one, false},
        std::tuple{Mark::clock, Mark::one, true}, std::tuple{Mark::clock, Mark::two, true},
        std::tuple{Mark::one, Mark::two, true}, std::tuple{Mark::one, Mark::clock, false},
        std::tuple{Mark::two, Mark::one, false}}) {
    History history;
    Facts facts;
    const Fact fact{.kind = FactKind::mark_changed,
                    .client = kAlice,
                    .item = {ItemKind::body, m(1)},
                    .mark_before = before,
                    .mark_after = after};
    observe(history, Client{}, setup, kAlice, ActionKind::deliver, fact, facts);
    CHECK(has(history, Breach::marks) == !allowed);
  }
}

TEST_CASE("MARKS forbids the way from clock to two where a receipt does not imply the first check") {
  Setup setup = two_clients();
  setup.options.receipt_before_server_ack = EarlyReceipt::waits;
  History history;
  Facts facts;
  observe(history, Client{}, setup, kAlice, ActionKind::deliver,
          {.kind = FactKind::mark_changed, .mark_before = Mark::clock, .mark_after = Mark::two}, facts);
  CHECK(has(history, Breach::marks));
}

TEST_CASE("NO_DUPLICATE fails when the user sees a message twice") {
  Run run = delivered();
  run.world.sides[1].client.received.push_back(m(1));
  CHECK(fails("NO_DUPLICATE", run));
}

TEST_CASE("ORDER fails when an earlier message is shown behind a later one and a repetition is not disorder") {
  Run run = delivered();
  run.world.sides[1].client.received = {m(1), m(2), m(1)};
  CHECK_FALSE(fails("ORDER", run));
  run.world.sides[1].client.received = {m(2), m(1)};
  CHECK(failing_instance("ORDER", run) == "bob");
}

TEST_CASE("NO_RESEND fails when an acknowledged message is transmitted again on either hop") {
  Run run = delivered();
  run.world.sides[0].client.outbox.push_back(m(1));
  run({break_of(kAlice), connect(kAlice)});
  CHECK(has(run.alice().history, Breach::no_resend));
  CHECK(fails("NO_RESEND", run));

  Run second_hop = delivered();
  second_hop.world.sides[1].mailbox.bodies.push_back(m(1));
  second_hop({break_of(kBob), connect(kBob)});
  CHECK(has(second_hop.bob().history, Breach::no_resend));
}

TEST_CASE("PLATFORM fails when a suspended app is connected") {
  Run run(two_clients(1, "iphone"));
  run.world.sides[1].client.app = AppState::suspended;
  CHECK(fails("PLATFORM", run));
}

TEST_CASE("ADDRESS fails when an item reaches a client that it does not concern") {
  Run run(two_clients());
  run.world.sides[0].down.in_flight.push_back({ItemKind::body, m(1)});  // Alice's own message comes back to her
  run({down(kAlice)});
  CHECK(fails("ADDRESS", run));
}

TEST_CASE("ADDRESS fails when a message leaves for a number that is not known to be registered") {
  Run run(two_clients());
  run({compose(), break_of(kAlice)});
  REQUIRE_FALSE(fails("ADDRESS", run));
  run.world.sides[0].client.matched.clear();
  run({connect(kAlice)});
  CHECK(fails("ADDRESS", run));
}

TEST_CASE("PUSH_INERT fails when the arrival of a push changes a mark or what the server holds") {
  for (const FactKind kind : {FactKind::mark_changed, FactKind::body_dropped, FactKind::custody_taken}) {
    for (const auto& [cause, inert] :
         {std::pair{ActionKind::push_arrives, false}, std::pair{ActionKind::deliver, true}}) {
      History history;
      Facts facts;
      observe(history, Client{}, two_clients(), kAlice, cause,
              {.kind = kind, .mark_before = Mark::clock, .mark_after = Mark::one}, facts);
      CHECK(has(history, Breach::push_inert) == !inert);
    }
  }
}

TEST_CASE("PLATFORM fails when a push brings an app to run that its platform does not let it wake") {
  for (const auto& [name, allowed] : {std::pair{"android", true}, std::pair{"iphone", false}}) {
    const Setup setup = two_clients(1, name);
    History history;
    Facts facts;
    observe(history, Client{}, setup, kBob, ActionKind::push_arrives,
            {.kind = FactKind::app_changed, .app_before = AppState::suspended, .app = AppState::background}, facts);
    CHECK(has(history, Breach::platform) == !allowed);
  }
}

TEST_CASE("NO_WAIT fails when the user opens the app and what it fetched in the background is not stored yet") {
  const auto ack = GENERATE(RecipientAck::after_persist, RecipientAck::before_persist);
  Setup setup = bob_away(1, "android");
  setup.options.recipient_ack = ack;
  Run run(setup);
  run({compose(), up(kAlice), on(kBob, ActionKind::push_arrives), connect(kBob), down(kBob)});
  REQUIRE_FALSE(fails("NO_WAIT", run));
  run({open(kBob)});
  CHECK(fails("NO_WAIT", run) == (ack == RecipientAck::before_persist));
}

TEST_CASE("NOTIFIED waits from the queueing for an offline recipient to a notification, a connection or the release") {
  Run run(bob_away(1, "iphone"));
  run({compose()});
  CHECK_FALSE(begins("NOTIFIED", run, m(1)));
  run({up(kAlice)});
  CHECK(begins("NOTIFIED", run, m(1)));
  CHECK_FALSE(ends("NOTIFIED", run, m(1)));
  Run connected = run;
  connected({open(kBob), connect(kBob)});
  CHECK(ends("NOTIFIED", connected, m(1)));
  run({on(kBob, ActionKind::push_arrives)});
  CHECK(ends("NOTIFIED", run, m(1)));
  CHECK_FALSE(begins("NOTIFIED", run, m(1)));
}

TEST_CASE("the leads-to properties begin and end where their statements say") {
  Run run(two_clients());
  CHECK_FALSE(begins("DELIVERY", run, m(1)));
  run({compose()});
  CHECK(begins("DELIVERY", run, m(1)));
  CHECK_FALSE(ends("DELIVERY", run, m(1)));
  run({up(kAlice), down(kBob)});
  CHECK(ends("DELIVERY", run, m(1)));
  CHECK(begins("RELEASE", run, m(1)));
  CHECK_FALSE(ends("RELEASE", run, m(1)));
  CHECK(begins("MARK2", run, m(1)));
  CHECK_FALSE(ends("MARK2", run, m(1)));
  drain(run);
  CHECK(ends("RELEASE", run, m(1)));
  CHECK(ends("MARK2", run, m(1)));
}

TEST_CASE("the world is quiet exactly when every queue, link and push channel is empty") {
  Run run = delivered();
  CHECK(holds(is_quiet(run.setup), run.world));
  for (const auto disturb : std::vector<void (*)(Side&)>{
           [](Side& side) { side.client.outbox.push_back(m(1)); },
           [](Side& side) { side.mailbox.bodies.push_back(m(1)); },
           [](Side& side) { side.mailbox.receipts.push_back(m(1)); },
           [](Side& side) { side.mailbox.failures.push_back(m(1)); },
           [](Side& side) { side.up.in_flight.push_back({ItemKind::body, m(1)}); },
           [](Side& side) { side.down.in_flight.push_back({ItemKind::body, m(1)}); },
           [](Side& side) { side.push_in_flight = true; },
           [](Side& side) { side.push_error_in_flight = true; },
           [](Side& side) { side.client.unsaved.push_back(m(1)); },
       }) {
    World world = run.world;
    disturb(world.sides[1]);
    CHECK_FALSE(holds(is_quiet(run.setup), world));
  }
}

TEST_CASE("every standard property has a distinct name, a statement and requirements") {
  std::set<std::string_view> names;
  for (const scenarios::StandardProperty& property : scenarios::standard_properties()) {
    CHECK(names.insert(property.name).second);
    CHECK(scenarios::find_standard_property(property.name) == &property);
    CHECK_FALSE(property.statement.empty());
    CHECK_FALSE(numbers_in(property.requirements).empty());
  }
  CHECK(names.size() == 20);
}

TEST_CASE("a safety property is a list of claims about states, and a liveness property is not") {
  const Setup setup = two_clients();
  CHECK(safety_properties(setup).size() == 14);
  for (const std::string_view name : {"DELIVERY", "RELEASE", "MARK2", "TOLD", "NOTIFIED"}) {
    const properties::Property property = standard(name, setup);
    REQUIRE(property.claims.size() == 1);
    CHECK(property.claims.front().formula == ltl::leads_to(ltl::proposition(0), ltl::proposition(1)));
  }
  CHECK(standard("QUIET", setup).claims.front().formula == ltl::eventually(ltl::always(ltl::proposition(0))));
}
