// What is said about counterexamples, held to what it promises on some of the library.

#include "cli/explaining.hpp"

#include "cli/story.hpp"
#include "tests/agreement/library.hpp"
#include "tests/catch.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

using namespace doublecheck;

namespace {

scenarios::Scenario mutant(const std::string& name) {
  return read_or_throw(std::string(DOUBLECHECK_LIBRARY) + "/mutants/" + name + ".toml");
}

/// A third of the mutants of the library, checked: all take long.
const std::vector<std::pair<scenarios::Scenario, cli::Checked>>& some_checked_mutants() {
  static const auto all = [] {
    std::vector<std::pair<scenarios::Scenario, cli::Checked>> checked;
    for (const scenarios::Scenario& scenario : library()) {
      if (scenario.mutant && *scenario.mutant % 3 == 1)
        checked.emplace_back(scenario, cli::check_scenario(scenario, {}));
    }
    return checked;
  }();
  return all;
}

reports::Counterexample counterexample_to(const scenarios::Scenario& scenario, const std::string& id) {
  for (const auto& property : cli::check_scenario(scenario, {}).result.properties) {
    if (property.id == id) return property.counterexample.value();
  }
  throw std::runtime_error("no such property: " + id);
}

/// The causes of a path that breaks the first claim of the property that its end breaks.
std::vector<reports::Cause> causes_of(const scenarios::Scenario& scenario, const std::string& property,
                                      std::vector<model::Action> actions) {
  const cli::FoundPath path{property, "", std::move(actions), std::nullopt};
  const cli::Story story = cli::tell(scenario.setup, path.actions);
  const auto* claim =
      properties::broken_claim(scenarios::find_asked(scenario, property)->property, story.worlds.back());
  return cli::causes_of({scenario, *claim, path, story.worlds});
}

}  // namespace

TEST_CASE("every step of a shortest path to a broken state is needed and a later step or the violation needs it") {
  std::map<reports::Need, int> needs;
  for (const auto& [scenario, checked] : some_checked_mutants()) {
    for (const auto& property : checked.result.properties) {
      if (!property.counterexample || property.id == "DEADLOCK") continue;
      const reports::Counterexample& counterexample = *property.counterexample;
      CAPTURE(scenario.name, property.id);
      CHECK(counterexample.causes.size() == counterexample.cycle_start.value_or(counterexample.steps.size()));
      for (std::size_t i = 0; i < counterexample.causes.size(); ++i) {
        const reports::Cause& cause = counterexample.causes[i];
        ++needs[cause.need];
        if (!counterexample.cycle_start) CHECK(cause.need != reports::Need::none);
        if (cause.need != reports::Need::step) continue;
        CHECK(cause.step > i);
        const bool is_before_cycle = cause.step < counterexample.causes.size();
        if (is_before_cycle) CHECK(counterexample.causes[cause.step].need != reports::Need::none);
      }
      REQUIRE(counterexample.failure);
      CHECK_FALSE(counterexample.failure->values.empty());
    }
  }
  CHECK(needs[reports::Need::step] > 30);
  CHECK(needs[reports::Need::violation] > 15);
}

TEST_CASE("a step that changes nothing about the violation is not needed") {
  const scenarios::Scenario scenario = mutant("m02-drop-on-send");
  const model::Action compose{.kind = model::ActionKind::compose};
  const model::Action arrives{.kind = model::ActionKind::deliver, .direction = model::Direction::up};
  const model::Action acked{.kind = model::ActionKind::deliver, .direction = model::Direction::down};
  const model::Action breaks{.kind = model::ActionKind::break_connection, .client = model::client_at(1)};
  const auto causes = causes_of(scenario, "CUSTODY", {compose, arrives, breaks, acked});
  REQUIRE(causes.size() == 4);
  CHECK(causes[0].need == reports::Need::step);
  CHECK(causes[0].step == 1);
  CHECK(causes[1].step == 3);
  CHECK(causes[2].need == reports::Need::none);
  CHECK(causes[3].need == reports::Need::violation);
}

TEST_CASE("a message that the server dropped is saved by its arrival before the sender forgets it") {
  const reports::Counterexample told = counterexample_to(mutant("m02-drop-on-send"), "CUSTODY");
  REQUIRE(told.rescue);
  CHECK(told.rescue->is_possible);
  CHECK(told.rescue->after == 2);
  CHECK(told.rescue->action == "deliver bob down 0");
  CHECK(told.failure->instance == "m1, bob");
  const auto is_composed = [](const reports::PredicateValue& value) {
    return value.predicate == "is_composed(m1)" && value.truth == reports::Truth::always;
  };
  CHECK(std::ranges::count_if(told.failure->values, is_composed) == 1);
}

TEST_CASE("nothing saves a message that its phone keeps in memory only") {
  const reports::Counterexample told = counterexample_to(mutant("m09-outbox-in-memory"), "CUSTODY");
  REQUIRE(told.rescue);
  CHECK_FALSE(told.rescue->is_possible);
}

TEST_CASE("a way out of a counterexample begins with an action that is possible there and no fault") {
  int ways = 0;
  for (const auto& [scenario, checked] : some_checked_mutants()) {
    std::size_t path = 0;
    for (const auto& property : checked.result.properties) {
      if (!property.counterexample) continue;
      const cli::FoundPath& found = checked.paths.at(path++);
      const auto& rescue = property.counterexample->rescue;
      if (!rescue || !rescue->is_possible || rescue->action.empty()) continue;
      CAPTURE(scenario.name, property.id, rescue->action);
      const cli::Story story = cli::tell(scenario.setup, found.actions);
      std::vector<model::Action> actions;
      model::enabled_actions(story.worlds.at(rescue->after), scenario.setup, actions);
      const auto action = std::ranges::find(
          actions, rescue->action, [&](const model::Action& some) { return model::to_text(some, scenario.setup); });
      REQUIRE(action != actions.end());
      CHECK_FALSE(model::cost_of(*action).has_value());
      const bool is_last = rescue->after == found.actions.size();
      CHECK((is_last || found.cycle_start || *action != found.actions[rescue->after]));
      ++ways;
    }
  }
  CHECK(ways > 10);
}

TEST_CASE("each step of a counterexample tells which predicates it changes, and together they tell the end") {
  const scenarios::Scenario scenario = mutant("m02-drop-on-send");
  const reports::Counterexample counterexample = counterexample_to(scenario, "CUSTODY");
  std::map<std::string, bool> truth;
  for (const reports::Step& step : counterexample.steps) {
    for (const std::string& predicate : step.became_true) CHECK(std::exchange(truth[predicate], true) == false);
    for (const std::string& predicate : step.became_false) truth[predicate] = false;
  }
  CHECK(counterexample.steps.front().became_true.front() == "is_composed(m1)");
  CHECK(truth.at("is_composed(m1)"));
  CHECK(truth.at("has_at_least_one_check(m1)"));
  CHECK_FALSE(truth.at("is_in_durable_outbox(m1)"));
  CHECK_FALSE(truth.contains("is_stored_by(bob, m1)"));
}
