#include "cli/replaying.hpp"

#include "cli/followed_formulas.hpp"
#include "tests/catch.hpp"
#include "tests/cli/replayed_paths.hpp"

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

using namespace doublecheck;
using namespace doublecheck::tests;
using Texts = std::vector<std::string>;

namespace {

const std::string kHappyPath = "01-happy-path.toml";
const std::string kDelivery = "compose alice\ndeliver alice up 0\ndeliver bob down 0\n";

bool contains(const Texts& texts, const std::string& text) { return std::ranges::find(texts, text) != texts.end(); }

bool changes(const reports::StepChanges& step, const Texts& path, const std::string& before, const std::string& after) {
  return std::ranges::any_of(step.fields, [&](const reports::StateChange& change) {
    return change.path == path && change.before == before && change.after == after;
  });
}

reports::FollowedFormula followed(const std::string& text, const cli::Replayed& path,
                                  const scenarios::Scenario& scenario) {
  const auto claims = cli::read_claims(text, scenario.setup, "--formula");
  return cli::follow(text, std::get<std::vector<properties::Claim>>(claims), path.run, path.worlds.size());
}

}  // namespace

TEST_CASE("a replay tells of each step what it changed and which predicates became true and false") {
  const auto scenario = scenario_of(kHappyPath);
  const cli::Replayed path = replayed(scenario, kDelivery);
  CHECK(path.report.does_what_it_says);
  REQUIRE(path.report.changes.size() == 3);
  CHECK(changes(path.report.changes[0], {"alice", "client", "outbox"}, "[]", "[m1]"));
  CHECK(contains(path.report.changes[0].became_true, "is_composed(m1)"));
  CHECK(changes(path.report.changes[2], {"bob", "client", "received"}, "[]", "[m1]"));
  CHECK(contains(path.report.changes[2].became_true, "is_stored_by(bob, m1)"));
  CHECK(contains(path.report.changes[2].became_false, "is_in_flight(m1)"));
  CHECK(contains(path.report.true_at_start, "is_connected(bob)"));
  CHECK_FALSE(contains(path.report.true_at_start, "is_composed(m1)"));
}

TEST_CASE("where a path stops, what is most like the action that was asked for comes first") {
  const auto scenario = scenario_of(kHappyPath);
  const cli::Replayed path = replayed(scenario, "compose alice\ndeliver bob down 0\ncompose alice\n");
  REQUIRE(path.report.obstacle.has_value());
  const reports::Obstacle& obstacle = *path.report.obstacle;
  CHECK_FALSE(path.report.does_what_it_says);
  CHECK(obstacle.step == 1);
  CHECK(obstacle.action == "deliver bob down 0");
  CHECK(obstacle.line == 5);
  REQUIRE(obstacle.possible.size() >= 3);
  const auto place_of = [&](const std::string& action) {
    return std::ranges::find(obstacle.possible, action, &reports::PossibleAction::action) - obstacle.possible.begin();
  };
  CHECK(place_of("compose bob") < place_of("deliver alice up 0"));    // the same subject
  CHECK(place_of("deliver alice up 0") < place_of("compose alice"));  // the same kind
  CHECK(obstacle.possible[static_cast<std::size_t>(place_of("deliver alice up 0"))].words.starts_with(
      "m1 reaches the server"));
  CHECK(path.report.told.steps.size() == 1);
}

TEST_CASE("behind a path without a cycle nothing happens") {
  const auto scenario = scenario_of(kHappyPath);
  const cli::Replayed path = replayed(scenario, kDelivery);
  const auto formula = followed("eventually has_two_checks(m1)", path, scenario);
  REQUIRE(formula.instances.size() == 1);
  CHECK(formula.instances[0].holds == std::vector<bool>{false, false, false, false});
  CHECK(path.run.worlds == path.worlds);
  CHECK(path.run.loop == 3);
}

TEST_CASE("a cycle that leads back to where it begins goes round for ever") {
  auto scenario = scenario_of(kHappyPath);
  scenario.setup.budgets[model::Budget::leaves] = model::kUnlimited;
  const cli::Replayed path = replayed(scenario, "compose alice\ncycle\nleave_app bob\nopen_app bob\n");
  CHECK(path.report.does_what_it_says);
  CHECK(path.report.told.cycle_start == 1U);
  CHECK(path.run.loop == 2);
  const auto formula = followed("always eventually is_in_foreground(bob)", path, scenario);
  CHECK(formula.instances[0].holds == std::vector<bool>{true, true, true, true});
  const auto restless = followed("eventually always is_in_foreground(bob)", path, scenario);
  CHECK(restless.instances[0].holds == std::vector<bool>{false, false, false, false});
}

TEST_CASE("a cycle that does not lead back is no cycle, and the path does not do what it says") {
  const auto scenario = scenario_of(kHappyPath);
  const cli::Replayed path = replayed(scenario, "compose alice\ncycle\ncompose alice\n");
  CHECK_FALSE(path.report.does_what_it_says);
  CHECK_FALSE(path.report.told.cycle_start.has_value());
  REQUIRE(path.report.findings.size() == 1);
  CHECK(path.report.findings[0] == "the steps from 2 on do not lead back to the state in which they begin");
}

TEST_CASE("a formula is followed for each choice of the variables in front of it, proposition by proposition") {
  const auto scenario = scenario_of(kHappyPath);
  const cli::Replayed path = replayed(scenario, kDelivery);
  const auto formula = followed("forall m: is_composed(m) leads_to is_stored_by_recipient(m)", path, scenario);
  REQUIRE(formula.instances.size() == 3);
  CHECK(formula.instances[0].choice == "m1");
  CHECK(formula.instances[0].propositions == Texts{"is_composed(m1)", "is_stored_by_recipient(m1)"});
  CHECK(formula.instances[0].is_true[0] == std::vector<bool>{false, false});
  CHECK(formula.instances[0].is_true[1] == std::vector<bool>{true, false});
  CHECK(formula.instances[0].is_true[3] == std::vector<bool>{true, true});
  CHECK(formula.instances[0].holds == std::vector<bool>{true, true, true, true});
  CHECK(formula.instances[2].is_true[3] == std::vector<bool>{false, false});
}

TEST_CASE("a wrong formula is told with its column and the nearest word") {
  const auto scenario = scenario_of(kHappyPath);
  const auto wrong = cli::read_claims("always is_compsed(m1)", scenario.setup, "--formula");
  const auto* diagnostics = std::get_if<std::vector<scenarios::Diagnostic>>(&wrong);
  REQUIRE(diagnostics != nullptr);
  REQUIRE(diagnostics->size() == 1);
  CHECK(diagnostics->front().column == 8);
  CHECK(diagnostics->front().end_column == 22);
  CHECK(diagnostics->front().help == "did you mean `is_composed`?");
}
