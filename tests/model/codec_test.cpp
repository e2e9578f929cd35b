#include "model/codec.hpp"

#include "model/fields.hpp"
#include "model/protocol.hpp"
#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <type_traits>
#include <utility>

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

/// Stands for a value of any type.
struct Anything {
  template <class T>
  operator T() const;  // NOLINT(google-explicit-constructor): never called, only asked for
};

template <class T, std::size_t... Is>
constexpr bool takes(std::index_sequence<Is...>) {
  return requires { T{(static_cast<void>(Is), Anything{})...}; };
}

/// How many fields the struct has: as many as an initialiser in braces takes.
template <class T, std::size_t N = 16>
constexpr std::size_t field_count() {
  if constexpr (takes<T>(std::make_index_sequence<N>{})) {
    return N;
  } else {
    return field_count<T, N - 1>();
  }
}

template <class T>
std::size_t visited_count() {
  T value{};
  std::size_t visited = 0;
  visit_fields(value, [&](const char*, auto&) { ++visited; });
  return visited;
}

template <class T>
void check_fields() {
  CHECK(visited_count<T>() == field_count<T>());
}

template <class T>
void for_each_change(Sequence<T>& sequence, const std::function<void()>& changed);

/// Another value of the same type: a scalar one higher, a struct with each of its fields changed in turn.
template <class T>
void for_each_change(T& value, const std::function<void()>& changed) {
  const T before = value;
  if constexpr (std::is_same_v<T, bool>) {
    value = !value;
    changed();
  } else if constexpr (std::is_enum_v<T> || std::is_unsigned_v<T>) {
    value = static_cast<T>(static_cast<unsigned>(value) + 1);
    changed();
  } else {
    visit_fields(value, [&](const char*, auto& field) { for_each_change(field, changed); });
  }
  value = before;
}

/// One more element, and each change of it.
template <class T>
void for_each_change(Sequence<T>& sequence, const std::function<void()>& changed) {
  sequence.push_back(T{});
  changed();
  for_each_change(sequence.back(), changed);
  sequence.pop_back();
}

}  // namespace

TEST_CASE("every field of every struct of the state is encoded") {
  check_fields<Message>();
  check_fields<Item>();
  check_fields<Sent>();
  check_fields<Link>();
  check_fields<Session>();
  check_fields<Client>();
  check_fields<Records>();
  check_fields<Mailbox>();
  check_fields<History>();
  check_fields<Side>();
  check_fields<Post>();
  check_fields<RelayItem>();
  check_fields<Relay>();
}

TEST_CASE("a change of any field gives other bytes, which no other change gives") {
  World world = initial_world(two_servers());
  std::set<std::string> encodings;
  std::size_t changes = 0;
  const auto note = [&] {
    std::string bytes;
    encode(world, bytes);
    CHECK(encodings.insert(bytes).second);
    CHECK(decode_world(bytes) == world);
    ++changes;
  };
  note();
  for (Side& side : world.sides) for_each_change(side, note);
  for (Relay& relay : world.relays) for_each_change(relay, note);
  for (std::uint8_t& left : world.budgets.left) {
    --left;
    note();
    ++left;
  }
  CHECK(changes > 300);
}

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
