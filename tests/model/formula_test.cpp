#include "model/formula.hpp"

#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

Formula is_open(ClientId client) {
  return at_side(client, [](const Side& side) { return side.client.app == AppState::foreground; });
}

/// A world in which Alice's app is open if the first bit is set, and Bob's if the second one is.
World world_of(unsigned bits) {
  World world = initial_world(two_clients());
  for (unsigned i = 0; i < 2; ++i) {
    world.sides[i].client.app = (bits >> i & 1U) != 0 ? AppState::foreground : AppState::background;
  }
  return world;
}

}  // namespace

TEST_CASE("a formula is true where its connectives say so of its atoms") {
  const Formula a = is_open(kAlice);
  const Formula b = is_open(kBob);
  for (unsigned bits = 0; bits < 4; ++bits) {
    CAPTURE(bits);
    const World world = world_of(bits);
    const bool alice = (bits & 1U) != 0;
    const bool bob = (bits & 2U) != 0;
    CHECK(holds(a, world) == alice);
    CHECK(holds(!a, world) == !alice);
    CHECK(holds(!!a, world) == alice);
    CHECK(holds(a && b, world) == (alice && bob));
    CHECK(holds(a || b, world) == (alice || bob));
    CHECK(holds(!(a && b) || (a && !b), world) == !(alice && bob));
    CHECK(holds((a && !b) || (b && !a), world) == (alice != bob));
    CHECK(holds(all_of({a, b, !a}), world) == false);
    CHECK(holds(any_of({a, b, !a}), world) == true);
  }
}

TEST_CASE("all of nothing is true and any of nothing is false") {
  CHECK(holds(all_of({}), world_of(0)));
  CHECK_FALSE(holds(any_of({}), world_of(0)));
}

TEST_CASE("a constant decides a connective or leaves it as it was") {
  const Formula a = is_open(kAlice);
  CHECK((a && constant(false)).kind == Formula::Kind::constant);
  CHECK((constant(true) || a).kind == Formula::Kind::constant);
  CHECK((constant(true) && a).kind == Formula::Kind::atom);
  CHECK((a || constant(false)).kind == Formula::Kind::atom);
  for (const unsigned bits : {0U, 1U}) {
    const World world = world_of(bits);
    CHECK_FALSE(holds(a && constant(false), world));
    CHECK(holds(constant(true) || a, world));
    CHECK(holds(constant(true) && a, world) == (bits == 1));
    CHECK(holds(a || constant(false), world) == (bits == 1));
    CHECK(holds(!constant(false), world));
  }
}

TEST_CASE("a connective of the same connectives is one with all their operands") {
  const Formula a = is_open(kAlice);
  const Formula b = is_open(kBob);
  CHECK((a && (b && (a && b))).operands.size() == 4);
  CHECK(((a || b) || (a || b)).operands.size() == 4);
  CHECK((a && (b || a)).operands.size() == 2);
}

TEST_CASE("an atom is given its own component and nothing else") {
  const Setup setup = two_servers();
  Run run(setup);
  run({compose(), up(kAlice)});
  REQUIRE(run.world.relays.size() == 1);
  const Side* side_seen = nullptr;
  const Relay* relay_seen = nullptr;
  const Formula at_bob = at_side(kBob, [&](const Side& side) {
    side_seen = &side;
    return true;
  });
  const Formula at_servers = at_relay(setup, relay_at(0), [&](const Relay& relay) {
    relay_seen = &relay;
    return true;
  });
  REQUIRE(holds(at_bob && at_servers, run.world));
  CHECK(side_seen == &run.world.sides[1]);
  CHECK(relay_seen == &run.world.relays[0]);
  CHECK(at_bob.atom.value().component == component_of(kBob));
  CHECK(at_servers.atom.value().component == component_of(setup, relay_at(0)));
}
