// Interchangeable users: which they are, and that exchanging them changes nothing but names, whatever the options, the
// faults and the order of steps.

#include "model/symmetry.hpp"

#include "model/codec.hpp"
#include "model/predicates.hpp"
#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"
#include "tests/model/random_setups.hpp"

#include <algorithm>
#include <set>
#include <string>

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

Participant user(std::size_t number) {
  return {.name = "user" + std::to_string(number),
          .number = "+" + std::to_string(number),
          .platform = platform("android"),
          .contacts = {}};
}

Setup users(std::size_t count) {
  Setup setup;
  for (std::size_t i = 0; i < count; ++i) setup.participants.push_back(user(i));
  return setup;
}

void know(Setup& setup, std::size_t who, std::size_t whom) {
  setup.participants[who].contacts.push_back(setup.participants[whom].number);
}

void send(Setup& setup, std::size_t from, std::size_t to, std::uint32_t number = 0) {
  setup.workload.push_back({client_at(from), client_at(to), number});
}

/// Each writes to the first.
Setup fan_in(std::size_t senders) {
  Setup setup = users(senders + 1);
  for (std::size_t i = 1; i <= senders; ++i) {
    know(setup, i, 0);
    know(setup, 0, i);
    send(setup, i, 0);
  }
  return setup;
}

/// Each writes to the next.
Setup ring(std::size_t count) {
  Setup setup = users(count);
  for (std::size_t i = 0; i < count; ++i) {
    know(setup, i, (i + 1) % count);
    send(setup, i, (i + 1) % count);
  }
  return setup;
}

/// Each writes to all others, to the next first.
Setup everybody(std::size_t count) {
  Setup setup = users(count);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::uint32_t step = 1; step < count; ++step) {
      know(setup, i, (i + step) % count);
      send(setup, i, (i + step) % count, step - 1);
    }
  }
  return setup;
}

/// The first writes to the second, the third to the fourth, two messages each.
Setup two_pairs() {
  Setup setup = users(4);
  for (const std::size_t sender : {0U, 2U}) {
    know(setup, sender, sender + 1);
    know(setup, sender + 1, sender);
    send(setup, sender, sender + 1, 0);
    send(setup, sender, sender + 1, 1);
  }
  return setup;
}

/// Each user has a second device, which follows behind all the first ones.
void add_tablets(Setup& setup) {
  const std::size_t count = setup.participants.size();
  for (std::size_t i = 0; i < count; ++i) {
    setup.participants.push_back(setup.participants[i]);
    setup.participants.back().name += " tablet";
    setup.participants.back().device_of = client_at(i);
  }
}

/// Like users in one of these relations, at home on one server or on several, in a random state to begin with, under
/// the options, the links and the budgets of a random setup.
Setup random_symmetric_setup(Draw& draw) {
  const Setup surroundings = random_setup(draw);
  std::vector<Setup> relations = {fan_in(2), fan_in(3), ring(2), ring(3), everybody(3), two_pairs()};
  Setup setup = std::move(relations[draw.below(relations.size())]);
  if (draw.one_in(3)) {
    setup.servers.clear();
    for (Participant& participant : setup.participants) {
      setup.servers.push_back("server" + std::to_string(setup.servers.size()));
      participant.home = server_at(setup.servers.size() - 1);
    }
  }
  const Participant& like = surroundings.participants.front();
  for (Participant& participant : setup.participants) {
    participant.platform = like.platform;
    participant.registered = like.registered;
    participant.contacts_matched = like.contacts_matched;
    participant.opens_unprompted = like.opens_unprompted;
    participant.app = like.app;
    participant.connected = like.connected;
  }
  if (draw.one_in(4)) add_tablets(setup);
  setup.options = surroundings.options;
  setup.discipline = surroundings.discipline;
  setup.copies_max = surroundings.copies_max;
  setup.overtaken_max = surroundings.overtaken_max;
  setup.budgets = surroundings.budgets;
  if (!draw.one_in(6)) return setup;
  // Not often drawn together: sessions that end by the server's clock and bounce what they held.
  setup.options = {};
  setup.options.session = SessionKind::resume;
  setup.options.unacknowledged_at_session_end = SessionEnd::bounce;
  setup.discipline = Discipline::connection;
  setup.budgets[Budget::clock_jumps] = 3;
  return setup;
}

std::string encoded(const World& world) {
  std::string bytes;
  encode(world, bytes);
  return bytes;
}

/// What the state's actions lead to, each renamed.
std::multiset<std::string> successors(const Setup& setup, const World& world, const Permutation& permutation) {
  std::vector<Action> actions;
  enabled_actions(world, setup, actions);
  std::multiset<std::string> successors;
  for (const Action& action : actions) {
    World next = world;
    Facts facts;
    apply(next, setup, action, facts);
    successors.insert(std::to_string(static_cast<int>(action.kind)) + " " + encoded(renamed(setup, permutation, next)));
  }
  return successors;
}

std::size_t order_of(const Setup& setup) { return symmetries_of(setup).size(); }

}  // namespace

TEST_CASE("users who are alike in all that a setup says of them are interchangeable") {
  CHECK(order_of(two_clients()) == 1);
  CHECK(order_of(fan_in(2)) == 2);
  CHECK(order_of(fan_in(3)) == 6);
  CHECK(order_of(fan_in(4)) == 24);
  CHECK(order_of(ring(2)) == 2);
  CHECK(order_of(ring(3)) == 3);
  CHECK(order_of(ring(5)) == 5);
  CHECK(order_of(everybody(3)) == 3);
  CHECK(order_of(two_pairs()) == 2);
}

TEST_CASE("whatever tells one user from the others makes it keep its place") {
  Setup setup = fan_in(3);
  SECTION("its platform") { setup.participants[2].platform = platform("iphone"); }
  SECTION("the state of its app") { setup.participants[2].app = AppState::background; }
  SECTION("its registration") { setup.participants[2].registered = false; }
  SECTION("its habits") { setup.participants[2].opens_unprompted = false; }
  SECTION("its contacts") { know(setup, 2, 1), know(setup, 2, 3); }
  SECTION("who knows it") { std::erase(setup.participants[0].contacts, setup.participants[2].number); }
  SECTION("how much it sends") { send(setup, 2, 0, 1); }
  SECTION("what it sends") { setup.unprocessable = {{client_at(2), client_at(0), 0}}; }
  SECTION("its server") {
    setup.servers = {"east", "west"};
    setup.participants[2].home = server_at(1);
  }
  SECTION("its devices") {
    setup.participants.push_back(setup.participants[2]);
    setup.participants.back().device_of = client_at(2);
  }
  for (const Permutation& permutation : symmetries_of(setup)) CHECK(permutation.clients[2] == client_at(2));
  CHECK(order_of(setup) == 2);
}

TEST_CASE("the order in which a user writes to others tells them apart") {
  Setup setup = users(3);
  for (const std::size_t to : {1U, 2U}) {
    know(setup, 0, to);
    send(setup, 0, to, static_cast<std::uint32_t>(to - 1));
  }
  CHECK(order_of(setup) == 1);
}

TEST_CASE("users keep their order where a rule goes through them and leaves a trace of it") {
  Setup setup = fan_in(3);
  SECTION("contacts are asked for one after the other") { setup.budgets[Budget::contact_syncs] = 1; }
  SECTION("a clock that jumps bounces mailbox by mailbox") {
    setup.budgets[Budget::clock_jumps] = 1;
    setup.options.unacknowledged_at_session_end = SessionEnd::bounce;
  }
  CHECK(order_of(setup) == 1);
}

TEST_CASE("servers change places with their users and devices keep their order") {
  Setup setup = ring(2);
  setup.servers = {"east", "west", "north"};
  setup.participants[1].home = server_at(1);
  add_tablets(setup);
  const auto symmetries = symmetries_of(setup);
  REQUIRE(symmetries.size() == 2);
  CHECK(symmetries[1].clients == std::vector{client_at(1), client_at(0), client_at(3), client_at(2)});
  CHECK(symmetries[1].servers == std::vector{server_at(1), server_at(0), server_at(2)});
}

TEST_CASE("of a setup with very many permutations only a group of some is used") {
  const auto symmetries = symmetries_of(fan_in(12));
  CHECK(symmetries.size() == 720);
  CHECK(symmetries.back().clients[6] == client_at(6));
}

TEST_CASE("exchanging users who are alike changes nothing but names") {
  std::size_t groups = 0;
  std::size_t compared = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    Draw draw(seed);
    const Setup setup = random_symmetric_setup(draw);
    const std::vector<Permutation> symmetries = symmetries_of(setup);
    if (symmetries.size() == 1) continue;
    ++groups;
    const World initial = initial_world(setup);
    for (const Permutation& permutation : symmetries) REQUIRE((renamed(setup, permutation, initial) == initial));
    std::size_t step = 0;
    walk(setup, draw, 40, [&](const World&, const Action&, const World& world, const Facts&) {
      if (++step % 4 != 0) return;
      const Permutation& permutation = symmetries[1 + draw.below(symmetries.size() - 1)];
      const World other = renamed(setup, permutation, world);
      REQUIRE((successors(setup, other, symmetries.front()) == successors(setup, world, permutation)));
      compared += other == world ? 0U : 1U;
    });
  }
  CHECK(groups > 75);
  CHECK(compared > 500);
}

TEST_CASE("what is kept sorted is sorted after the exchange and control items keep their empty message") {
  const Setup setup = everybody(3);
  const Permutation permutation = symmetries_of(setup).at(1);
  Side side = initial_side(setup, kBob);
  const Message first{kBob, kAlice, 1};
  const Message second{kBob, kThird, 0};
  side.client.early_receipts = {first, second};
  side.mailbox.receipts = {second, first};
  side.up.in_flight = {{.kind = ItemKind::start}, {.kind = ItemKind::body, .message = first}};
  const auto name = [&](const Message& message) {
    return Message{permutation.clients.at(index_of(message.from)), permutation.clients.at(index_of(message.to)),
                   message.number};
  };
  const Side other = renamed(permutation, side);
  CHECK(std::ranges::is_sorted(other.client.early_receipts));
  CHECK(contains(other.client.early_receipts, name(first)));
  CHECK(other.mailbox.receipts == Sequence<Message>{name(second), name(first)});
  CHECK(other.up.in_flight.front().message == Message{});
  CHECK(other.up.in_flight.back().message == name(first));
}

TEST_CASE("every safety property holds of a state where it holds of the renamed one") {
  std::size_t broken = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    Draw draw(seed);
    const Setup setup = random_symmetric_setup(draw);
    const std::vector<Permutation> symmetries = symmetries_of(setup);
    std::vector<Formula> goals;
    for (const auto& property : safety_properties(setup)) goals.push_back(doublecheck::properties::goal_of(property));
    walk(setup, draw, 60, [&](const World&, const Action&, const World& world, const Facts&) {
      const World other = renamed(setup, symmetries.back(), world);
      REQUIRE(holds(is_quiet(setup), other) == holds(is_quiet(setup), world));
      for (const Formula& goal : goals) {
        REQUIRE(holds(goal, other) == holds(goal, world));
        if (!holds(goal, world)) ++broken;
      }
    });
  }
  CHECK(broken > 100);
}

TEST_CASE("the permutations of a setup are a group") {
  for (const Setup& setup : {fan_in(3), ring(4), two_pairs()}) {
    const std::vector<Permutation> symmetries = symmetries_of(setup);
    const auto contains = [&](const Permutation& permutation) {
      return std::ranges::find(symmetries, permutation) != symmetries.end();
    };
    for (const Permutation& first : symmetries) {
      for (const Permutation& second : symmetries) {
        Permutation both = first;
        for (ClientId& client : both.clients) client = second.clients.at(index_of(client));
        CHECK(contains(both));
      }
    }
    CHECK(std::ranges::is_sorted(symmetries.front().clients));
  }
}
