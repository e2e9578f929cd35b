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

TEST_CASE("every fact and every action has words or is shown by an arrow alone") {
  const Setup setup = two_servers();
  for (const ActionKindInfo& info : action_catalogue()) {
    CHECK(sentence_of(setup, {.kind = info.kind}, {}).back() == '.');
  }
}
