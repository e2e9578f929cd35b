#include <algorithm>
#include <vector>

#include "tests/catch.hpp"
#include "tests/sim/watching.hpp"

// Dead connections, devices without a network, tokens, new installations and clocks.

using namespace doublecheck;
using namespace doublecheck::sim;
using namespace doublecheck::sim::tests;
using model::ActionKind;
using model::AppState;
using model::Budget;

namespace {

using Times = std::vector<Time>;

/// Alice and Bob write to each other.
model::Setup conversation(std::string_view platform_of_bob, model::Discipline discipline) {
  model::Setup setup = alice_to_bob(2, platform_of_bob);
  setup.participants[1].contacts = {"1"};
  setup.workload.push_back({kBob, kAlice, 0});
  setup.discipline = discipline;
  return setup;
}

/// What else can go wrong, but for what loses messages by right.
Environment stormier() {
  Environment environment = stormy();
  environment.network.dead_after = 20 * kSecond;
  environment.faults.cut_every = 30 * kSecond;
  environment.faults.partition_every = 2 * kMinute;
  environment.faults.partition_lasts = {DelayKind::exponential, 30 * kSecond, 0};
  environment.faults.token_change_every = 1 * kMinute;
  environment.faults.clock_jump_every = 1 * kMinute;
  environment.faults.server_clock_jump_every = 2 * kMinute;
  return environment;
}

}  // namespace

TEST_CASE("everything arrives through dead connections and partitions and new tokens and jumping clocks") {
  const std::string_view platform = GENERATE("android", "iphone", "windows_phone");
  const model::Discipline discipline = GENERATE(model::Discipline::connection, model::Discipline::datagram);
  const model::SessionKind session = GENERATE(model::SessionKind::fresh, model::SessionKind::resume);
  if (session == model::SessionKind::resume && discipline == model::Discipline::datagram) return;
  CAPTURE(platform);
  model::Setup setup = conversation(platform, discipline);
  setup.options.session = session;
  auto watched = all_safety_properties(setup);
  if (discipline == model::Discipline::datagram) std::erase_if(watched, is_about_order);
  const Outcome outcome = simulate(setup, stormier(), watched);
  CHECK(outcome.findings.empty());
  CHECK(outcome.metrics[Counter::delivered] == 300);
  CHECK(outcome.metrics[Counter::two_checks_seen] == 300);
  CHECK(outcome.metrics[Counter::runs_to_horizon] == 0);
  for (const Counter fault : {Counter::connection_cuts, Counter::partitions, Counter::token_changes,
                              Counter::clock_jumps, Counter::sessions_timed_out}) {
    CHECK(outcome.metrics[fault] > 0);
  }
  CHECK((outcome.metrics[Counter::sessions_resumed] > 0) == (session == model::SessionKind::resume));
  CHECK(simulate(setup, stormier(), {}).fingerprint == outcome.fingerprint);
}

TEST_CASE("an app notices that its connection is dead after the time for that") {
  Environment environment = scheduled({{kSecond, Budget::cuts, kBob, {}}});
  environment.network.dead_after = 40 * kSecond;
  const Seen seen = watch(alice_to_bob(1), environment);
  CHECK(seen[Counter::connection_cuts] == 1);
  CHECK(seen.times_of(ActionKind::time_out_connection) == Times{41 * kSecond});
  CHECK(seen.times_of(ActionKind::connect) == Times{43 * kSecond});
  // The server takes the message at 5.05 s and still waits for the acknowledgement.
  CHECK(seen.times_of(ActionKind::time_out_session).empty());
  CHECK(seen[Counter::delivered] == 1);
}

TEST_CASE("the server gives a dead session up when an acknowledgement is overdue") {
  Environment environment = scheduled({{kSecond, Budget::cuts, kBob, {}}});
  environment.network.dead_after = kHour;
  model::Setup setup = alice_to_bob(1);
  setup.options.stale_session = {model::StaleSession::ack_timeout, 30'000'000};
  const Time custody = 5 * kSecond + 50 * kMillisecond;
  CHECK(watch(setup, environment).times_of(ActionKind::time_out_session) == Times{custody + 30 * kSecond});
  setup.options.stale_session = {model::StaleSession::keepalive, 30'000'000};
  CHECK(watch(setup, environment).times_of(ActionKind::time_out_session) == Times{31 * kSecond});
}

TEST_CASE("what is in flight when a connection dies is lost and sent again on the next") {
  const Seen seen = watch(alice_to_bob(1), scheduled({{5 * kSecond + 20 * kMillisecond, Budget::cuts, kAlice, {}}}));
  CHECK(seen[Counter::resent_up] == 1);
  CHECK(seen[Counter::delivered] == 1);
  CHECK(seen.outcome.metrics[Measure::stored].values()[0] > 60 * kSecond);
}

TEST_CASE("a client that the server takes for connected already is refused until its old session is gone") {
  Environment environment = scheduled({{kSecond, Budget::cuts, kBob, {}}});
  environment.network.dead_after = 10 * kSecond;
  model::Setup setup = alice_to_bob(1);
  setup.options.second_connection = model::SecondConnection::rejected;
  const Seen seen = watch(setup, environment);
  const Times connections = seen.times_of(ActionKind::connect);
  REQUIRE(connections.size() > 10);
  CHECK(connections[1] - connections[0] == 2 * kSecond);
  CHECK(seen[Counter::connections] == 1);
  CHECK(seen[Counter::delivered] == 1);
}

TEST_CASE("a scheduled partition lasts for as long as it says and keeps a push waiting") {
  const model::Setup setup = alice_to_bob(1, "android", AppState::suspended);
  const Seen seen = watch(setup, scheduled({{kSecond, Budget::partitions, kBob, 5 * kMinute}}));
  CHECK(seen[Counter::partitions] == 1);
  CHECK(seen.times_of(ActionKind::heal) == Times{kSecond + 5 * kMinute});
  CHECK(seen.times_of(ActionKind::push_arrives) == Times{kSecond + 5 * kMinute + kSecond});
  CHECK(seen[Counter::pushes_sent] == 1);
  CHECK(seen[Counter::delivered] == 1);
}

TEST_CASE("a push for a device without a network is lost where the platform keeps none") {
  const model::Setup setup = alice_to_bob(1, "windows_phone", AppState::suspended);
  const Seen seen = watch(setup, scheduled({{kSecond, Budget::partitions, kBob, 5 * kMinute}}));
  CHECK(seen[Counter::pushes_lost] == 1);
  CHECK(seen[Counter::pushes_arrived] == 1);
  CHECK(seen[Counter::delivered] == 1);
}

TEST_CASE("nobody connects without a network") {
  Environment environment = scheduled({{kSecond, Budget::partitions, kBob, 5 * kMinute}});
  environment.network.dead_after = 10 * kSecond;
  const Seen seen = watch(alice_to_bob(1), environment);
  CHECK(seen.times_of(ActionKind::time_out_connection) == Times{11 * kSecond});
  CHECK(seen.times_of(ActionKind::connect) == Times{kSecond + 5 * kMinute + 2 * kSecond});
  CHECK(seen[Counter::delivered] == 1);
}

TEST_CASE("a device cannot lose the network twice and the second partition prolongs nothing") {
  const Seen seen = watch(alice_to_bob(1), scheduled({{kSecond, Budget::partitions, kBob, 5 * kMinute},
                                                      {2 * kSecond, Budget::partitions, kBob, kHour}}));
  CHECK(seen.outcome.metrics.schedule == std::vector<ScheduleTally>{{1, 0, 0}, {0, 1, 0}});
  CHECK(seen.times_of(ActionKind::heal) == Times{kSecond + 5 * kMinute});
}

TEST_CASE("a push to an old token comes back as an error and the user must come by himself") {
  // Bob's app gets the new token while it has no connection, and is killed before it can tell.
  const model::Setup setup = alice_to_bob(1, "android", AppState::background);
  const Seen seen = watch(setup, scheduled({{kSecond, Budget::breaks, kBob, {}},
                                            {kSecond, Budget::token_changes, kBob, {}},
                                            {2 * kSecond, Budget::system_kills, kBob, {}}}));
  CHECK(seen[Counter::token_changes] == 1);
  CHECK(seen[Counter::pushes_refused] == 1);
  CHECK(seen.times_of(ActionKind::push_error_arrives) == Times{6 * kSecond + 50 * kMillisecond});
  CHECK(seen.times_of(ActionKind::repeat_push).empty());
  CHECK(seen.times_of(ActionKind::open_app) == Times{10 * kMinute});
  CHECK(seen[Counter::delivered] == 1);
}

TEST_CASE("an app that is installed anew gets what it has not acknowledged") {
  SECTION("as scheduled") {
    const model::Setup setup = alice_to_bob(1, "android", AppState::suspended);
    const Seen seen = watch(setup, scheduled({{5 * kSecond, Budget::reinstalls, kBob, {}}}));
    CHECK(seen[Counter::reinstalls] == 1);
    CHECK(seen[Counter::delivered] == 1);
    CHECK(seen[Counter::runs_to_horizon] == 0);
  }
  SECTION("by chance, and whatever was wiped holds no run up") {
    Environment environment = stormy();
    environment.faults.reinstall_every = kMinute;
    const Outcome outcome = simulate(conversation("iphone", model::Discipline::connection), environment, {});
    CHECK(outcome.metrics[Counter::reinstalls] > 0);
    CHECK(outcome.metrics[Counter::runs_to_horizon] == 0);
    CHECK(outcome.metrics[Counter::delivered] + outcome.metrics[Counter::undelivered] == 300);
  }
}

TEST_CASE("when the clock of a device jumps every deadline on it passes") {
  model::Setup setup = alice_to_bob(1);
  setup.options.client_resend = {model::ClientResend::deadline, 86'400'000'000};
  setup.participants[0].connected = false;
  Environment environment = scheduled({{6 * kSecond, Budget::clock_jumps, kAlice, {}}});
  environment.network.connect = {DelayKind::constant, kMinute, 0};
  const Seen seen = watch(setup, environment);
  CHECK(seen.times_of(ActionKind::jump_client_clock) == Times{6 * kSecond});
  CHECK(seen[Counter::messages_failed] == 1);
  CHECK(seen[Counter::delivered] == 0);
}

TEST_CASE("when the clock of a server jumps living sessions end and the users connect again") {
  const Seen seen = watch(alice_to_bob(1), scheduled({{kSecond, Budget::clock_jumps, {}, {}, model::ServerId{0}}}));
  CHECK(seen.times_of(ActionKind::jump_server_clock) == Times{kSecond});
  CHECK(seen[Counter::sessions_timed_out] == 2);
  CHECK(seen.times_of(ActionKind::connect) == Times{3 * kSecond, 3 * kSecond});
  CHECK(seen[Counter::delivered] == 1);
}

TEST_CASE("packets overtake as far as the link lets them") {
  Environment environment;
  environment.runs = 50;
  environment.network.latency = {DelayKind::exponential, 2 * kSecond, 0};
  environment.users.think = {DelayKind::exponential, kSecond, 0};
  environment.network.loss = 100'000;
  environment.network.duplicate = 100'000;
  model::Setup setup = alice_to_bob(8);
  setup.discipline = model::Discipline::datagram;
  setup.options.order = model::Order::arrival;
  setup.copies_max = 2;
  std::uint64_t overtaking_before = UINT64_MAX;
  for (const std::uint8_t overtaken_max : {model::kOvertakenFreely, std::uint8_t{1}, std::uint8_t{0}}) {
    setup.overtaken_max = overtaken_max;
    const Outcome outcome = simulate(setup, environment, {});
    CHECK(outcome.metrics[Counter::two_checks_seen] == 400);
    CHECK(outcome.metrics[Counter::packets_overtaking] < overtaking_before);
    overtaking_before = outcome.metrics[Counter::packets_overtaking];
  }
  CHECK(overtaking_before == 0);
}

TEST_CASE("a message under a fresh id is sent again and again too", "[R4]") {
  Environment environment;
  environment.network.loss = 500'000;
  model::Setup setup = alice_to_bob(3);
  setup.discipline = model::Discipline::datagram;
  setup.options.message_id_on_resend = model::MessageId::fresh;
  const Outcome outcome = simulate(setup, environment, {});
  CHECK(outcome.metrics[Counter::delivered] == 600);
  CHECK(outcome.metrics[Counter::runs_to_horizon] == 0);
}
