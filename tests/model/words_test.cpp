#include "model/step_words.hpp"

#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

std::string told(Run& run, const Action& action) {
  std::string sentence = sentence_of(run.setup, action, run.world);
  run({action});
  return sentence;
}

/// Alice's server has given up her session, and she does not know.
Run without_session() {
  Run run(resuming(two_clients()));
  run.world.sides[0].mailbox.session = {};
  return run;
}

}  // namespace

TEST_CASE("a delivery reads as a story") {
  Run run(two_clients());
  CHECK(told(run, compose()) == "Alice writes m1: Alice sees the clock for m1, Alice's phone sends m1.");
  CHECK(told(run, up(kAlice)) ==
        "m1 reaches the server: the server stores m1, the server sends Bob m1, the server sends Alice its ack of m1.");
  CHECK(told(run, down(kBob)) == "m1 reaches Bob's phone: Bob's phone stores m1, Bob's phone sends its ack of m1.");
  CHECK(told(run, break_of(kBob)) ==
        "Bob's phone loses its connection: Bob's ack of m1 is lost on its way to the server.");
}

TEST_CASE("every fact and every action has words or is shown by an arrow alone") {
  const Setup setup = two_servers();
  const World world = initial_world(setup);
  for (const ActionKindInfo& info : action_catalogue()) {
    const Action action{.kind = info.kind};
    CHECK(sentence_of({setup, action, {}, world, world}).back() == '.');
  }
}

TEST_CASE("of several servers each is called by its name and what moves between them is told") {
  Run run(two_servers());
  run({compose()});
  CHECK(told(run, up(kAlice)) ==
        "m1 reaches the server east: the server east keeps m1 for west, the server east sends Alice its ack of m1, "
        "the server east sends the server west m1.");
  CHECK(told(run, relay_up()) ==
        "m1 reaches the server west: the server west stores m1, the server west sends Bob m1, "
        "the server west sends the server east its ack of m1.");
  CHECK(told(run, relay_down()) ==
        "The server west's ack of m1 reaches the server east: the server east drops m1, which west has.");
  run({down(kBob), up(kBob)});
  CHECK(told(run, part_servers()) ==
        "East and west lose each other: the word that m1 is delivered is lost on its way to the server east.");
}

TEST_CASE("of several devices each is called by its name and so is its mailbox") {
  Setup setup = bob_with_tablet();
  setup.options.deviation = Deviation::any_device_releases_all;
  Run run(setup);
  run({compose()});
  CHECK(told(run, up(kAlice)) ==
        "m1 reaches the server: the server stores m1 in Bob's mailbox, the server sends Bob m1, "
        "the server stores m1 in Tablet's mailbox, the server sends Tablet m1, the server sends Alice its ack of m1.");
  CHECK(told(run, down(kThird)) == "m1 reaches Tablet: Tablet stores m1, Tablet sends its ack of m1.");
  CHECK(told(run, up(kThird)) ==
        "Tablet's ack of m1 reaches the server: the server drops m1 from Tablet's mailbox, "
        "the server drops m1 from Bob's mailbox, the server owes Alice the receipt of m1, "
        "the server sends Alice the receipt of m1.");
}

TEST_CASE("what a server ignores is told with the session that it lacks") {
  Run run = without_session();
  run({compose()});
  CHECK(told(run, up(kAlice)) == "m1 reaches the server: the server ignores m1: no session.");
}

TEST_CASE("an acknowledgement that the server had before is told to be ignored") {
  Run run(two_clients());
  run({compose(), up(kAlice), down(kBob), break_of(kBob), connect(kBob), down(kBob)});
  // The first ack was lost with the connection; of two that are under way now the second changes nothing.
  run.world.sides[1].up.in_flight.push_back(run.world.sides[1].up.in_flight.front());
  CHECK(told(run, up(kBob)).find("ignores") == std::string::npos);
  CHECK(told(run, up(kBob)) == "Bob's ack of m1 reaches the server: the server ignores Bob's ack of m1.");
}

TEST_CASE("a receipt that comes before the ack is told to be ignored where it is") {
  Setup setup = two_clients();
  setup.discipline = Discipline::datagram;
  setup.options.receipt_before_server_ack = EarlyReceipt::ignored;
  Run run(setup);
  run({compose(), up(kAlice), down(kBob), up(kBob)});
  CHECK(told(run, down(kAlice, 1)).find("Alice's phone ignores the receipt of m1: no check yet") != std::string::npos);
}

TEST_CASE("what is put on a dead connection is told apart from what dies with one") {
  Run run(two_clients(2));
  run({compose()});
  CHECK(told(run, cut(kAlice)) ==
        "The connection of Alice's phone goes dead unnoticed: m1 is lost on its way to the server.");
  CHECK(told(run, compose()) ==
        "Alice writes m2: Alice sees the clock for m2, Alice's phone sends m2 into a dead connection.");
}

TEST_CASE("what has no connection to go out on is told so") {
  Run run(two_clients());
  run({compose(), break_of(kAlice)});
  Facts facts = {{.kind = FactKind::lost,
                  .client = kAlice,
                  .direction = Direction::down,
                  .item = {.kind = ItemKind::bounce, .message = m(1)}}};
  const Action flush = on(kBob, ActionKind::flush);
  CHECK(sentence_of({run.setup, flush, facts, run.world, run.world}) ==
        "The server writes to its disk: the server has no connection to send Alice the refusal of m1.");
}

TEST_CASE("a crash of a server is told at its line of a diagram and what it lost of the others' at no other") {
  Setup setup = two_servers();
  setup.options.server_durability = ServerDurability::memory;
  Run run(setup);
  run({compose(), up(kAlice)});
  const World before = run.world;
  const Action crash = crash_server(0);
  run({crash});
  const StepTaken step{run.setup, crash, run.facts, before, run.world};
  const std::vector<Deed> beside = deeds_beside(step);
  REQUIRE(beside.size() == 1);
  CHECK(beside[0].server == server_at(0));
  CHECK(beside[0].telling.text == "crashes and restarts");
  const auto lost = std::ranges::find(run.facts, FactKind::body_lost_in_crash, &Fact::kind);
  REQUIRE(lost != run.facts.end());
  CHECK(deed_of(step, *lost)->server == server_at(0));
  CHECK(deed_of(step, *lost)->telling.text == "has lost m1, which it kept for west");
}
