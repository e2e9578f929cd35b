// Liveness on thousands of random small graphs, held against brute force; and every lasso judged step by step.
#include "checker/check.hpp"
#include "tests/catch.hpp"
#include "tests/checker/models/brute_force.hpp"
#include "tests/checker/models/lasso_judge.hpp"
#include "tests/checker/models/table_model.hpp"

namespace doublecheck::tests {
namespace {

using checker::CheckOptions;
using checker::CheckResult;
using checker::eventually_always;
using checker::FairnessKind;
using checker::leads_to;
using checker::Property;
using checker::PropertyResult;
using checker::Verdict;

using Action = TableModel::Action;
using State = TableModel::State;

bool contains(StateSet set, State state) { return (set >> state & 1U) != 0; }

Property<State> random_leads_to(StateSet premise, StateSet goal) {
  return leads_to<State>(
      "LEADS", [premise](const State& state) { return contains(premise, state); },
      [goal](const State& state) { return contains(goal, state); });
}

Property<State> random_eventually_always(StateSet goal) {
  return eventually_always<State>("SETTLES", [goal](const State& state) { return contains(goal, state); });
}

struct Tally {
  std::uint32_t holds = 0;
  std::uint32_t violated = 0;
  std::uint32_t stuttering = 0;
  std::uint32_t cycling = 0;
};

void compare(const TableModel& model, const PropertyResult<TableModel>& result, const Property<State>& property,
             bool holds, Tally& tally) {
  REQUIRE(result.verdict == (holds ? Verdict::holds : Verdict::violated));
  REQUIRE(result.lasso.has_value() == !holds);
  ++(holds ? tally.holds : tally.violated);
  if (!result.lasso) return;
  ++(result.lasso->cycle.empty() ? tally.stuttering : tally.cycling);
  judge_lasso(model, *result.lasso, property);
}

StateSet random_states(Dice& dice) { return dice.below(1U << 16); }

// Three quarters of them: else nearly every claim that the goal stays is false.
StateSet many_random_states(Dice& dice) {
  const StateSet some = random_states(dice);
  return some | random_states(dice);
}

}  // namespace

TEST_CASE("liveness agrees with brute force on random graphs") {
  Dice dice(1);
  Tally leading;
  Tally settling;
  for (std::uint32_t round = 0; round < 6000; ++round) {
    CAPTURE(round);
    RandomTable shape;
    shape.states = static_cast<std::uint8_t>(3 + dice.below(5));
    shape.edges = shape.states + dice.below(4);
    shape.classes = 1 + dice.below(4);
    const TableModel model = random_table(shape, dice);
    const BruteForce oracle(model);
    const StateSet premise = random_states(dice);
    const StateSet goal = random_states(dice);
    const StateSet settled = many_random_states(dice);
    const std::vector<Property<State>> properties = {random_leads_to(premise, goal), random_eventually_always(settled)};
    const CheckResult<TableModel> result = check(model, properties);
    compare(model, result.properties[0], properties[0], oracle.leads_to(premise, goal), leading);
    compare(model, result.properties[1], properties[1], oracle.eventually_always(settled), settling);
  }
  for (const Tally& tally : {leading, settling}) {
    CHECK(tally.holds > 1000);
    CHECK(tally.violated > 1000);
    CHECK(tally.stuttering > 200);
    CHECK(tally.cycling > 200);
  }
}

TEST_CASE("liveness agrees with brute force where every action is promised") {
  Dice dice(2);
  Tally tally;
  for (std::uint32_t round = 0; round < 2000; ++round) {
    CAPTURE(round);
    TableModel model = random_table({.states = 5, .edges = 10, .classes = 3}, dice);
    for (std::vector<Action>& row : model.rows) {
      for (Action& action : row) {
        if (action.fairness.kind == FairnessKind::none) action.fairness = {FairnessKind::strong, 110};
      }
    }
    const StateSet premise = random_states(dice);
    const StateSet goal = random_states(dice);
    const std::vector<Property<State>> properties = {random_leads_to(premise, goal)};
    const CheckResult<TableModel> result = check(model, properties);
    compare(model, result.properties[0], properties[0], BruteForce(model).leads_to(premise, goal), tally);
  }
  CHECK(tally.holds > 500);
  CHECK(tally.violated > 300);
  CHECK(tally.cycling > 150);
}

TEST_CASE("a lasso found in a graph that a limit has cut is a run of the whole system") {
  Dice dice(3);
  std::uint32_t violated = 0;
  std::uint32_t inconclusive = 0;
  for (std::uint32_t round = 0; round < 2000; ++round) {
    CAPTURE(round);
    const TableModel model = random_table({.states = 7, .edges = 10, .classes = 2}, dice);
    const StateSet premise = random_states(dice);
    const StateSet goal = random_states(dice);
    const std::vector<Property<State>> properties = {random_leads_to(premise, goal), random_eventually_always(goal)};
    CheckOptions options;
    if (dice.below(2) == 0) {
      options.limits.depth_max = dice.below(4);
    } else {
      options.limits.states_max = 1 + dice.below(5);
    }
    const CheckResult<TableModel> result = check(model, properties, options);
    const BruteForce oracle(model);
    const std::vector<bool> holds = {oracle.leads_to(premise, goal), oracle.eventually_always(goal)};
    for (std::size_t index = 0; index < properties.size(); ++index) {
      const PropertyResult<TableModel>& property = result.properties[index];
      if (result.stop == checker::StopReason::complete) {
        CHECK(property.verdict == (holds[index] ? Verdict::holds : Verdict::violated));
        continue;
      }
      REQUIRE(property.verdict != Verdict::holds);
      ++(property.verdict == Verdict::violated ? violated : inconclusive);
      if (!property.lasso) continue;
      CHECK_FALSE(holds[index]);
      judge_lasso(model, *property.lasso, properties[index]);
    }
  }
  CHECK(violated > 300);
  CHECK(inconclusive > 300);
}

}  // namespace doublecheck::tests
