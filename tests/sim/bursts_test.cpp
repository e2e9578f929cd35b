#include "sim/bursts.hpp"

#include "sim/simulation.hpp"

#include <cmath>

#include "tests/catch.hpp"
#include "tests/sim/setups.hpp"

// Against what theory knows of the two-state chain. Each run gives one sample, so that the samples are independent and
// the bounds are those of a binomial share: five standard deviations.

using namespace doublecheck;
using namespace doublecheck::sim;
using namespace doublecheck::sim::tests;
using model::ActionKind;

namespace {

constexpr Time kGood = 60 * kSecond;
constexpr Time kBad = 20 * kSecond;
constexpr double kBadShare = 0.25;  // 20 / (60 + 20)
constexpr Entity kClient{1};

Environment bursty(const std::optional<PartsPerMillion>& loss, const std::optional<Time>& break_every) {
  Environment environment = steady();
  environment.network.bursts = Bursts{kGood, kBad, loss, break_every};
  return environment;
}

/// Whether so many of the samples are what a probability leads to expect, within five standard deviations.
bool agrees(double hits, double samples, double probability) {
  const double deviation = std::sqrt(probability * (1.0 - probability) / samples);
  return std::abs(hits / samples - probability) < 5.0 * deviation;
}

/// The probability that a connection does not break for `seconds`, at these rates in the two kinds of spells: the
/// backward equations of the chain that ends with the break, solved in small steps.
double unbroken(double seconds, double rate_in_good, double rate_in_bad) {
  constexpr int kSteps = 100'000;
  const double step = seconds / kSteps;
  const double leave_good = 1.0 / 60.0;
  const double leave_bad = 1.0 / 20.0;
  double good = 1.0;
  double bad = 1.0;
  for (int i = 0; i < kSteps; ++i) {
    const double good_change = leave_good * (bad - good) - rate_in_good * good;
    const double bad_change = leave_bad * (good - bad) - rate_in_bad * bad;
    good += step * good_change;
    bad += step * bad_change;
  }
  return (1.0 - kBadShare) * good + kBadShare * bad;
}

}  // namespace

TEST_CASE("a network is bad for the share of the time that its spells ask for") {
  const Environment environment = bursty(1'000'000, {});
  const Time at = GENERATE(0, 7 * kSecond, 10 * kMinute);
  constexpr std::uint32_t kRuns = 20'000;
  std::uint32_t bad = 0;
  for (std::uint32_t run = 0; run < kRuns; ++run) {
    Dice dice(1, run, 2);
    BurstyNetwork network(environment, 2);
    if (network.is_bad(kClient, at, dice)) ++bad;
  }
  CHECK(agrees(bad, kRuns, kBadShare));
}

TEST_CASE("a bad spell is remembered and forgotten at the rate of the chain") {
  const Environment environment = bursty(1'000'000, {});
  constexpr std::uint32_t kRuns = 40'000;
  std::uint32_t bad_first = 0;
  std::uint32_t bad_again = 0;
  for (std::uint32_t run = 0; run < kRuns; ++run) {
    Dice dice(1, run, 2);
    BurstyNetwork network(environment, 2);
    if (!network.is_bad(kClient, 30 * kSecond, dice)) continue;
    ++bad_first;
    if (network.is_bad(kClient, 40 * kSecond, dice)) ++bad_again;
  }
  // 10 seconds later; the chain forgets at the rate 1/60 + 1/20 = 1/15 a second.
  const double expected = kBadShare + (1.0 - kBadShare) * std::exp(-10.0 / 15.0);
  REQUIRE(bad_first > 0);
  CHECK(agrees(bad_again, bad_first, expected));
}

TEST_CASE("packets are lost as often as the closed form of the bursts says") {
  constexpr std::uint32_t kRuns = 4'000;
  Environment environment = bursty(800'000, {});
  environment.runs = kRuns;
  environment.network.loss = 50'000;
  model::Setup setup = alice_to_bob(1);
  setup.discipline = model::Discipline::datagram;
  bool awaited = false;
  std::uint32_t lost = 0;
  std::uint32_t arrived = 0;
  simulate(setup, environment, {},
           {[&](const model::World&, const model::Action& action, const model::World&, const model::Facts&, Time) {
             if (action.kind == ActionKind::compose) awaited = true;
             const bool ends = action.kind == ActionKind::deliver || action.kind == ActionKind::lose;
             if (!awaited || !ends) return;
             awaited = false;  // the first packet of the run alone: later ones depend on it
             ++(action.kind == ActionKind::lose ? lost : arrived);
           }});
  REQUIRE(lost + arrived == kRuns);
  const double expected = kBadShare * 0.8 + (1.0 - kBadShare) * 0.05;
  CHECK(agrees(lost, kRuns, expected));
}

TEST_CASE("connections break in each kind of spell at its own rate") {
  const std::optional<Time> every_in_good = GENERATE(std::optional<Time>{}, std::optional<Time>{80 * kSecond});
  constexpr std::uint32_t kRuns = 2'000;
  constexpr Time kObserved = 60 * kSecond;
  Environment environment = bursty({}, 10 * kSecond);
  environment.runs = kRuns;
  environment.faults.break_every = every_in_good;
  environment.users.think = {DelayKind::constant, kObserved, 0};  // no run is over before
  bool broken = false;
  std::uint32_t unbroken_runs = 0;
  simulate(alice_to_bob(1), environment, {},
           {[&](const model::World&, const model::Action& action, const model::World&, const model::Facts&, Time at) {
             if (action.kind == ActionKind::break_connection && action.client == kAlice && at < kObserved) {
               broken = true;
             }
             if (action.kind != ActionKind::compose) return;
             if (!broken) ++unbroken_runs;
             broken = false;
           }});
  const double expected = unbroken(60.0, every_in_good ? 1.0 / 80.0 : 0.0, 1.0 / 10.0);
  CHECK(agrees(unbroken_runs, kRuns, expected));
}

TEST_CASE("connections keep their rate in bad spells unless those have one of their own") {
  Environment environment = bursty(500'000, {});
  environment.faults.break_every = 5 * kMinute;
  CHECK(shortest_break_every(environment) == 5 * kMinute);
  Dice dice(1, 0, 2);
  BurstyNetwork network(environment, 2);
  for (int i = 0; i < 100; ++i) CHECK(network.breaks(kClient, i * kMinute, dice));
  environment.network.bursts->break_every = 10 * kSecond;
  CHECK(shortest_break_every(environment) == 10 * kSecond);
}

TEST_CASE("bursts that change nothing draw the same losses") {
  Environment environment = stormy();
  environment.runs = 20;
  model::Setup setup = alice_to_bob(2);
  setup.discipline = model::Discipline::datagram;
  const Outcome without = simulate(setup, environment, {});
  environment.network.bursts = Bursts{kGood, kBad, environment.network.loss, {}};
  CHECK(simulate(setup, environment, {}).fingerprint == without.fingerprint);
}
