// Irrelevant history: what is left of all states against the full graph, on the library and on random small models.

#include "model/irrelevant_history.hpp"

#include "cli/checking.hpp"
#include "cli/explored_protocol.hpp"
#include "cli/forgetting.hpp"
#include "cli/replaying.hpp"
#include "cli/searching.hpp"
#include "scenarios/standard_properties.hpp"
#include "tests/agreement/library.hpp"
#include "tests/catch.hpp"
#include "tests/model/random_setups.hpp"

#include <algorithm>
#include <optional>
#include <set>

using namespace doublecheck;

namespace {

/// With the sanitizers on, larger graphs take minutes.
constexpr std::uint64_t kStatesMax = 9'000;

std::string file(const std::string& name) { return std::string(DOUBLECHECK_LIBRARY) + "/" + name + ".toml"; }

cli::CheckSettings settings_of(cli::History history) {
  cli::CheckSettings settings;
  settings.history = history;
  return settings;
}

checker::ExplorationOptions at_most(std::uint64_t states) {
  checker::ExplorationOptions options;
  options.limits.states_max = states;
  return options;
}

cli::SearchResult searched(const scenarios::Scenario& scenario, const cli::CheckSettings& settings) {
  return cli::search(scenario, settings, at_most(kStatesMax));
}

/// What is left of each state of the full graph, counted the slow and obvious way; nothing of a graph that is too
/// large.
std::optional<std::size_t> count_what_is_left(const scenarios::Scenario& scenario) {
  const cli::ExploredProtocol full(scenario.setup, at_most(kStatesMax));
  if (!full.is_complete()) return std::nullopt;
  const cli::CheckedProtocol forgetful(scenario.setup, scenarios::interest_of(scenario));
  std::set<std::string> left;
  full.for_each_state([&](checker::StateId, const model::World& world, std::span<const model::Action>) {
    std::string bytes;
    forgetful.encode(world, bytes);
    left.insert(bytes);
  });
  return left.size();
}

void require_same_answers(const cli::SearchResult& reduced, const cli::SearchResult& full) {
  REQUIRE(reduced.stop == checker::StopReason::complete);
  REQUIRE(full.stop == checker::StopReason::complete);
  REQUIRE(reduced.counts.states <= full.counts.states);
  REQUIRE(reduced.properties.size() == full.properties.size());
  for (std::size_t i = 0; i < full.properties.size(); ++i) {
    CAPTURE(full.properties[i].id, full.properties[i].instance);
    REQUIRE(reduced.properties[i].verdict == full.properties[i].verdict);
    REQUIRE(reduced.properties[i].is_vacuous == full.properties[i].is_vacuous);
    REQUIRE(reduced.properties[i].path == full.properties[i].path);
  }
  REQUIRE(reduced.deadlock.has_value() == full.deadlock.has_value());
  if (!full.deadlock) return;
  REQUIRE(reduced.deadlock->verdict == full.deadlock->verdict);
  REQUIRE(reduced.deadlock->path == full.deadlock->path);
}

/// Returns the states that were spared; nothing if the graph is too large.
std::optional<std::uint64_t> require_agreement(const scenarios::Scenario& scenario) {
  const std::optional<std::size_t> left = count_what_is_left(scenario);
  if (!left) return std::nullopt;
  const cli::SearchResult full = searched(scenario, settings_of(cli::History::full));
  const cli::SearchResult reduced = searched(scenario, settings_of(cli::History::automatic));
  require_same_answers(reduced, full);
  REQUIRE(reduced.counts.states == *left);
  return full.counts.states - reduced.counts.states;
}

scenarios::Scenario with_only(scenarios::Scenario scenario, const scenarios::AskedProperty& asked) {
  scenario.properties = {asked};
  return scenario;
}

/// A random setup with few faults, as a scenario that asks for everything.
scenarios::Scenario random_scenario(std::uint64_t seed) {
  model::fixtures::Draw draw(seed);
  scenarios::Scenario scenario;
  scenario.setup = model::fixtures::random_setup(draw);
  for (std::uint8_t& left : scenario.setup.budgets.left) left = draw.one_in(4) ? 1 : 0;
  for (properties::Property& property : scenarios::standard_properties_of(scenario.setup)) {
    scenario.properties.push_back({std::move(property)});
  }
  return scenario;
}

}  // namespace

TEST_CASE("what is left of the library's states answers as they do, and is as much as it should be") {
  std::size_t compared = 0;
  for (const scenarios::Scenario& scenario : library()) {
    if (!scenario.explored) continue;
    CAPTURE(scenario.name);
    if (require_agreement(scenario)) ++compared;
  }
  CHECK(compared > 20);
}

TEST_CASE("what is left of the larger scenarios of the library does so in smaller settings") {
  const std::vector<std::pair<std::string, std::vector<scenarios::Setting>>> smaller = {
      {"08-recipient-crash", {{"budgets.client_crashes", "1"}}},
      {"13-resume-race", {{"messages.0.count", "1"}, {"budgets.cuts", "0"}}},
      {"13-resume-race", {{"messages.0.count", "1"}, {"options.unacknowledged_at_session_end", "bounce"}}},
      {"17-two-servers", {{"budgets.partitions", "0"}, {"budgets.server_crashes", "0"}}},
      {"18-bounded-memory-unbounded-delay", {{"messages.0.count", "1"}}},
      {"20-three-friends", {{"budgets.breaks", "0"}}},
  };
  for (const auto& [name, settings] : smaller) {
    CAPTURE(name);
    CHECK(require_agreement(read_or_throw(file(name), settings)).has_value());
  }
}

TEST_CASE("of a single property less is left, and it is answered the same") {
  const scenarios::Scenario scenario = read_or_throw(file("14-reinstall-and-time-to-live"));
  for (const scenarios::AskedProperty& asked : scenario.properties) {
    CAPTURE(asked.property.name);
    CHECK(require_agreement(with_only(scenario, asked)).value() > 0);
  }
}

TEST_CASE("what must catch a mutant catches it in what is left for it alone, by the same run") {
  std::size_t compared = 0;
  for (const scenarios::Scenario& scenario : library()) {
    if (!scenario.mutant) continue;
    for (const scenarios::AskedProperty& asked : scenario.properties) {
      if (asked.expected != scenarios::Expected::violated) continue;
      CAPTURE(scenario.name, asked.property.name);
      if (require_agreement(with_only(scenario, asked))) ++compared;
    }
  }
  CHECK(compared > 40);
}

TEST_CASE("what is left of random small models answers as their states do") {
  std::size_t compared = 0;
  std::uint64_t spared = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    const auto fewer = require_agreement(random_scenario(seed));
    if (!fewer) continue;
    ++compared;
    spared += *fewer;
  }
  CHECK(compared > 25);
  CHECK(spared > 500);
}

TEST_CASE("a formula of a scenario's own sees all that it speaks of in what is left of states") {
  scenarios::Scenario scenario = read_or_throw(file("14-reinstall-and-time-to-live"));
  for (const std::string_view formula :
       {"forall m: always not is_reported_failed(m)", "forall d: always (is_notified(d) -> not is_connected(d))",
        "forall m, d: always (was_restored(d, m) -> once was_released(d, m))",
        "forall d: (eventually is_notified(d)) -> eventually always not is_notified(d)",
        "forall m, d: always not is_shown_twice(d, m)"}) {
    CAPTURE(std::string(formula));
    scenarios::AskedProperty asked;
    asked.is_own = true;
    asked.property.name = "OWN";
    asked.property.formula = formula;
    properties::state_claims(asked.property, scenario.setup);
    CHECK(require_agreement(with_only(scenario, asked)).value() > 0);
  }
}

TEST_CASE("both engines and any number of threads leave the same of a scenario") {
  const scenarios::Scenario scenario = read_or_throw(file("05-sender-away-for-receipt"));
  cli::CheckSettings settings = settings_of(cli::History::automatic);
  const cli::SearchResult one = cli::search(scenario, settings, {});
  settings.jobs = 2;
  CHECK(cli::search(scenario, settings, {}).counts.states == one.counts.states);
  settings.engine = cli::Engine::plain;
  const cli::SearchResult plain = cli::search(scenario, settings, {});
  CHECK(plain.counts.states == one.counts.states);
  CHECK(plain.counts.transitions == one.counts.transitions);
}

TEST_CASE("symmetry finds interchangeable users in what is left of states") {
  const scenarios::Scenario scenario = read_or_throw(file("20-three-friends"), {{"budgets.breaks", "0"}});
  cli::CheckSettings settings = settings_of(cli::History::automatic);
  const cli::SearchResult left = cli::search(scenario, settings, {});
  settings.symmetry = cli::Symmetry::on;
  const cli::SearchResult orbits = cli::search(scenario, settings, {});
  CHECK(orbits.counts.states < left.counts.states);
  CHECK(orbits.symmetry->states_meant == left.counts.states);
}

TEST_CASE("a run that breaks a liveness property of what is left is a run of the protocol, and it can be replayed") {
  std::size_t replayed = 0;
  for (const scenarios::Scenario& scenario : library()) {
    if (!scenario.mutant) continue;
    cli::CheckSettings settings = settings_of(cli::History::automatic);
    settings.limits.states_max = kStatesMax;
    for (const cli::FoundPath& found : cli::check_scenario(scenario, settings).paths) {
      if (!found.cycle_start) continue;
      CAPTURE(scenario.name, found.property);
      scenarios::PathFile path;
      path.property = found.property;
      path.instance = found.instance;
      path.cycle_start = found.cycle_start;
      const properties::Property& property = scenarios::find_asked(scenario, found.property)->property;
      CHECK(cli::replay_path(path, &property, scenario, found.actions).report.does_what_it_says);
      ++replayed;
    }
  }
  CHECK(replayed > 10);
}

TEST_CASE("a check says that irrelevant history was left out, and what asks about all of the space explores it") {
  const scenarios::Scenario scenario = read_or_throw(file("01-happy-path"));
  const auto reductions = cli::check_scenario(scenario, settings_of(cli::History::automatic)).result.reductions;
  REQUIRE(reductions.size() == 1);
  CHECK(reductions.front().in_force);
  CHECK(cli::check_scenario(scenario, settings_of(cli::History::full)).result.reductions.empty());
  cli::CheckSettings settings = settings_of(cli::History::automatic);
  settings.counts_actions = true;
  CHECK_FALSE(cli::forgets_irrelevant_history(settings));
}
