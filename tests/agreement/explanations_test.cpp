// What a check tells of actions and of the size of a space, pinned on the library and held to what it promises.

#include "cli/action_coverage.hpp"
#include "cli/checking.hpp"
#include "tests/agreement/library.hpp"
#include "tests/catch.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

using namespace doublecheck;

namespace {

std::string file(const std::string& name) { return std::string(DOUBLECHECK_LIBRARY) + "/" + name + ".toml"; }

reports::CheckResult check_with(const std::string& name, const cli::CheckSettings& settings,
                                const std::vector<scenarios::Setting>& values = {}) {
  return cli::check_scenario(read_or_throw(file(name), values), settings).result;
}

reports::CheckResult counted_by(cli::Engine engine, unsigned jobs) {
  cli::CheckSettings settings;
  settings.engine = engine;
  settings.jobs = jobs;
  settings.counts_actions = true;
  return check_with("02-offline-drain", settings);
}

const reports::ActionCoverage& action_in(const reports::CheckResult& check, const std::string& name) {
  const auto place = std::ranges::find(check.actions, name, &reports::ActionCoverage::action);
  if (place == check.actions.end()) throw std::runtime_error("no such action: " + name);
  return *place;
}

struct Numbers {
  std::uint64_t enabled = 0, fired = 0, states_found = 0;
  bool operator==(const Numbers&) const = default;
};

Numbers numbers_of(const reports::CheckResult& check, const std::string& name) {
  const reports::ActionCoverage& action = action_in(check, name);
  return {action.enabled, action.fired, action.states_found};
}

}  // namespace

TEST_CASE("every action of a scenario is counted alike by both engines and by any number of threads") {
  const reports::CheckResult plain = counted_by(cli::Engine::plain, 1);
  CHECK(numbers_of(plain, "compose") == Numbers{534, 534, 45});
  CHECK(numbers_of(plain, "deliver up") == Numbers{1'582, 1'886, 720});
  CHECK(numbers_of(plain, "deliver down") == Numbers{1'958, 2'662, 822});
  CHECK(numbers_of(plain, "lose_push") == Numbers{586, 586, 586});
  std::uint64_t fired = 0;
  std::uint64_t found = 1;  // the initial state
  for (const reports::ActionCoverage& action : plain.actions) {
    fired += action.fired;
    found += action.states_found;
  }
  CHECK(fired == plain.transitions);
  CHECK(found == plain.states);
  for (const unsigned jobs : {1U, 2U}) {
    const reports::CheckResult fast = counted_by(cli::Engine::fast, jobs);
    for (const reports::ActionCoverage& action : plain.actions) {
      CAPTURE(action.action);
      CHECK(numbers_of(fast, action.action) == numbers_of(plain, action.action));
    }
    CHECK(fast.levels == plain.levels);
  }
}

TEST_CASE("what a budget or an option rules out is told apart from what could happen and never did") {
  const reports::CheckResult check = counted_by(cli::Engine::fast, 1);
  CHECK(action_in(check, "break_connection").occurrence == reports::Occurrence::impossible);
  CHECK(action_in(check, "break_connection").why_never == "budgets.breaks is 0");
  CHECK(action_in(check, "deliver down overtaking").occurrence == reports::Occurrence::impossible);
  cli::CheckSettings settings;
  settings.counts_actions = true;
  const reports::CheckResult happy = check_with("01-happy-path", settings, {{"budgets.system_kills", "1"}});
  CHECK(action_in(happy, "kill_by_system").occurrence == reports::Occurrence::never);
  CHECK(action_in(happy, "kill_by_system").why_never.find("budgets.leaves") != std::string::npos);
}

TEST_CASE("nothing happens in any scenario of the library that was said to be ruled out") {
  for (const scenarios::Scenario& scenario : library()) {
    if (!scenario.explored) continue;
    CAPTURE(scenario.name);
    cli::CheckSettings settings;
    settings.limits.states_max = 4'000;
    settings.counts_actions = true;
    const reports::CheckResult check = cli::check_scenario(scenario, settings).result;
    for (const cli::ActionLabel& label : cli::action_labels()) {
      if (cli::why_impossible(scenario.setup, label).empty()) continue;
      CAPTURE(cli::name_of(label));
      CHECK(action_in(check, cli::name_of(label)).fired == 0);
    }
  }
}

TEST_CASE("a scenario that is bounded as advised has exactly the states that were foretold") {
  cli::CheckSettings settings;
  settings.explains_size = true;
  const std::vector<scenarios::Setting> faults = {{"budgets.breaks", "1"}, {"budgets.lost_pushes", "2"}};
  const reports::CheckResult large = check_with("02-offline-drain", settings, faults);
  REQUIRE(large.exhaustive);
  const auto states_with = [&](const std::string& bound) {
    const auto place = std::ranges::find(large.size->advice, bound, &reports::SizeAdvice::bound);
    if (place == large.size->advice.end()) throw std::runtime_error("no such advice: " + bound);
    return place->states;
  };
  const auto states_after = [&](const std::string& key, const std::string& value) {
    std::vector<scenarios::Setting> values = faults;
    values.push_back({key, value});
    return check_with("02-offline-drain", {}, values).states;
  };
  CHECK(states_with("budgets.breaks = 0") == states_after("budgets.breaks", "0"));
  CHECK(states_with("budgets.lost_pushes = 0") == states_after("budgets.lost_pushes", "0"));
  CHECK(states_with("budgets.lost_pushes = 1") == states_after("budgets.lost_pushes", "1"));
}

TEST_CASE("a scenario with fewer messages has exactly the states that were foretold") {
  cli::CheckSettings settings;
  settings.explains_size = true;
  scenarios::Scenario scenario = read_or_throw(file("02-offline-drain"));
  const reports::CheckResult three = cli::check_scenario(scenario, settings).result;
  for (const reports::SizeAdvice& advice : three.size->advice) {
    if (!advice.bound.starts_with("messages")) continue;
    CAPTURE(advice.bound);
    scenarios::Scenario fewer = scenario;
    fewer.setup.workload.resize(static_cast<std::size_t>(advice.bound.back() - '0'));
    REQUIRE(fewer.setup.workload.size() < scenario.setup.workload.size());
    CHECK(cli::check_scenario(fewer, {}).result.states == advice.states);
  }
  CHECK(std::ranges::count(three.size->advice, "messages of alice = 2", &reports::SizeAdvice::bound) == 1);
}

TEST_CASE("a search that a limit ended explains the part that it has explored") {
  cli::CheckSettings settings;
  settings.explains_size = true;
  settings.limits.states_max = 1'000;
  const reports::CheckResult part = check_with("02-offline-drain", settings);
  REQUIRE_FALSE(part.exhaustive);
  REQUIRE(part.size);
  CHECK(part.size->machines.front().states == part.states);
  CHECK(std::accumulate(part.levels.begin(), part.levels.end(), std::uint64_t{0}) == part.states);
}
