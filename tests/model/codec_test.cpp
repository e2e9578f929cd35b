#include "model/codec.hpp"

#include "model/protocol.hpp"
#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

#include <deque>
#include <map>

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

/// The first `limit` worlds by breadth-first search, each with its encoding.
std::map<std::string, World> some_worlds(const Setup& setup, std::size_t limit) {
  std::map<std::string, World> seen;
  std::deque<World> frontier{initial_world(setup)};
  while (!frontier.empty() && seen.size() < limit) {
    const World world = frontier.front();
    frontier.pop_front();
    std::string bytes;
    encode(world, bytes);
    const auto [place, fresh] = seen.emplace(bytes, world);
    if (!fresh) {
      REQUIRE(place->second == world);  // equal bytes, equal states
      continue;
    }
    std::vector<Action> actions;
    enabled_actions(world, setup, actions);
    for (const Action& action : actions) {
      World next = world;
      Facts facts;
      apply(next, setup, action, facts);
      frontier.push_back(std::move(next));
    }
  }
  return seen;
}

}  // namespace

TEST_CASE("a decoded world is the world that was encoded and different worlds have different bytes") {
  Setup setup = two_clients(2, "iphone");
  setup.discipline = GENERATE(Discipline::connection, Discipline::datagram);
  setup.options.server_dedupe = ServerDedupe::while_queued;
  setup.options.retention = Retention::forever;
  setup.options.receipt_before_server_ack = EarlyReceipt::waits;
  setup.budgets = {};
  for (const Budget budget : {Budget::breaks, Budget::leaves, Budget::losses, Budget::client_crashes}) {
    setup.budgets[budget] = 2;
  }
  const auto worlds = some_worlds(setup, 3000);
  REQUIRE(worlds.size() == 3000);
  for (const auto& [bytes, world] : worlds) REQUIRE(decode_world(bytes) == world);
}

TEST_CASE("a large number needs more than one byte and survives the way there and back") {
  World world = initial_world(two_clients());
  world.sides[0].client.sent.push_back({{kAlice, kBob, 123'456'789}, Mark::two});
  world.sides[1].mailbox.bodies.assign(200, m(1));
  std::string bytes;
  encode(world, bytes);
  CHECK(decode_world(bytes) == world);
}

TEST_CASE("cut or lengthened bytes are not taken for a world") {
  std::string bytes;
  encode(initial_world(two_clients()), bytes);
  CHECK_THROWS(decode_world(bytes.substr(0, bytes.size() - 1)));
  CHECK_THROWS(decode_world(bytes + '\0'));
}
