#include "checker/exploration.hpp"

#include <optional>

#include "checker/check.hpp"
#include "tests/catch.hpp"
#include "tests/checker/models/table_model.hpp"
#include "tests/checker/models/two_phase_commit.hpp"

namespace doublecheck::tests {
namespace {

using checker::check;
using checker::CheckOptions;
using checker::CheckResult;
using checker::Counts;
using checker::eventually_always;
using checker::invariant;
using checker::Property;
using checker::PropertyResult;
using checker::StopReason;
using checker::StopRule;
using checker::Verdict;

using State = TableModel::State;

/// 0 → 1 → … → length - 1.
TableModel chain(std::uint8_t length) {
  TableModel model;
  model.rows.resize(length);
  model.starts = {0};
  for (std::uint8_t state = 0; state + 1 < length; ++state) {
    model.rows[state].push_back({static_cast<State>(state + 1), {}});
  }
  return model;
}

Property<State> never(State bad) {
  return invariant<State>("NEVER", [bad](const State& state) { return state != bad; }, std::to_string(bad));
}

bool reaches(const TableModel& model, State from, std::uint32_t steps, const std::function<bool(State)>& is_wanted) {
  if (steps == 0) return is_wanted(from);
  for (const TableModel::Action& action : model.rows[from]) {
    if (reaches(model, action.target, steps - 1, is_wanted)) return true;
  }
  return false;
}

// Naive iterative deepening: the smallest number of steps to a wanted state.
std::optional<std::uint32_t> naive_distance(const TableModel& model, const std::function<bool(State)>& is_wanted) {
  for (std::uint32_t steps = 0; steps < model.rows.size(); ++steps) {
    for (const State start : model.starts) {
      if (reaches(model, start, steps, is_wanted)) return steps;
    }
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("counterexamples on random graphs are as short as naive iterative deepening finds them") {
  Dice dice(11);
  std::uint32_t violated = 0;
  std::uint32_t deadlocked = 0;
  for (std::uint32_t round = 0; round < 1000; ++round) {
    CAPTURE(round);
    const TableModel model = random_table({.states = 7, .edges = 9, .classes = 1}, dice);
    const auto bad = static_cast<State>(dice.below(7));
    const CheckResult<TableModel> result = check(model, std::vector{never(bad)});
    const PropertyResult<TableModel>& property = result.properties.at(0);
    const auto distance = naive_distance(model, [bad](State state) { return state == bad; });
    REQUIRE(property.verdict == (distance ? Verdict::violated : Verdict::holds));
    if (distance) {
      ++violated;
      CHECK(property.path->actions.size() == *distance);
      CHECK(states_along(model, *property.path).back() == bad);
    }
    const auto to_deadlock =
        naive_distance(model, [&](State state) { return model.rows[state].empty() && !model.may_end(state); });
    REQUIRE(result.deadlock->verdict == (to_deadlock ? Verdict::violated : Verdict::holds));
    if (to_deadlock) {
      ++deadlocked;
      CHECK(result.deadlock->path->actions.size() == *to_deadlock);
    }
  }
  CHECK(violated > 200);
  CHECK(violated < 800);
  CHECK(deadlocked > 200);
  CHECK(deadlocked < 800);
}

TEST_CASE("an invariant broken at the start has an empty path from the initial state that breaks it") {
  TableModel model = chain(3);
  model.starts = {1, 2, 2};
  const CheckResult<TableModel> result = check(model, std::vector{never(2)});
  REQUIRE(result.properties.at(0).path);
  CHECK(result.properties.at(0).path->initial == 1);
  CHECK(result.properties.at(0).path->actions.empty());
  CHECK(result.counts.initial_states == 3);
  CHECK(result.counts.states == 2);
}

TEST_CASE("the search goes on after a violation unless told otherwise") {
  const std::vector<Property<State>> properties = {never(2), never(5), never(200)};
  CheckOptions options;
  CHECK(check(chain(9), properties, options).counts.states == 9);

  options.stop_rule = StopRule::first_violation;
  CheckResult<TableModel> result = check(chain(9), properties, options);
  CHECK(result.stop == StopReason::violation);
  CHECK(result.counts.states == 3);
  CHECK(result.properties.at(0).verdict == Verdict::violated);
  CHECK(result.properties.at(1).verdict == Verdict::inconclusive);

  options.stop_rule = StopRule::all_invariants_violated;
  CHECK(check(chain(9), properties, options).counts.states == 9);
  result = check(chain(9), std::span(properties).first(2), options);
  CHECK(result.stop == StopReason::violation);
  CHECK(result.counts.states == 6);
}

TEST_CASE("a deadlock is a state without actions that may not end") {
  TableModel model = chain(4);
  const CheckResult<TableModel> stuck = check(model, {});
  CHECK(stuck.deadlock->verdict == Verdict::violated);
  CHECK(stuck.deadlock->states == 1);
  CHECK(stuck.deadlock->path->actions.size() == 3);
  CHECK(stuck.stop == StopReason::complete);

  model.ends = 1U << 3;
  CHECK(check(model, {}).deadlock->verdict == Verdict::holds);
  model.ends = 0;
  CheckOptions options;
  options.finds_deadlocks = false;
  CHECK_FALSE(check(model, {}, options).deadlock);

  model.rows[3].push_back({3, {}});
  CHECK(check(model, {}).deadlock->verdict == Verdict::holds);
}

TEST_CASE("a first violation can be a deadlock") {
  TableModel model = chain(2);
  model.starts = {1, 0};
  CheckOptions options;
  options.stop_rule = StopRule::first_violation;
  const CheckResult<TableModel> result = check(model, {}, options);
  CHECK(result.stop == StopReason::violation);
  CHECK(result.deadlock->path->initial == 0);
}

TEST_CASE("a limit that was not in the way does not matter") {
  CheckOptions options;
  options.limits.states_max = 9;
  options.limits.depth_max = 8;
  options.limits.memory_bytes_max = 10'000'000;
  options.limits.seconds_max = 5.0;
  options.elapsed_seconds = [] { return 5.0; };
  const CheckResult<TableModel> result = check(chain(9), std::vector{never(200)}, options);
  CHECK(result.stop == StopReason::complete);
  CHECK(result.counts.depth == 8);
  CHECK(result.properties.at(0).verdict == Verdict::holds);
}

TEST_CASE("nothing holds after a limit and what was violated before stays violated") {
  const std::vector<Property<State>> properties = {never(200), never(2)};
  CheckOptions options;
  StopReason expected = StopReason::complete;
  SECTION("states") {
    options.limits.states_max = 8;
    expected = StopReason::states;
  }
  SECTION("depth") {
    options.limits.depth_max = 7;
    expected = StopReason::depth;
  }
  const CheckResult<TableModel> result = check(chain(9), properties, options);
  CHECK(result.stop == expected);
  CHECK(result.counts.states == 8);
  CHECK(result.counts.depth == 7);
  CHECK(result.properties.at(0).verdict == Verdict::inconclusive);
  CHECK(result.properties.at(1).verdict == Verdict::violated);
  CHECK(result.deadlock->verdict == Verdict::inconclusive);
}

TEST_CASE("a depth limit leaves out only what is deeper") {
  TableModel model = chain(3);
  model.rows[0].push_back({2, {}});
  CheckOptions options;
  options.limits.depth_max = 1;
  CHECK(check(model, {}, options).stop == StopReason::complete);
  options.limits.depth_max = 0;
  const CheckResult<TableModel> result = check(model, {}, options);
  CHECK(result.stop == StopReason::depth);
  CHECK(result.counts.states == 1);
  CHECK(result.counts.transitions == 2);
}

TEST_CASE("memory is counted and its limit kept") {
  const TwoPhaseCommit model(6);
  const CheckResult<TwoPhaseCommit> whole = check(model, {});
  const std::uint64_t encoding_bytes = 12;
  CHECK(whole.counts.peak_memory_bytes > whole.counts.states * encoding_bytes);
  CHECK(whole.counts.peak_memory_bytes < whole.counts.states * (encoding_bytes + 60));

  CheckOptions options;
  options.limits.memory_bytes_max = whole.counts.peak_memory_bytes;
  CHECK(check(model, {}, options).stop == StopReason::complete);
  options.limits.memory_bytes_max = 1'000'000;
  const CheckResult<TwoPhaseCommit> part = check(model, {}, options);
  CHECK(part.stop == StopReason::memory);
  CHECK(part.counts.peak_memory_bytes <= 1'000'000);
  CHECK(part.counts.states > 10'000);
}

TEST_CASE("time and interruption end an exploration") {
  const TwoPhaseCommit model(6);
  CheckOptions options;
  double seconds = 0;
  options.elapsed_seconds = [&] { return seconds += 1; };
  options.limits.seconds_max = 10;
  CHECK(check(model, {}, options).stop == StopReason::time);
  CHECK(seconds == 11);

  CheckOptions other;
  std::uint32_t asked = 0;
  other.is_interrupted = [&] { return ++asked == 3; };
  const CheckResult<TwoPhaseCommit> result = check(model, {}, other);
  CHECK(result.stop == StopReason::interrupted);
  CHECK(result.counts.frontier > 0);
}

TEST_CASE("progress is told each time so many more states are stored") {
  const TwoPhaseCommit model(5);
  CheckOptions options;
  std::vector<std::uint64_t> told;
  options.on_progress = [&](const Counts& counts) { told.push_back(counts.states); };
  options.progress_states = 3'000;
  check(model, {}, options);
  CHECK(told == std::vector<std::uint64_t>{3'000, 6'000});
}

TEST_CASE("coverage counts what each label fired and found") {
  const CheckResult<TwoPhaseCommit> result = check(TwoPhaseCommit(3), {});
  std::uint64_t fired = 0;
  std::uint64_t found = 0;
  REQUIRE(result.counts.labels.size() == 7);
  for (const checker::LabelCounts& label : result.counts.labels) {
    CHECK(label.fired > 0);
    fired += label.fired;
    found += label.states_found;
  }
  CHECK(fired == result.counts.transitions);
  CHECK(found == result.counts.states - result.counts.initial_states);
}

TEST_CASE("the graph that liveness needs changes no count but memory") {
  const TwoPhaseCommit model(5);
  const std::vector<Property<TwoPhaseCommit::State>> properties = {eventually_always<TwoPhaseCommit::State>(
      "DECIDED",
      [](const TwoPhaseCommit::State& state) { return state.coordinator != TwoPhaseCommit::Coordinator::undecided; })};
  Counts with = check(model, properties).counts;
  const Counts without = check(model, {}).counts;
  CHECK(with.peak_memory_bytes > without.peak_memory_bytes);
  with.peak_memory_bytes = without.peak_memory_bytes;
  CHECK(with == without);
}

TEST_CASE("a property without a goal is a bug") {
  CHECK_THROWS_AS(check(chain(2), std::vector<Property<State>>(1)), checker::AssertionFailure);
}

}  // namespace doublecheck::tests
