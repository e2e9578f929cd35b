// The same story told to both simulators: a message every two minutes for somebody who is away, on a platform that
// grants four wakes an hour.

#include "population/simulate.hpp"
#include "sim/simulation.hpp"

#include "tests/catch.hpp"
#include "tests/population/crowds.hpp"

#include <algorithm>

using namespace doublecheck;
using sim::kHour;
using sim::kMinute;
using sim::kSecond;
using sim::Time;

namespace {

constexpr Time kEvery = 2 * kMinute;
constexpr std::uint32_t kMessages = 74;
constexpr Time kEnd = 2 * kHour + 30 * kMinute;
constexpr sim::Delay kNever{sim::DelayKind::constant, 1000 * kHour, 0};

model::Platform tablet() {
  using enum model::PushEffect;
  model::Platform platform;
  platform.name = "tablet";
  platform.grace_us = 5'000'000;
  platform.wakes_per_hour_max = 4;
  platform.push[static_cast<std::size_t>(model::AppState::background)] = display;
  platform.push[static_cast<std::size_t>(model::AppState::suspended)] = may_wake;
  platform.push[static_cast<std::size_t>(model::AppState::terminated_by_system)] = may_wake;
  return platform;
}

struct Pushes {
  std::uint64_t woke = 0;
  std::uint64_t throttled = 0;
};

Pushes of_participants() {
  model::Setup setup;
  setup.participants.resize(2);
  model::Participant& alice = setup.participants[0];
  alice.name = "alice";
  alice.number = "1";
  alice.contacts = {"2"};
  alice.platform.name = "always_on";
  alice.platform.runs_in_background = true;
  model::Participant& bob = setup.participants[1];
  bob.name = "bob";
  bob.number = "2";
  bob.platform = tablet();
  bob.app = model::AppState::suspended;
  bob.connected = false;
  for (std::uint32_t i = 0; i < kMessages; ++i) {
    setup.workload.push_back({model::client_at(0), model::client_at(1), static_cast<std::uint16_t>(i)});
  }
  sim::Environment environment;
  environment.runs = 1;
  environment.horizon = kEnd;
  environment.network.latency = {sim::DelayKind::constant, 50'000, 0};
  environment.network.connect = {sim::DelayKind::constant, kSecond, 0};
  environment.push = {{sim::DelayKind::constant, kSecond, 0}, 0};
  environment.users.think = {sim::DelayKind::constant, kEvery, 0};
  environment.users.session = environment.users.absence = environment.users.reaction = kNever;
  const sim::Metrics metrics = sim::simulate(setup, environment, {}).metrics;
  return {metrics[sim::Counter::pushes_woke], metrics[sim::Counter::pushes_throttled]};
}

Pushes of_population() {
  population::Crowd crowd = population::tests::calm_crowd(2);
  crowd.platforms.resize(1);
  crowd.platforms[0].platform = tablet();
  crowd.platforms[0].share = 1'000'000;
  crowd.platforms[0].push = {{sim::DelayKind::constant, kSecond, 0}, 0};
  crowd.networks.resize(1);
  crowd.networks[0].share = 1'000'000;
  crowd.networks[0].latency = {sim::DelayKind::constant, 50'000, 0};
  crowd.networks[0].connect = {sim::DelayKind::constant, kSecond, 0};
  crowd.networks[0].radio_wake = 0;
  population::HabitClass& habit = crowd.habits.front();
  habit.absence_mean = 1000 * kHour;
  habit.session = {sim::DelayKind::constant, kSecond, 0};
  habit.reaction = kNever;
  habit.messages_per_day = 0;
  for (std::uint32_t i = 1; i <= kMessages; ++i) crowd.recorded.push_back({i * kEvery, 0, 1});
  crowd.options.push_repeat = model::Options{}.push_repeat;
  crowd.duration = kEnd;
  const population::Outcome outcome = population::simulate(crowd, {});
  const auto count = [&](population::Counter counter) {
    return outcome.all.counters[static_cast<std::size_t>(counter)];
  };
  REQUIRE(count(population::Counter::composed) == kMessages);
  return {count(population::Counter::pushes_woke), count(population::Counter::pushes_throttled)};
}

}  // namespace

TEST_CASE("a platform's wakes are counted by the hours of the run, for participants and for a population", "[R17]") {
  const Pushes participants = of_participants();
  const Pushes population = of_population();
  // Four in each of two hours, and four in the half hour after these.
  CHECK(participants.woke == 12);
  CHECK(population.woke == 12);
  CHECK(participants.throttled > 0);
  CHECK(population.throttled == participants.throttled);
}
