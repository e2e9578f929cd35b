#include "model/words.hpp"

#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

std::string told(Run& run, const Action& action) {
  run({action});
  return sentence_of(run.setup, action, run.facts);
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

TEST_CASE("a lost custody says where the message is not") {
  Setup setup = bob_away(1, "android");
  setup.options.server_drop = ServerDrop::on_push;
  Run run(setup);
  run({compose(), up(kAlice), down(kAlice)});
  const auto violation = find_violation(PropertyId::custody, run.world, run.setup);
  REQUIRE(violation);
  CHECK(sentence_of(run.setup, run.world, *violation) ==
        "Nobody keeps m1 safe: Alice sees one check and the phone will not send it again, the server has dropped it, "
        "and Bob's "
        "phone has not stored it.");
}

TEST_CASE("a false double check is told in the words of its users") {
  Setup setup = bob_away(1, "android");
  setup.options.deviation = Deviation::two_checks_on_server_ack;
  Run run(setup);
  run({compose(), up(kAlice), down(kAlice)});
  const auto violation = find_violation(PropertyId::truth2, run.world, run.setup);
  REQUIRE(violation);
  CHECK(sentence_of(run.setup, run.world, *violation) == "Alice sees two checks for m1; Bob's phone never stored it.");
}

TEST_CASE("a missing second check is told with the mark that remains") {
  Setup setup = two_clients();
  setup.options.receipt = ReceiptStorage::fire_and_forget;
  Run run(setup);
  run({compose(), up(kAlice), down(kAlice), break_of(kAlice), down(kBob), up(kBob)});
  const Message message = m(1);
  CHECK(sentence_of(run.setup, run.world, PropertyId::mark2, &message) ==
        "Bob's phone has stored m1, but Alice never sees two checks for it: it stays at one check.");
}

TEST_CASE("unrest is told with what remains") {
  Run run(bob_away(1, "android"));
  run({compose(), up(kAlice), down(kAlice)});
  CHECK(sentence_of(run.setup, run.world, PropertyId::quiet, nullptr) ==
        "The system never comes to rest: there always remains m1 in Bob's mailbox and a push for Bob.");
}

TEST_CASE("every fact and every action has words or is shown by an arrow alone") {
  const Setup setup = two_servers();
  for (const ActionKindInfo& info : action_catalogue()) {
    CHECK(sentence_of(setup, {.kind = info.kind}, {}).back() == '.');
  }
}
