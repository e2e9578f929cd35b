// The counterexamples that are shown, against those that the search met first.

#include "cli/preferring.hpp"
#include "cli/searching.hpp"
#include "model/world.hpp"
#include "tests/agreement/library.hpp"
#include "tests/catch.hpp"

#include <algorithm>
#include <map>

using namespace doublecheck;

namespace {

/// Of a scenario: the paths that a check shows, by property.
std::map<std::string, cli::FoundPath> shown(const scenarios::Scenario& scenario, const cli::CheckSettings& settings) {
  std::map<std::string, cli::FoundPath> paths;
  for (cli::FoundPath& path : cli::check_scenario(scenario, settings).paths) {
    const std::string property = path.property;
    paths.emplace(property, std::move(path));
  }
  return paths;
}

auto faults_in(const std::vector<model::Action>& actions) { return std::ranges::count_if(actions, cli::is_fault); }

/// The shortest of what the search found for each property, without preference.
std::map<std::string, std::vector<model::Action>> first_met(const scenarios::Scenario& scenario) {
  std::map<std::string, std::vector<model::Action>> paths;
  for (const auto& answer : cli::search(scenario, {}, {}).properties) {
    if (!answer.path && !answer.lasso) continue;
    const std::vector<model::Action> actions =
        answer.path ? answer.path->actions : checker::unrolled_once(*answer.lasso).actions;
    const auto [known, is_first] = paths.try_emplace(answer.id, actions);
    if (!is_first && actions.size() < known->second.size()) known->second = actions;
  }
  return paths;
}

}  // namespace

TEST_CASE("preferred counterexamples are as long as those first met and need no more faults") {
  int fewer_faults = 0;
  int others = 0;
  for (const scenarios::Scenario& scenario : library()) {
    if (!scenario.mutant || *scenario.mutant % 3 != 1) continue;  // some of all kinds: all take long
    const auto preferred = shown(scenario, {});
    for (const auto& [property, actions] : first_met(scenario)) {
      CAPTURE(scenario.name, property);
      const cli::FoundPath& path = preferred.at(property);
      CHECK(path.actions.size() == actions.size());
      CHECK(faults_in(path.actions) <= faults_in(actions));
      if (faults_in(path.actions) < faults_in(actions)) ++fewer_faults;
      if (path.actions != actions) ++others;
    }
  }
  CAPTURE(fewer_faults, others);
  CHECK(others > 5);
}

TEST_CASE("which path to a broken state is preferred depends on no engine, number of threads or reduction") {
  int paths = 0;
  for (const scenarios::Scenario& scenario : library()) {
    if (!scenario.mutant || *scenario.mutant % 5 != 2) continue;  // some of all kinds: all take long
    CAPTURE(scenario.name);
    cli::CheckSettings plain;
    plain.engine = cli::Engine::plain;
    const auto expected = shown(scenario, plain);
    for (const unsigned jobs : {1U, 2U}) {
      for (const cli::History history : {cli::History::full, cli::History::automatic}) {
        cli::CheckSettings settings;
        settings.jobs = jobs;
        settings.history = history;
        settings.symmetry = jobs == 2 ? cli::Symmetry::automatic : cli::Symmetry::off;
        const auto found = shown(scenario, settings);
        for (const auto& [property, path] : expected) {
          if (path.cycle_start) continue;
          CAPTURE(property, jobs);
          CHECK(found.at(property).actions == path.actions);
          ++paths;
        }
      }
    }
  }
  CHECK(paths > 30);
}
