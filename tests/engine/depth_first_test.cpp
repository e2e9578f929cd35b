// Depth first against the plain engine: the same graph and verdicts, and counterexamples that are true.
#include "engine/depth_first.hpp"

#include "checker/check.hpp"
#include "tests/catch.hpp"
#include "tests/checker/models/table_model.hpp"
#include "tests/checker/models/two_phase_commit.hpp"
#include "tests/engine/engines.hpp"
#include "tests/engine/models/path_end.hpp"
#include "tests/engine/models/random_claims.hpp"
#include "tests/engine/models/random_components.hpp"

namespace doublecheck::tests {
namespace {

using checker::StopReason;
using checker::Verdict;
using engine::check_depth_first;
using engine::DepthFirstOptions;

template <checker::Model M>
void require_same_answers(const checker::CheckResult<M>& deep, const checker::CheckResult<M>& plain) {
  REQUIRE(deep.stop == plain.stop);
  REQUIRE(deep.liveness_stop == plain.liveness_stop);
  REQUIRE(deep.counts.states == plain.counts.states);
  REQUIRE(deep.counts.expanded == plain.counts.expanded);
  REQUIRE(deep.counts.transitions == plain.counts.transitions);
  REQUIRE(deep.counts.depth >= plain.counts.depth);
  REQUIRE(deep.counts.frontier == 0);
  for (std::size_t i = 0; i < plain.properties.size(); ++i) {
    CAPTURE(i);
    REQUIRE(deep.properties[i].verdict == plain.properties[i].verdict);
    REQUIRE(deep.properties[i].is_vacuous == plain.properties[i].is_vacuous);
    REQUIRE(deep.properties[i].lasso == plain.properties[i].lasso);
  }
  REQUIRE(deep.deadlock->verdict == plain.deadlock->verdict);
  REQUIRE(deep.deadlock->states == plain.deadlock->states);
}

/// Returns how many paths there were.
template <checker::Model M>
int require_true_paths(const M& model, const std::vector<checker::Property<typename M::State>>& claims,
                       const checker::CheckResult<M>& deep) {
  int paths = 0;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (!deep.properties[i].path) continue;
    const auto end = end_of(model, *deep.properties[i].path);
    REQUIRE(end);
    REQUIRE(!claims[i].goal().test(*end));
    ++paths;
  }
  if (deep.deadlock->path) {
    const auto end = end_of(model, *deep.deadlock->path);
    REQUIRE(end);
    REQUIRE(engine::is_deadlock(model, *end));
    ++paths;
  }
  return paths;
}

/// 0 → 1 → … → `last`, where each may also go back to 0.
TableModel chain(std::uint8_t last) {
  TableModel model;
  model.starts = {0};
  model.ends = 0xFFFF'FFFF;
  for (std::uint8_t state = 0; state <= last; ++state) {
    model.rows.emplace_back();
    if (state < last) model.rows.back().push_back({static_cast<std::uint8_t>(state + 1), {}});
    model.rows.back().push_back({0, {}});
  }
  return model;
}

}  // namespace

TEST_CASE("depth first and breadth first see the same graph of random models and judge it alike") {
  int paths = 0;
  int lassos = 0;
  int with_premise = 0;
  int without_premise = 0;
  std::uint64_t deeper = 0;
  for (std::uint32_t seed = 0; seed < 125; ++seed) {
    CAPTURE(seed);
    RandomShape shape;
    shape.components = 2 + seed % 3;
    shape.counters = seed % 2 + 1;
    const RandomComponents model(shape, seed);
    const std::vector<RandomClaim> claims = random_claims(model, seed + 1);
    const auto plain = checker::check<RandomComponents>(model, claims);
    const auto deep = check_depth_first<RandomComponents>(model, claims);
    require_same_answers(deep, plain);
    REQUIRE(deep.counts.labels == plain.counts.labels);
    paths += require_true_paths(model, claims, deep);
    for (std::size_t i = 0; i < claims.size(); ++i) {
      lassos += deep.properties[i].lasso ? 1 : 0;
      if (claims[i].premise) (deep.properties[i].is_vacuous ? without_premise : with_premise) += 1;
    }
    if (deep.counts.depth > plain.counts.depth) ++deeper;
  }
  CHECK(paths > 75);
  CHECK(lassos > 15);
  CHECK(with_premise > 15);
  CHECK(without_premise > 15);
  CHECK(deeper > 50);
}

TEST_CASE("depth first sees the 8,832 states of two-phase commit with five managers") {
  const TwoPhaseCommit model(5);
  const std::vector<checker::Property<TwoPhaseCommit::State>> claims = {checker::invariant<TwoPhaseCommit::State>(
      "CONSISTENT", [&](const auto& state) { return model.is_consistent(state); })};
  const auto deep = check_depth_first<TwoPhaseCommit>(model, claims);
  require_same_answers(deep, checker::check<TwoPhaseCommit>(model, claims));
  CHECK(deep.counts.states == 8'832);
  CHECK(deep.properties.front().verdict == Verdict::holds);
}

TEST_CASE("a model that offers nothing is searched depth first all the same") {
  int paths = 0;
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    const TableModel model = random_table({.states = 6, .edges = 10}, dice);
    const std::vector<checker::Property<TableModel::State>> claims = {
        checker::invariant<TableModel::State>("BELOW", [](const auto& state) { return state < 4; }),
        checker::leads_to<TableModel::State>(
            "LEADS", [](const auto& state) { return state == 0; }, [](const auto& state) { return state == 2; })};
    const auto deep = check_depth_first<TableModel>(model, claims);
    require_same_answers(deep, checker::check<TableModel>(model, claims));
    paths += require_true_paths(model, claims, deep);
  }
  CHECK(paths > 50);
}

TEST_CASE("depth first stops at the first violation with the path on which it stands") {
  const TableModel model = chain(20);
  const std::vector<checker::Property<TableModel::State>> claims = {
      checker::invariant<TableModel::State>("BELOW", [](const auto& state) { return state < 17; }),
      checker::invariant<TableModel::State>("ALSO_BELOW", [](const auto& state) { return state < 19; })};
  DepthFirstOptions options;
  options.exploration.stop_rule = checker::StopRule::first_violation;
  const auto deep = check_depth_first<TableModel>(model, claims, options);
  CHECK(deep.stop == StopReason::violation);
  CHECK(deep.counts.states == 18);
  CHECK(deep.properties[0].verdict == Verdict::violated);
  CHECK(deep.properties[0].path->actions.size() == 17);
  CHECK(deep.properties[1].verdict == Verdict::inconclusive);
}

TEST_CASE("a depth limit that cuts something off leaves nothing to hold") {
  const TableModel model = chain(20);
  const std::vector<checker::Property<TableModel::State>> claims = {
      checker::invariant<TableModel::State>("BELOW", [](const auto& state) { return state < 17; }),
      checker::invariant<TableModel::State>("BELOW_TEN", [](const auto& state) { return state < 10; }),
      checker::eventually_always<TableModel::State>("ALWAYS", [](const auto&) { return true; })};
  DepthFirstOptions options;
  options.exploration.limits.depth_max = 12;
  const auto cut = check_depth_first<TableModel>(model, claims, options);
  CHECK(cut.stop == StopReason::depth);
  CHECK(cut.counts.states == 13);
  CHECK(cut.counts.depth == 12);
  CHECK(cut.properties[0].verdict == Verdict::inconclusive);
  CHECK(cut.properties[1].verdict == Verdict::violated);
  CHECK(cut.properties[2].verdict == Verdict::inconclusive);

  options.exploration.limits.depth_max = 20;
  const auto whole = check_depth_first<TableModel>(model, claims, options);
  CHECK(whole.stop == StopReason::complete);
  CHECK(whole.properties[0].verdict == Verdict::violated);
  CHECK(whole.properties[2].verdict == Verdict::holds);
}

TEST_CASE("a state met first at the depth limit and then on a shorter way makes depth first inconclusive") {
  // 0 → 1 → 2 → 3 and 0 → 2: with two actions at most, 3 lies beyond 2 on the long way, and 2 is known on the short
  // one.
  TableModel model;
  model.starts = {0};
  model.ends = 0xFFFF'FFFF;
  model.rows = {{{1, {}}, {2, {}}}, {{2, {}}}, {{3, {}}}, {}};
  const std::vector<checker::Property<TableModel::State>> claims = {
      checker::invariant<TableModel::State>("BELOW", [](const auto& state) { return state < 3; })};
  DepthFirstOptions options;
  options.exploration.limits.depth_max = 2;
  const auto deep = check_depth_first<TableModel>(model, claims, options);
  CHECK(deep.stop == StopReason::depth);
  CHECK(deep.properties[0].verdict == Verdict::inconclusive);
  checker::CheckOptions same_limit;
  same_limit.limits.depth_max = 2;
  CHECK(checker::check<TableModel>(model, claims, same_limit).properties[0].verdict == Verdict::violated);
}

TEST_CASE("a limit on states ends depth first with exactly so many") {
  const TwoPhaseCommit model(4);
  DepthFirstOptions options;
  options.exploration.limits.states_max = 100;
  const auto deep = check_depth_first<TwoPhaseCommit>(model, {}, options);
  CHECK(deep.stop == StopReason::states);
  CHECK(deep.counts.states == 100);
  CHECK(deep.counts.frontier > 0);
  options.exploration.limits.states_max = 1'568;
  CHECK(check_depth_first<TwoPhaseCommit>(model, {}, options).stop == StopReason::complete);
}

TEST_CASE("depth first obeys the clock, the caller and a limit on memory") {
  const TwoPhaseCommit model(6);
  DepthFirstOptions options;
  options.exploration.limits.seconds_max = 1.0;
  options.exploration.elapsed_seconds = [] { return 2.0; };
  CHECK(check_depth_first<TwoPhaseCommit>(model, {}, options).stop == StopReason::time);
  options = {};
  options.exploration.is_interrupted = [] { return true; };
  CHECK(check_depth_first<TwoPhaseCommit>(model, {}, options).stop == StopReason::interrupted);
  options = {};
  options.exploration.limits.memory_bytes_max = 1000;
  CHECK(check_depth_first<TwoPhaseCommit>(model, {}, options).stop == StopReason::memory);
}

}  // namespace doublecheck::tests
