// Several servers: what one keeps for another, and what a partition between them does.

#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

const Relay& relay(const Run& run) { return run.world.relays.front(); }

}  // namespace

TEST_CASE("pairs of servers are numbered so that the number gives the pair back") {
  std::size_t expected = 0;
  for (std::size_t high = 1; high < 8; ++high) {
    for (std::size_t low = 0; low < high; ++low) {
      const RelayId id = relay_between(server_at(low), server_at(high));
      CHECK(index_of(id) == expected++);
      CHECK(relay_between(server_at(high), server_at(low)) == id);
      CHECK(ends_of(id) == std::pair{server_at(low), server_at(high)});
    }
  }
}

TEST_CASE("a world has a relay for each pair of its servers and a relay is called by its ends") {
  Setup setup = two_servers();
  CHECK(relay_count(setup) == 1);
  setup.servers = {"east", "west", "north"};
  CHECK(relay_count(setup) == 3);
  CHECK(initial_world(setup).relays.size() == 3);
  CHECK(name_of(setup, relay_between(server_at(1), server_at(2))) == "west-north");
}

TEST_CASE("the sender's server takes custody and acks, and keeps the body until the other server has it", "[R15]") {
  Run run(two_servers());
  run({compose(), up(kAlice)});
  CHECK(holds(was_in_custody(run.setup, m(1)), run.world));
  CHECK(run.alice().down.in_flight == Sequence<Item>{{ItemKind::server_ack, m(1)}});
  CHECK(run.bob().mailbox.bodies.empty());
  CHECK(holds_body(relay(run), m(1)));
  run({down(kAlice), relay_up()});
  CHECK(contains(run.bob().mailbox.bodies, m(1)));
  CHECK(holds_body(relay(run), m(1)));
  run({relay_down()});
  CHECK(run.did(FactKind::relay_released));
  CHECK_FALSE(holds_body(relay(run), m(1)));
  CHECK(run.alice().down.in_flight.empty());  // one ack, not two
}

TEST_CASE("a message and its receipt cross the relay and leave nothing behind", "[R12]") {
  Run run(two_servers());
  run({compose()});
  drain(run);
  CHECK(mark_of(run.alice().client, m(1)) == Mark::two);
  CHECK(relay(run) == Relay{});
  CHECK(holds(is_quiet(run.setup), run.world));
  CHECK(violations(run).empty());
}

TEST_CASE("word of a message that expires on the recipient's server crosses the relay, also after a partition",
          "[R8]") {
  Setup setup = two_servers();
  setup.options.message_ttl = {MessageTtl::ttl, 1'000'000};
  setup.options.expiry = Expiry::reported;
  Run run(setup);
  run({compose(), up(kAlice), down(kAlice), relay_up(), relay_down()});
  run({part_servers(), break_of(kBob), {.kind = ActionKind::expire, .client = kBob}});
  CHECK(run.did(FactKind::body_expired));
  CHECK_FALSE(has_failed(run.alice().client, m(1)));
  CHECK_FALSE(holds(is_quiet(run.setup), run.world));
  run({reconnect_servers()});
  drain(run);
  CHECK(has_failed(run.alice().client, m(1)));
  CHECK(ends("TOLD", run, m(1)));
  CHECK(relay(run) == Relay{});
  CHECK(holds(is_quiet(run.setup), run.world));
  CHECK(violations(run).empty());
}

TEST_CASE("a partition of the servers loses what is in flight and healing sends again what is kept", "[R8]") {
  Run run(two_servers());
  run({compose(), up(kAlice), down(kAlice), part_servers()});
  CHECK(relay(run).up.empty());
  CHECK_FALSE(run.enables(relay_up()));
  CHECK_FALSE(run.enables(part_servers()));
  CHECK(holds_body(relay(run), m(1)));
  CHECK(violations(run).empty());
  run({reconnect_servers()});
  drain(run);
  CHECK(mark_of(run.alice().client, m(1)) == Mark::two);
  CHECK(holds(is_quiet(run.setup), run.world));
}

TEST_CASE("what is posted during a partition goes out when it heals, in order", "[R8]") {
  Run run(two_servers(2));
  run({part_servers(), compose(), compose(), up(kAlice), up(kAlice)});
  CHECK(relay(run).up.empty());
  run({reconnect_servers()});
  drain(run);
  CHECK(run.bob().client.received == Sequence<Message>{m(1), m(2)});
}

TEST_CASE("a body that crosses the relay twice is stored once by a server with tombstones", "[R10]") {
  const auto dedupe = GENERATE(ServerDedupe::tombstone, ServerDedupe::while_queued);
  Setup setup = two_servers();
  setup.options.server_dedupe = dedupe;
  Run run(setup);
  // The acknowledgement between the servers is lost; Bob gets and acknowledges the message before it comes again.
  run({compose(), up(kAlice), down(kAlice), relay_up(), part_servers(), down(kBob), up(kBob), reconnect_servers(),
       relay_up()});
  CHECK(run.did(FactKind::resend_recognised) == (dedupe == ServerDedupe::tombstone));
  CHECK(run.did(FactKind::body_restored) == (dedupe == ServerDedupe::while_queued));
  drain(run);
  CHECK(run.bob().client.received.size() == 1);
}

TEST_CASE("a crash of a server keeps what it keeps for the other unless it keeps it in memory", "[R15]") {
  const auto durability =
      GENERATE(ServerDurability::synchronous, ServerDurability::write_back, ServerDurability::memory);
  Setup setup = two_servers();
  setup.options.server_durability = durability;
  Run run(setup);
  run({compose(), up(kAlice), crash_server(0)});
  const bool lost = durability == ServerDurability::memory;
  CHECK_FALSE(relay(run).connected);
  CHECK(holds_body(relay(run), m(1)) == !lost);
  CHECK(run.did(FactKind::body_lost_in_crash) == lost);
  CHECK(holds(was_in_custody(run.setup, m(1)), run.world) == !lost);
}

TEST_CASE("a crash of a server leaves the clients and the queue of the other server alone") {
  Run run(two_servers());
  run({compose(), up(kAlice), crash_server(1)});
  CHECK(run.alice().client.connected);
  CHECK_FALSE(run.bob().client.connected);
  CHECK(holds_body(relay(run), m(1)));
}
