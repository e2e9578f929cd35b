#include "sim/planner.hpp"

#include "sim/simulation.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "tests/catch.hpp"
#include "tests/sim/setups.hpp"

using namespace doublecheck;
using namespace doublecheck::sim;
using namespace doublecheck::sim::tests;
using model::ActionKind;

namespace {

/// The times at which this kind of action happened in a single run.
std::vector<Time> times_of(ActionKind kind, const model::Setup& setup, const Environment& environment) {
  std::vector<Time> times;
  simulate(setup, environment, {},
           {[&](const model::World&, const model::Action& action, const model::World&, const model::Facts&, Time at) {
             if (action.kind == kind) times.push_back(at);
           }});
  return times;
}

}  // namespace

TEST_CASE("the first plan is the first thing to happen") {
  const model::Setup setup = alice_to_bob(1);
  const Environment environment = steady();
  const model::World world = model::initial_world(setup);
  Planner planner(setup, environment, 0);
  planner.start(world);
  const std::optional<Due> due = planner.next(world);
  REQUIRE(due.has_value());
  CHECK(due.value_or(Due{}).at == 5 * kSecond);
  CHECK(due.value_or(Due{}).action == model::Action{ActionKind::compose, model::Direction::up, 0, kAlice});
}

TEST_CASE("nothing is due behind the horizon") {
  const model::Setup setup = alice_to_bob(1);
  Environment environment = steady();
  environment.horizon = 5 * kSecond - 1;
  const model::World world = model::initial_world(setup);
  Planner planner(setup, environment, 0);
  planner.start(world);
  CHECK_FALSE(planner.next(world));
}

TEST_CASE("an iPhone is suspended when its grace is over", "[R5]") {
  Environment environment = steady();
  environment.users.session = {DelayKind::constant, 10 * kSecond, 0};
  const model::Setup setup = alice_to_bob(5, "iphone");
  CHECK(times_of(ActionKind::suspend, setup, environment).front() == 10 * kSecond + environment.users.grace);
}

TEST_CASE("a platform that says how long its grace is has that grace", "[R5]") {
  Environment environment = steady();
  environment.users.session = {DelayKind::constant, 10 * kSecond, 0};
  model::Setup setup = alice_to_bob(5, "iphone");
  setup.participants[1].platform.grace_us = 7 * kSecond;
  CHECK(times_of(ActionKind::suspend, setup, environment).front() == 17 * kSecond);
}

TEST_CASE("a push waits for the next maintenance window and one within it does not") {
  model::Setup setup = alice_to_bob(1, "android_normal", model::AppState::suspended);
  model::Platform& platform = setup.participants[1].platform;
  // Composed at 5 s, pushed at 5.05 s, at the device at 6.05 s; Bob does not open his app before 10 minutes.
  platform.maintenance_window_us = 4 * kMinute;
  CHECK(times_of(ActionKind::push_arrives, setup, steady()) == std::vector<Time>{4 * kMinute});
  platform.maintenance_window_us = 6 * kSecond + 50 * kMillisecond;
  CHECK(times_of(ActionKind::push_arrives, setup, steady()) == std::vector<Time>{6 * kSecond + 50 * kMillisecond});
}

TEST_CASE("pushes that wait for a maintenance window are one") {
  model::Setup setup = alice_to_bob(5, "android_normal", model::AppState::suspended);
  setup.participants[1].platform.maintenance_window_us = 4 * kMinute;
  CHECK(times_of(ActionKind::repeat_push, setup, steady()).empty());
  CHECK(times_of(ActionKind::push_arrives, setup, steady()) == std::vector<Time>{4 * kMinute});
}

TEST_CASE("a wake beyond the platform's share of an hour is throttled") {
  // Bob's app is woken by each push and suspended again 10 s later; a message comes every 2 minutes.
  Environment environment = steady();
  environment.users.think = {DelayKind::constant, 2 * kMinute, 0};
  environment.users.absence = {DelayKind::constant, 48 * kHour, 0};
  environment.users.reaction = environment.users.absence;
  environment.users.grace = 10 * kSecond;
  model::Setup setup = alice_to_bob(60, "iphone_background", model::AppState::suspended);
  REQUIRE(setup.participants[1].platform.wakes_per_hour_max == 3);
  std::map<Time, int> wakes;
  for (const Time at : times_of(ActionKind::push_arrives, setup, environment)) ++wakes[at / kHour];
  CHECK(wakes[0] == 3);
  CHECK(wakes[1] == 3);
  CHECK_FALSE(times_of(ActionKind::throttle_push, setup, environment).empty());
  CHECK(times_of(ActionKind::lose_push, setup, environment).empty());

  setup.participants[1].platform.wakes_per_hour_max = 0;
  CHECK(times_of(ActionKind::throttle_push, setup, environment).empty());
  CHECK(times_of(ActionKind::push_arrives, setup, environment).size() == 60);
}

TEST_CASE("only uncertain wakes are rationed") {
  Environment environment = steady();
  environment.users.think = {DelayKind::constant, 1 * kMinute, 0};
  environment.users.reaction = {DelayKind::constant, 48 * kHour, 0};
  model::Setup setup = alice_to_bob(6, "iphone", model::AppState::suspended);
  setup.participants[1].platform.wakes_per_hour_max = 1;
  CHECK(times_of(ActionKind::throttle_push, setup, environment).empty());
  CHECK(times_of(ActionKind::push_arrives, setup, environment).size() > 1);
}

TEST_CASE("an Android phone is not suspended for leaving the foreground", "[R6]") {
  Environment environment = steady();
  environment.users.session = {DelayKind::constant, 10 * kSecond, 0};
  CHECK(times_of(ActionKind::suspend, alice_to_bob(3), environment).empty());
  CHECK(times_of(ActionKind::suspend_early, alice_to_bob(3), environment).empty());
}

TEST_CASE("a grace waits for what is in flight unless it is cut short") {
  // Composed at 5 s, on Bob's link from 5.05 s to 5.1 s and his acknowledgement to 5.15 s; the grace ends at 5.08 s.
  Environment environment = steady();
  environment.users.session = {DelayKind::constant, 5 * kSecond, 0};
  environment.users.grace = 80 * kMillisecond;
  model::Setup setup = alice_to_bob(1, "iphone");
  setup.participants[0].app = model::AppState::foreground;
  CHECK(times_of(ActionKind::suspend, setup, environment).front() == 5 * kSecond + 150 * kMillisecond);
  CHECK(times_of(ActionKind::suspend_early, setup, environment).empty());
  environment.users.suspended_early = 1'000'000;
  CHECK(times_of(ActionKind::suspend_early, setup, environment).front() == 5 * kSecond + 80 * kMillisecond);
}

TEST_CASE("nobody connects while the server is down") {
  Environment environment = stormy();
  environment.runs = 20;
  const model::Setup setup = alice_to_bob(3);
  model::World initial = model::initial_world(setup);
  initial.budgets = model::unlimited_budgets();
  std::optional<Time> crashed_at;
  std::size_t connections_after_crashes = 0;
  simulate(
      setup, environment, {},
      {[&](const model::World& before, const model::Action& action, const model::World&, const model::Facts&, Time at) {
        if (crashed_at && at < *crashed_at) crashed_at.reset();  // the next run
        if (action.kind == ActionKind::crash_server) crashed_at = at;
        if (action.kind != ActionKind::connect || !crashed_at || before == initial) return;
        ++connections_after_crashes;
        REQUIRE(at >= *crashed_at + environment.faults.server_downtime);
      }});
  CHECK(connections_after_crashes > 0);
}

TEST_CASE("a timer doubles while nothing is acknowledged", "[R4]") {
  Environment environment = steady();
  environment.network.loss = 1'000'000;
  environment.horizon = 60 * kMinute;
  model::Setup setup = alice_to_bob(1);
  setup.discipline = model::Discipline::datagram;
  const std::vector<Time> times = times_of(ActionKind::retransmit, setup, environment);
  REQUIRE(times.size() > 10);
  CHECK(times[0] == 8 * kSecond);
  CHECK(times[1] - times[0] == 6 * kSecond);
  CHECK(times[2] - times[1] == 12 * kSecond);
  CHECK(times[9] - times[8] == 192 * kSecond);
  CHECK(times[10] - times[9] == 192 * kSecond);
}

TEST_CASE("a copy made by the network arrives too") {
  Environment environment = steady();
  environment.network.duplicate = 1'000'000;
  model::Setup setup = alice_to_bob(1);
  setup.discipline = model::Discipline::datagram;
  const Outcome outcome = simulate(setup, environment, all_safety_properties(setup));
  CHECK(outcome.findings.empty());
  CHECK(outcome.metrics[Counter::packets_duplicated] > 4);
  CHECK(outcome.metrics[Counter::duplicates_recognised] == 1);
  CHECK(outcome.metrics[Counter::resends_recognised] == 1);
  CHECK(outcome.metrics[Counter::runs_to_horizon] == 0);
}
