#include "checker/liveness.hpp"

#include "checker/check.hpp"
#include "tests/catch.hpp"
#include "tests/checker/models/alternating_bit.hpp"
#include "tests/checker/models/peterson.hpp"
#include "tests/checker/models/table_model.hpp"

namespace doublecheck::tests {
namespace {

using checker::check;
using checker::CheckOptions;
using checker::CheckResult;
using checker::eventually_always;
using checker::Fairness;
using checker::FairnessKind;
using checker::leads_to;
using checker::Property;
using checker::PropertyResult;
using checker::StopReason;
using checker::Verdict;

using State = TableModel::State;

constexpr Fairness kNone = {};
constexpr Fairness kWeak = {FairnessKind::weak, 1};
constexpr Fairness kStrong = {FairnessKind::strong, 2};

TableModel table(std::vector<std::vector<TableModel::Action>> rows) {
  TableModel model;
  model.rows = std::move(rows);
  model.starts = {0};
  return model;
}

Property<State> from_to(State premise, State goal) {
  return leads_to<State>(
      "ARRIVES", [premise](const State& state) { return state == premise; },
      [goal](const State& state) { return state == goal; });
}

PropertyResult<TableModel> decide(const TableModel& model, const Property<State>& property,
                                  const CheckOptions& options = {}) {
  return check(model, std::vector{property}, options).properties.at(0);
}

}  // namespace

TEST_CASE("a run may stop where nothing promised is enabled") {
  const PropertyResult<TableModel> result = decide(table({{{1, kNone}}, {}}), from_to(0, 1));
  REQUIRE(result.verdict == Verdict::violated);
  CHECK(result.lasso->prefix.actions.empty());
  CHECK(result.lasso->cycle.empty());
}

TEST_CASE("a run may not stop where a promised action stays enabled") {
  CHECK(decide(table({{{1, kWeak}}, {}}), from_to(0, 1)).verdict == Verdict::holds);
  CHECK(decide(table({{{1, kStrong}}, {}}), from_to(0, 1)).verdict == Verdict::holds);
}

TEST_CASE("a run ends for good in a state without actions") {
  const PropertyResult<TableModel> result = decide(table({{{1, kWeak}}, {}, {}}), from_to(0, 2));
  REQUIRE(result.verdict == Verdict::violated);
  CHECK(result.lasso->prefix.actions.size() == 1);
  CHECK(result.lasso->cycle.empty());
  CHECK(result.counterexample_length() == 1);
}

TEST_CASE("weak fairness does not help an action that is disabled now and then") {
  // 0 ⇄ 1, and from 1 to the goal 2.
  const auto model = [](Fairness leaving) {
    return table({{{1, {FairnessKind::weak, 7}}}, {{0, kNone}, {2, leaving}}, {}});
  };
  const PropertyResult<TableModel> result = decide(model(kWeak), from_to(0, 2));
  REQUIRE(result.verdict == Verdict::violated);
  CHECK(result.lasso->prefix.actions.empty());
  CHECK(result.lasso->cycle.size() == 2);
  CHECK(decide(model(kStrong), from_to(0, 2)).verdict == Verdict::holds);
}

TEST_CASE("a loop of a promised class counts as taking it") {
  CHECK(decide(table({{{0, kWeak}, {1, kNone}}, {}}), from_to(0, 1)).verdict == Verdict::violated);
  CHECK(decide(table({{{0, kNone}, {1, kWeak}}, {}}), from_to(0, 1)).verdict == Verdict::holds);
}

TEST_CASE("the promise is made to the class rather than to each action in it") {
  const PropertyResult<TableModel> result = decide(table({{{1, kWeak}}, {{0, kWeak}, {2, kWeak}}, {}}), from_to(0, 2));
  REQUIRE(result.verdict == Verdict::violated);
  CHECK(result.lasso->cycle.size() == 2);
}

TEST_CASE("a state with both premise and goal asks for nothing more") {
  CHECK(decide(table({{}}), from_to(0, 0)).verdict == Verdict::holds);
}

TEST_CASE("a goal that came before the premise does not count") {
  const PropertyResult<TableModel> result = decide(table({{{1, kWeak}}, {{2, kWeak}}, {}}), from_to(1, 0));
  REQUIRE(result.verdict == Verdict::violated);
  CHECK(result.lasso->prefix.actions.size() == 2);
}

TEST_CASE("a premise that never occurs is reported") {
  const TableModel model = table({{{1, kWeak}}, {}, {}});
  const PropertyResult<TableModel> vacuous = decide(model, from_to(2, 1));
  CHECK(vacuous.verdict == Verdict::holds);
  CHECK(vacuous.is_vacuous);
  CHECK_FALSE(decide(model, from_to(0, 1)).is_vacuous);
}

TEST_CASE("a goal that comes back again and again is not for ever") {
  const auto settles = eventually_always<State>("SETTLES", [](const State& state) { return state == 1; });
  const Fairness go = {FairnessKind::weak, 5};
  CHECK(decide(table({{{1, go}}, {}}), settles).verdict == Verdict::holds);
  CHECK(decide(table({{{1, go}}, {{1, kNone}}}), settles).verdict == Verdict::holds);
  const PropertyResult<TableModel> result = decide(table({{{1, go}}, {{0, kNone}}}), settles);
  REQUIRE(result.verdict == Verdict::violated);
  CHECK(result.lasso->cycle.size() == 2);
}

TEST_CASE("of two lassos the shorter one is told") {
  // A long way round to a dead end, and a short one to a loop of two.
  const Fairness go = {FairnessKind::weak, 5};
  const TableModel model = table({{{1, go}, {4, go}}, {{2, go}}, {{3, go}}, {}, {{5, go}}, {{4, go}}, {}});
  const PropertyResult<TableModel> result = decide(model, from_to(0, 6));
  REQUIRE(result.verdict == Verdict::violated);
  CHECK(result.counterexample_length() == 3);
}

TEST_CASE("the alternating bit protocol delivers if receiving is strongly fair and need not if it is weakly fair") {
  using Bits = AlternatingBit::State;
  std::vector<Property<Bits>> properties;
  for (std::uint8_t value = 0; value < AlternatingBit::kValues; ++value) {
    properties.push_back(leads_to<Bits>(
        "DELIVERY", [value](const Bits& state) { return state.sent == value && state.sender_bit != state.acked_bit; },
        [value](const Bits& state) { return state.received == value; }, std::to_string(value)));
  }
  for (const auto& result : check(AlternatingBit(FairnessKind::strong), properties).properties) {
    CHECK(result.verdict == Verdict::holds);
    CHECK_FALSE(result.is_vacuous);
  }
  for (const auto& result : check(AlternatingBit(FairnessKind::weak), properties).properties) {
    REQUIRE(result.verdict == Verdict::violated);
    CHECK_FALSE(result.lasso->cycle.empty());
    CHECK(result.counterexample_length() <= 12);
    const auto states = states_along(AlternatingBit(FairnessKind::weak), unrolled_once(*result.lasso));
    CHECK(states.back() == states.at(result.lasso->prefix.actions.size()));
  }
}

TEST_CASE("a process that wants to enter does so in the mutual exclusion of Peterson") {
  using Processes = Peterson::State;
  const std::vector<Property<Processes>> properties = {leads_to<Processes>(
      "ENTERS", [](const Processes& state) { return state.line[0] == Peterson::Line::raise_level; },
      [](const Processes& state) { return state.line[0] == Peterson::Line::critical; })};
  CHECK(check(Peterson(3), properties).properties.at(0).verdict == Verdict::holds);
}

TEST_CASE("liveness is inconclusive after an exploration that was given up") {
  CheckOptions options;
  options.limits.states_max = 1;
  // What is behind the limit is unknown: the first state has an edge that was not followed.
  CHECK(decide(table({{{1, kWeak}}, {}}), from_to(0, 1), options).verdict == Verdict::inconclusive);
  options = {};
  options.limits.depth_max = 0;
  CHECK(decide(table({{{1, kWeak}}, {}}), from_to(0, 1), options).verdict == Verdict::inconclusive);
  CHECK(decide(table({{{1, kNone}}, {}}), from_to(0, 1), options).verdict == Verdict::violated);
}

TEST_CASE("a liveness analysis that would need too much memory is not begun") {
  const TableModel model = table({{{1, kWeak}}, {}});
  const std::vector<Property<State>> properties = {from_to(0, 1)};
  CheckOptions options;
  options.limits.memory_bytes_max = check(model, properties).counts.peak_memory_bytes;
  const CheckResult<TableModel> result = check(model, properties, options);
  CHECK(result.stop == StopReason::complete);
  CHECK(result.liveness_stop == StopReason::memory);
  CHECK(result.properties.at(0).verdict == Verdict::inconclusive);
}

TEST_CASE("a liveness analysis that is interrupted is inconclusive") {
  const std::vector<Property<State>> properties = {from_to(0, 1)};
  CheckOptions options;
  options.is_interrupted = [] { return true; };  // the exploration is over before it asks
  const CheckResult<TableModel> result = check(table({{{1, kWeak}}, {}}), properties, options);
  CHECK(result.stop == StopReason::complete);
  CHECK(result.liveness_stop == StopReason::interrupted);
  CHECK(result.properties.at(0).verdict == Verdict::inconclusive);
}

TEST_CASE("one class of actions cannot have two kinds of fairness") {
  const TableModel model = table({{{0, {FairnessKind::weak, 1}}, {0, {FairnessKind::strong, 1}}}});
  CHECK_THROWS_AS(decide(model, from_to(0, 0)), checker::AssertionFailure);
}

}  // namespace doublecheck::tests
