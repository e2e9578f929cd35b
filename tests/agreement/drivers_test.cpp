// The two drivers run one protocol: what one of them finds, the other one finds too.

#include "sim/simulation.hpp"

#include "cli/checking.hpp"
#include "cli/replaying.hpp"
#include "cli/simulating.hpp"
#include "model/protocol.hpp"
#include "tests/agreement/library.hpp"
#include "tests/catch.hpp"

#include <algorithm>

using namespace doublecheck;

namespace {

constexpr std::uint32_t kRuns = 20;
// Where a protocol never comes to rest, this is long enough.
constexpr sim::Time kHorizonMax = 10 * sim::kMinute;

scenarios::PathFile as_file(const cli::FoundPath& found, const scenarios::Scenario& scenario) {
  scenarios::PathFile path;
  path.scenario_file = scenario.file;
  if (scenarios::find_asked(scenario, found.property) != nullptr) path.property = found.property;
  path.instance = found.instance;
  for (const model::Action& action : found.actions) path.actions.push_back(scenarios::named(action, scenario.setup));
  path.cycle_start = found.cycle_start;
  return path;
}

/// The path, replayed in this scenario.
reports::Replay replay_of(const cli::FoundPath& found, const scenarios::Scenario& scenario) {
  const scenarios::PathFile path = as_file(found, scenario);
  if (path.property.empty()) return cli::replay_path(path, nullptr, scenario, found.actions).report;
  properties::Property property = scenarios::resolve_property(path, scenario).property.value();
  properties::state_claims(property, scenario.setup);
  return cli::replay_path(path, &property, scenario, found.actions).report;
}

std::vector<sim::WatchedProperty> watched_in(const scenarios::Scenario& scenario) {
  std::vector<sim::WatchedProperty> watched;
  for (const scenarios::AskedProperty& asked : scenario.properties) {
    if (properties::is_safety(asked.property)) watched.push_back(cli::watched(asked.property));
  }
  return watched;
}

}  // namespace

TEST_CASE("every action of every simulated run is enabled in the checker's model and leads to the same state") {
  for (scenarios::Scenario& scenario : library()) {
    CAPTURE(scenario.name);
    if (!scenario.simulated) continue;
    scenario.environment.runs = scenario.explored ? kRuns : 1;
    scenario.environment.horizon = std::min(scenario.environment.horizon, kHorizonMax);
    model::Setup setup = scenario.setup;
    setup.budgets = model::unlimited_budgets();
    const model::Protocol protocol(setup);
    std::uint64_t steps = 0;
    std::optional<model::World> expected;
    sim::Observer observer;
    observer.on_step = [&](const model::World& before, const model::Action& action, const model::World& after,
                           const model::Facts&, sim::Time) {
      // A run begins where the checker begins, and each step begins where the one before it ended.
      if (before == protocol.initial().front()) expected.reset();
      if (expected) REQUIRE(before == *expected);
      std::vector<model::Action> actions;
      protocol.actions(before, actions);
      REQUIRE(std::find(actions.begin(), actions.end(), action) != actions.end());
      REQUIRE(protocol.next(before, action) == after);
      expected = after;
      ++steps;
    };
    const auto outcome = sim::simulate(scenario.setup, scenario.environment, watched_in(scenario), observer);
    CHECK(steps == outcome.events);
    CHECK(steps > kRuns);
  }
}

TEST_CASE("every counterexample of the checker replays in the simulator and violates the same property there") {
  std::size_t replayed = 0;
  for (const scenarios::Scenario& scenario : library()) {
    if (!scenario.mutant) continue;
    CAPTURE(scenario.name);
    const cli::Checked checked = cli::check_scenario(scenario, {});
    for (const cli::FoundPath& found : checked.paths) {
      CAPTURE(found.property, found.instance);
      const reports::Replay outcome = replay_of(found, scenario);
      CHECK_FALSE(outcome.obstacle.has_value());
      CHECK(outcome.does_what_it_says);
      ++replayed;
    }
  }
  CHECK(replayed >= 5);
}

TEST_CASE("a violation that the simulator meets is one that the checker finds too") {
  std::size_t met = 0;
  for (scenarios::Scenario& scenario : library()) {
    if (!scenario.mutant || !scenario.simulated) continue;
    CAPTURE(scenario.name);
    scenario.environment.runs = kRuns;
    scenario.environment.horizon = std::min(scenario.environment.horizon, kHorizonMax);
    const cli::Checked checked = cli::check_scenario(scenario, {});
    const cli::Simulated simulated = cli::simulate_scenario(scenario, {});
    for (const cli::FoundPath& found : simulated.paths) {
      CAPTURE(found.property);
      CHECK(std::any_of(checked.paths.begin(), checked.paths.end(),
                        [&](const cli::FoundPath& other) { return other.property == found.property; }));
      ++met;
    }
  }
  CHECK(met >= 3);
}

TEST_CASE("a path that a changed protocol no longer allows is said to be impossible at the first step that is") {
  const std::string file = std::string(DOUBLECHECK_LIBRARY) + "/mutants/m02-drop-on-send.toml";
  const scenarios::Scenario mutant = read_or_throw(file);
  const cli::Checked checked = cli::check_scenario(mutant, {});
  REQUIRE_FALSE(checked.paths.empty());
  const cli::FoundPath& found = checked.paths.front();

  scenarios::Scenario mended = mutant;
  mended.setup.options = mutant.unmutated;
  const reports::Replay outcome = replay_of(found, mended);
  CHECK_FALSE(outcome.does_what_it_says);

  scenarios::Scenario away = mutant;
  away.setup.participants[0].connected = false;
  const reports::Replay impossible = replay_of(found, away);
  REQUIRE(impossible.obstacle.has_value());
  CHECK(impossible.obstacle->step == 1);  // the message is written, but there is no link that could deliver it
}
