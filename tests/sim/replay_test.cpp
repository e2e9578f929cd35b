#include "sim/replay.hpp"

#include "tests/catch.hpp"
#include "tests/sim/setups.hpp"

#include <algorithm>

using namespace doublecheck;
using namespace doublecheck::sim;
using namespace doublecheck::sim::tests;
using model::Action;
using model::ActionKind;
using model::Budget;
using model::Direction;

namespace {

constexpr Action kCompose{ActionKind::compose, Direction::up, 0, kAlice};
constexpr Action kBodyUp{ActionKind::deliver, Direction::up, 0, kAlice};
constexpr Action kBodyDown{ActionKind::deliver, Direction::down, 0, kBob};
constexpr Action kAckDown{ActionKind::deliver, Direction::down, 0, kAlice};
constexpr Action kBreak{ActionKind::break_connection, Direction::up, 0, kBob};

model::Setup dropping_on_send() {
  model::Setup setup = alice_to_bob(1);
  setup.options.server_drop = model::ServerDrop::on_send;
  setup.budgets[Budget::breaks] = 1;
  return setup;
}

}  // namespace

TEST_CASE("a saved path does in the simulator what it did in the checker") {
  const std::vector<Action> path = {kCompose, kBodyUp, kBreak, kAckDown};
  std::vector<Time> times;
  const ReplayOutcome outcome = replay(dropping_on_send(), path, all_safety_properties(dropping_on_send()),
                                       {[&](const model::World&, const Action&, const model::World&,
                                            const model::Facts&, Time at) { times.push_back(at); }});
  CHECK(outcome.possible);
  CHECK(outcome.steps_done == 4);
  REQUIRE(outcome.findings.size() == 1);
  CHECK(outcome.findings[0].steps == 4);
  CHECK(all_safety_properties(dropping_on_send()).at(outcome.findings[0].violation.property).name == "CUSTODY");
  CHECK(outcome.findings[0].violation.claim == 0);
  CHECK(times == std::vector<Time>{kMillisecond, 2 * kMillisecond, 3 * kMillisecond, 4 * kMillisecond});
  CHECK_FALSE(outcome.end.side(kBob).client.connected);
}

TEST_CASE("a path stops where an action is not enabled") {
  const std::vector<Action> path = {kCompose, kBodyDown, kBodyUp};
  const ReplayOutcome outcome = replay(alice_to_bob(1), path, all_safety_properties(alice_to_bob(1)));
  CHECK_FALSE(outcome.possible);
  CHECK(outcome.steps_done == 1);
  CHECK(outcome.findings.empty());
  CHECK(outcome.end.side(kAlice).client.sent.size() == 1);
}

TEST_CASE("a replay keeps to the budgets of the setup") {
  model::Setup setup = dropping_on_send();
  setup.budgets[Budget::breaks] = 0;
  const std::vector<Action> path = {kCompose, kBodyUp, kBreak};
  CHECK_FALSE(replay(setup, path, {}).possible);
}

TEST_CASE("the empty path is possible") {
  const ReplayOutcome outcome = replay(alice_to_bob(1), {}, all_safety_properties(alice_to_bob(1)));
  CHECK(outcome.possible);
  CHECK(outcome.steps_done == 0);
  CHECK(outcome.findings.empty());
}

TEST_CASE("what the watch found in a run is found again on its path") {
  model::Setup setup = dropping_on_send();
  Environment environment;
  environment.faults.break_every = 5 * kSecond;
  environment.network.latency = {DelayKind::constant, 500 * kMillisecond, 0};
  const Outcome outcome = simulate(setup, environment, all_safety_properties(setup));
  REQUIRE_FALSE(outcome.findings.empty());
  setup.budgets = model::unlimited_budgets();
  for (const SafetyFinding& finding : outcome.findings) {
    const ReplayOutcome again = replay(setup, finding.path, all_safety_properties(setup));
    CHECK(again.possible);
    CHECK(std::ranges::count(again.findings, ReplayFinding{finding.path.size(), finding.violation}) == 1);
  }
}
