#include <algorithm>
#include <optional>
#include <vector>

#include "tests/catch.hpp"
#include "tests/sim/watching.hpp"

// Several servers: what they relay, and what becomes of it when they crash or lose each other.

using namespace doublecheck;
using namespace doublecheck::sim;
using namespace doublecheck::sim::tests;
using model::ActionKind;
using model::Budget;

namespace {

using Times = std::vector<Time>;

constexpr model::ServerId kEast{0};
constexpr model::ServerId kWest{1};
constexpr model::RelayId kBetween{0};
constexpr Time kBetweenServers = 7 * kMillisecond;

/// Alice is at home in the east and Bob in the west.
model::Setup two_servers(std::uint32_t messages) {
  model::Setup setup = alice_to_bob(messages);
  setup.servers = {"east", "west"};
  setup.participants[1].home = kWest;
  return setup;
}

Environment with_servers(Environment environment) {
  environment.network.server_latency = {DelayKind::constant, kBetweenServers, 0};
  return environment;
}

}  // namespace

TEST_CASE("a message between servers takes one hop more and its check none") {
  const Seen seen = watch(two_servers(1), with_servers(steady()));
  CHECK(seen.outcome.findings.empty());
  const auto values = [&](Measure measure) { return seen.outcome.metrics[measure].values()[0]; };
  CHECK(values(Measure::one_check) == 100 * kMillisecond);
  CHECK(values(Measure::stored) == 100 * kMillisecond + kBetweenServers);
  CHECK(values(Measure::two_checks) == 200 * kMillisecond + 2 * kBetweenServers);
  CHECK(seen[Counter::runs_to_horizon] == 0);
}

TEST_CASE("a server that crashes takes its own users down and no others") {
  const ScheduledFault crash{6 * kSecond, Budget::server_crashes, {}, kMinute, kWest};
  const Seen seen = watch(two_servers(3), with_servers(scheduled({crash})));
  const Times connections = seen.times_of(ActionKind::connect);
  CHECK(connections == Times{6 * kSecond + kMinute + 2 * kSecond});
  CHECK(seen[Counter::server_crashes] == 1);
  CHECK(seen.times_of(ActionKind::reconnect_servers) == connections);
  // Alice composes at 5, 10 and 15 s, and her own server acknowledges at once.
  CHECK(seen.outcome.metrics[Measure::one_check].values()[2] == 100 * kMillisecond);
  CHECK(seen[Counter::two_checks_seen] == 3);
  CHECK(seen.outcome.findings.empty());
}

TEST_CASE("a crash without a name strikes every server") {
  const Seen seen = watch(two_servers(1), with_servers(scheduled({{kSecond, Budget::server_crashes, {}, kMinute}})));
  CHECK(seen[Counter::server_crashes] == 2);
  CHECK(seen.outcome.metrics.schedule == std::vector<ScheduleTally>{{2, 0, 0}});
}

TEST_CASE("a partition between servers lasts for as long as it says and delays what they relay") {
  ScheduledFault partition{kSecond, Budget::partitions, {}, 5 * kMinute};
  partition.servers = kBetween;
  const Seen seen = watch(two_servers(2), with_servers(scheduled({partition})));
  CHECK(seen[Counter::server_partitions] == 1);
  CHECK(seen[Counter::partitions] == 0);
  CHECK(seen.times_of(ActionKind::reconnect_servers) == Times{kSecond + 5 * kMinute});
  CHECK(seen.times_of(ActionKind::deliver_relayed).front() == kSecond + 5 * kMinute + kBetweenServers);
  CHECK(seen[Counter::two_checks_seen] == 2);
}

TEST_CASE("servers that were parted while one was down meet when it is back") {
  ScheduledFault partition{kSecond, Budget::partitions, {}, 20 * kSecond};
  partition.servers = kBetween;
  const ScheduledFault crash{10 * kSecond, Budget::server_crashes, {}, kMinute, kEast};
  const Seen seen = watch(two_servers(1), with_servers(scheduled({partition, crash})));
  CHECK(seen.times_of(ActionKind::reconnect_servers) == Times{10 * kSecond + kMinute + 2 * kSecond});
  CHECK(seen[Counter::two_checks_seen] == 1);
}

TEST_CASE("everything arrives between servers through every kind of trouble") {
  model::Setup setup = alice_to_bob(2);
  setup.servers = {"east", "west", "north"};
  setup.participants[1].home = kWest;
  setup.participants[1].contacts = {"1", "3"};
  setup.participants.push_back(setup.participants[0]);
  model::Participant& carol = setup.participants[2];
  carol.name = "carol";
  carol.number = "3";
  carol.contacts = {"1"};
  carol.home = model::ServerId{2};
  setup.workload.push_back({kBob, kAlice, 0});
  setup.workload.push_back({kBob, model::ClientId{2}, 1});
  setup.workload.push_back({model::ClientId{2}, kAlice, 0});
  Environment environment = stormy();
  environment.faults.server_partition_every = kMinute;
  environment.faults.partition_lasts = {DelayKind::exponential, kMinute, 0};
  environment.faults.server_clock_jump_every = 3 * kMinute;
  const Outcome outcome = simulate(setup, environment, all_safety_properties(setup));
  CHECK(outcome.findings.empty());
  CHECK(outcome.metrics[Counter::delivered] == 500);
  CHECK(outcome.metrics[Counter::two_checks_seen] == 500);
  CHECK(outcome.metrics[Counter::runs_to_horizon] == 0);
  CHECK(outcome.metrics[Counter::server_partitions] > 0);
  CHECK(outcome.metrics[Counter::server_crashes] > 0);
  CHECK(outcome.metrics[Counter::clock_jumps] > 0);
  CHECK(simulate(setup, environment, {}).fingerprint == outcome.fingerprint);
  environment.seed = 2;
  CHECK(simulate(setup, environment, {}).fingerprint != outcome.fingerprint);
}

TEST_CASE("what goes from one server to another arrives in order and never while they are apart") {
  Environment environment = stormy();
  environment.runs = 20;
  environment.network.server_latency = {DelayKind::exponential, 10 * kSecond, 0};
  environment.faults.server_partition_every = kMinute;
  environment.faults.partition_lasts = {DelayKind::exponential, kMinute, 0};
  std::size_t arrivals = 0;
  const Outcome outcome = simulate(
      two_servers(10), environment, all_safety_properties(two_servers(10)),
      {[&](const model::World& before, const model::Action& action, const model::World&, const model::Facts&, Time) {
        if (action.kind != ActionKind::deliver_relayed) return;
        ++arrivals;
        REQUIRE(before.relays.at(0).connected);
      }});
  CHECK(arrivals > 0);
  CHECK(outcome.findings.empty());
  CHECK(outcome.metrics[Counter::delivered] == 200);
}
