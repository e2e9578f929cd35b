#include "sim/simulation.hpp"

#include <cmath>

#include "tests/catch.hpp"
#include "tests/sim/setups.hpp"

// What the clock must show where nothing is left to chance, and what theory knows where something is.

using namespace doublecheck;
using namespace doublecheck::sim;
using namespace doublecheck::sim::tests;

namespace {

constexpr Time kHop = 50 * kMillisecond;  // of `steady`

std::vector<Time> values_of(const Outcome& outcome, Measure measure) {
  const auto values = outcome.metrics[measure].values();
  return {values.begin(), values.end()};
}

}  // namespace

TEST_CASE("between two connected users each step takes its number of hops") {
  const Outcome outcome = simulate(alice_to_bob(1), steady(), all_safety_properties(alice_to_bob(1)));
  CHECK(values_of(outcome, Measure::one_check) == std::vector<Time>{2 * kHop});
  CHECK(values_of(outcome, Measure::stored) == std::vector<Time>{2 * kHop});
  CHECK(values_of(outcome, Measure::visible) == std::vector<Time>{2 * kHop});
  CHECK(values_of(outcome, Measure::two_checks) == std::vector<Time>{4 * kHop});
  CHECK(values_of(outcome, Measure::wait_on_opening).empty());
  // Thinking, the four hops, and the hop of the last acknowledgement.
  CHECK(outcome.simulated == 5 * kSecond + 5 * kHop);
}

TEST_CASE("the server holds a body from its arrival to the arrival of the acknowledgement") {
  const Outcome outcome = simulate(alice_to_bob(1), steady(), {});
  CHECK(outcome.metrics[Counter::queued_body_time] == 2 * kHop);
  CHECK(byte_seconds(outcome.metrics[Counter::queued_body_time], 300) == 30);
  CHECK(outcome.metrics[Counter::archived_body_time] == 0);
  CHECK(outcome.metrics[Counter::queued_bodies_max] == 1);
}

TEST_CASE("a provider that stores everything holds each body to the horizon", "[R24]") {
  model::Setup setup = alice_to_bob(1);
  setup.options.retention = model::Retention::forever;
  const Environment environment = steady();
  const Outcome outcome = simulate(setup, environment, {});
  const Time acknowledged = 5 * kSecond + 3 * kHop;
  CHECK(outcome.metrics[Counter::queued_body_time] == 2 * kHop);
  CHECK(outcome.metrics[Counter::archived_body_time] == static_cast<std::uint64_t>(environment.horizon - acknowledged));
  CHECK(outcome.metrics[Counter::held_bodies_max] == 1);
}

TEST_CASE("what storing for ever would hold is what it does hold", "[R24]") {
  model::Setup setup = alice_to_bob(5, "iphone");
  const Environment environment;
  const Outcome released = simulate(setup, environment, {});
  setup.options.retention = model::Retention::forever;
  const Outcome stored = simulate(setup, environment, {});
  REQUIRE(released.fingerprint == stored.fingerprint);
  CHECK(released.metrics[Counter::queued_body_time] == stored.metrics[Counter::queued_body_time]);
  CHECK(released.metrics[Counter::archived_body_time] == 0);
  CHECK(released.metrics[Counter::kept_body_time] == stored.metrics[Counter::kept_body_time]);
  CHECK(stored.metrics[Counter::kept_body_time] ==
        stored.metrics[Counter::queued_body_time] + stored.metrics[Counter::archived_body_time]);
  CHECK(released.metrics[Counter::kept_body_time] > 10 * released.metrics[Counter::queued_body_time]);
}

TEST_CASE("storing for ever begins with the first custody of a message", "[R24]") {
  // In custody at 5.05 s; the crash takes the body and its acknowledgement, and the message comes a second time.
  model::Setup setup = alice_to_bob(1, "android", model::AppState::suspended);
  setup.options.server_durability = model::ServerDurability::memory;
  Environment environment = steady();
  environment.schedule = {{5 * kSecond + 60 * kMillisecond, model::Budget::server_crashes, {}, kSecond}};
  const Outcome outcome = simulate(setup, environment, {});
  CHECK(outcome.metrics[Counter::bodies_lost_in_crash] == 1);
  CHECK(outcome.metrics[Counter::delivered] == 1);
  CHECK(outcome.metrics[Counter::kept_body_time] ==
        static_cast<std::uint64_t>(environment.horizon - 5 * kSecond - kHop));
}

TEST_CASE("an iPhone's user waits on opening the app", "[R18][R20]") {
  // Composed at 5 s, pushed at 5.05 s, displayed at 6.05 s, opened at 66.05 s, connected at 68.05 s.
  const Outcome outcome = simulate(alice_to_bob(1, "iphone", model::AppState::suspended), steady(), {});
  CHECK(outcome.metrics[Counter::pushes_displayed] == 1);
  CHECK(values_of(outcome, Measure::one_check) == std::vector<Time>{2 * kHop});
  CHECK(values_of(outcome, Measure::visible) == std::vector<Time>{63 * kSecond + 2 * kHop});
  CHECK(values_of(outcome, Measure::wait_on_opening) == std::vector<Time>{2 * kSecond + kHop});
  const PlatformOpenings& iphone = outcome.metrics.platforms.at(1);
  CHECK(iphone.platform == "iphone");
  CHECK(iphone.openings == 1);
  CHECK(iphone.in_store == 0);
  CHECK(iphone.on_server == 1);
  REQUIRE(iphone.waits.count() == 1);
  CHECK(iphone.waits.values()[0] == 2 * kSecond + kHop);
  CHECK(outcome.metrics.platforms.at(0).openings == 0);  // Alice's Android
}

TEST_CASE("an Android phone has the message before its user comes", "[R19][R20]") {
  // Woken at 6.05 s, connected at 8.05 s, stored and notified at 8.1 s, opened at 68.1 s.
  const Outcome outcome = simulate(alice_to_bob(1, "android", model::AppState::suspended), steady(), {});
  CHECK(outcome.metrics[Counter::pushes_woke] == 1);
  CHECK(values_of(outcome, Measure::stored) == std::vector<Time>{3 * kSecond + 2 * kHop});
  CHECK(values_of(outcome, Measure::visible) == std::vector<Time>{63 * kSecond + 2 * kHop});
  CHECK(values_of(outcome, Measure::wait_on_opening) == std::vector<Time>{0});
  REQUIRE(outcome.metrics.platforms.size() == 1);  // Alice has the same
  CHECK(outcome.metrics.platforms[0].openings == 1);
  CHECK(outcome.metrics.platforms[0].in_store == 1);
  CHECK(outcome.metrics.platforms[0].on_server == 0);
  CHECK(outcome.metrics.platforms[0].waits.empty());
}

TEST_CASE("a message that an opening did not wait for is counted again at the next one", "[R20]") {
  // Opened at 66.05 s and left 6 s later, a second before the app is connected.
  Environment environment = steady();
  environment.users.session = {DelayKind::constant, 6 * kSecond, 0};
  environment.users.grace = 0;
  environment.network.connect = {DelayKind::constant, 7 * kSecond, 0};
  environment.horizon = 12 * kMinute;
  const Outcome outcome = simulate(alice_to_bob(1, "iphone", model::AppState::suspended), environment, {});
  const PlatformOpenings& iphone = outcome.metrics.platforms.at(1);
  CHECK(iphone.openings == outcome.metrics[Counter::openings]);
  CHECK(iphone.openings > 1);
  CHECK(iphone.openings == outcome.metrics[Counter::openings_in_vain]);
  CHECK(iphone.on_server == iphone.openings);
  CHECK(iphone.waits.empty());
}

TEST_CASE("without a push the mail waits for the user to open the app unprompted", "[R17]") {
  Environment environment = steady();
  environment.push.loss = 1'000'000;
  const Outcome outcome = simulate(alice_to_bob(1, "iphone", model::AppState::suspended), environment, {});
  // Opened at 600 s, connected at 602 s.
  CHECK(values_of(outcome, Measure::stored) == std::vector<Time>{597 * kSecond + kHop});
  // At 5.05 s, then 300 s after the loss of the one before, a second later.
  CHECK(outcome.metrics[Counter::pushes_sent] == 2);
  CHECK(outcome.metrics[Counter::pushes_lost] == 2);
  CHECK(outcome.metrics[Counter::pushes_arrived] == 0);
}

TEST_CASE("the argument of push_repeat says when the server pushes again", "[R17]") {
  Environment environment = steady();
  environment.push.loss = 1'000'000;
  model::Setup setup = alice_to_bob(1, "iphone", model::AppState::suspended);
  setup.options.push_repeat.argument = static_cast<std::uint64_t>(kMinute);
  const Outcome outcome = simulate(setup, environment, {});
  // At 5.05 s, and then every 61 s until the connection at 602 s: each push is lost after a second.
  CHECK(outcome.metrics[Counter::pushes_sent] == 10);
}

TEST_CASE("no copy of a message overtakes on a connection", "[R7]") {
  Environment environment = steady();
  environment.runs = 200;
  environment.network.latency = {DelayKind::exponential, 2 * kSecond, 0};
  environment.users.think = {DelayKind::exponential, 1 * kSecond, 0};
  const Outcome outcome = simulate(alice_to_bob(5), environment, all_safety_properties(alice_to_bob(5)));
  CHECK(outcome.findings.empty());
  CHECK(outcome.metrics[Counter::packets_overtaking] == 0);
  CHECK(outcome.metrics[Counter::delivered] == 1'000);
}

TEST_CASE("packets overtake each other where their latencies differ") {
  Environment environment = steady();
  environment.runs = 20;
  environment.network.latency = {DelayKind::exponential, 2 * kSecond, 0};
  environment.users.think = {DelayKind::exponential, 1 * kSecond, 0};
  model::Setup setup = alice_to_bob(5);
  setup.discipline = model::Discipline::datagram;
  const Outcome outcome = simulate(setup, environment, all_safety_properties(setup));
  CHECK(outcome.metrics[Counter::packets_overtaking] > 0);
  CHECK(outcome.metrics[Counter::delivered] == 100);
}

TEST_CASE("a body is transmitted as often as independent losses ask for") {
  constexpr double kRuns = 3'000;
  constexpr double kLoss = 0.2;
  Environment environment = steady();
  environment.runs = static_cast<std::uint32_t>(kRuns);
  environment.network.loss = 200'000;
  model::Setup setup = alice_to_bob(1);
  setup.discipline = model::Discipline::datagram;
  // Or a receipt would do for a lost acknowledgement.
  setup.options.receipt_before_server_ack = model::EarlyReceipt::waits;
  const Outcome outcome = simulate(setup, environment, all_safety_properties(setup));
  CHECK(outcome.findings.empty());
  CHECK(outcome.metrics[Counter::delivered] == outcome.metrics[Counter::runs]);
  // A transmission is the last if both the body and its acknowledgement get through: geometric.
  const double success = (1.0 - kLoss) * (1.0 - kLoss);
  const double deviation = std::sqrt((1.0 - success) / (success * success) / kRuns);
  for (const Counter counter : {Counter::bodies_sent_up, Counter::bodies_sent_down}) {
    CHECK(std::abs(static_cast<double>(outcome.metrics[counter]) / kRuns - 1.0 / success) < 5.0 * deviation);
  }
  CHECK(outcome.metrics[Counter::resent_up] ==
        outcome.metrics[Counter::bodies_sent_up] - outcome.metrics[Counter::runs]);
}
