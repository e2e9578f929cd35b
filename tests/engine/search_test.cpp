// How a search ends: with whole levels, whatever ends it, and the same for any number of threads.
#include "engine/search.hpp"

#include <stdexcept>

#include "checker/check.hpp"
#include "engine/check.hpp"
#include "tests/catch.hpp"
#include "tests/checker/models/two_phase_commit.hpp"
#include "tests/engine/engines.hpp"
#include "tests/engine/models/counting.hpp"
#include "tests/engine/models/random_claims.hpp"
#include "tests/engine/models/random_components.hpp"
#include "tests/engine/same_result.hpp"

namespace doublecheck::tests {
namespace {

using checker::Property;
using checker::StopReason;
using checker::StopRule;
using checker::Verdict;
using engine::CheckOptions;

using Manager = TwoPhaseCommit::Manager;

CheckOptions with_jobs(unsigned jobs) {
  CheckOptions options;
  options.search.jobs = jobs;
  options.search.states_worth_threads = 1;
  return options;
}

/// One that never fails, and two that fail at different depths.
std::vector<Property<TwoPhaseCommit::State>> claims(const TwoPhaseCommit& model) {
  using State = TwoPhaseCommit::State;
  const auto count = [](const State& state, Manager manager) { return std::ranges::count(state.managers, manager); };
  return {
      checker::invariant<State>("CONSISTENT", [&](const State& state) { return model.is_consistent(state); }),
      checker::invariant<State>("FEW_PREPARED",
                                [=](const State& state) { return count(state, Manager::prepared) < 3; }),
      checker::invariant<State>("FEW_OBEY", [=](const State& state) { return count(state, Manager::committed) < 2; })};
}

void require_whole_levels(const checker::CheckResult<TwoPhaseCommit>& cut, const TwoPhaseCommit& model) {
  checker::CheckOptions same_depth;
  same_depth.limits.depth_max = cut.counts.depth;
  const auto whole = checker::check<TwoPhaseCommit>(model, {}, same_depth);
  REQUIRE(cut.counts.states == whole.counts.states);
  REQUIRE(cut.counts.states == cut.counts.expanded + cut.counts.frontier);
  same_depth.limits.depth_max = cut.counts.depth - 1;
  REQUIRE(cut.counts.expanded == checker::check<TwoPhaseCommit>(model, {}, same_depth).counts.states);
}

/// A model with a rule that fails in a few states far from the beginning.
class Failing : public TwoPhaseCommit {
 public:
  using TwoPhaseCommit::TwoPhaseCommit;

  State next(const State& state, Action action) const {
    if (std::ranges::count(state.managers, Manager::committed) == 3) throw std::runtime_error("a rule failed");
    return TwoPhaseCommit::next(state, action);
  }
};

}  // namespace

TEST_CASE("a packed model is searched alike with and without sparing, by any number of threads") {
  STATIC_REQUIRE(checker::FootprintModel<TwoPhaseCommit>);
  for (const std::size_t managers : {2U, 4U, 5U}) {
    const TwoPhaseCommit model(managers);
    const auto properties = claims(model);
    const auto plain = checker::check<TwoPhaseCommit>(model, properties);
    for (const unsigned jobs : {1U, 2U, 3U}) {
      for (const bool spares : {true, false}) {
        CAPTURE(managers, jobs, spares);
        CheckOptions options = with_jobs(jobs);
        options.search.spares_known = spares;
        options.counts_labels = true;
        const auto fast = engine::check<TwoPhaseCommit>(model, properties, options);
        require_same(fast, plain);
        REQUIRE(fast.counts.labels == plain.counts.labels);
      }
    }
  }
}

TEST_CASE("the search spares successors that are known to be known") {
  const TwoPhaseCommit model(4);
  const engine::PackedSpace<TwoPhaseCommit> space(model, {}, 0);
  std::vector<TwoPhaseCommit::Action> scratch;
  const TwoPhaseCommit::Action late{TwoPhaseCommit::Kind::prepare, 3};
  const auto key = space.key_of(model.next(model.initial().front(), late));
  const auto count = [&](engine::Discovery discovery) {
    int emitted = 0;
    space.expand(key, discovery, scratch, [&](const auto&, const auto&, const auto&) { ++emitted; });
    return emitted;
  };
  const engine::Discovery by_manager_3({model.footprint(late), model.owner(late)});
  CHECK(count(engine::Discovery()) == 8);  // prepare or abort, by three managers; receive; the coordinator's abort
  CHECK(count(by_manager_3) == 2);         // without those of the three others
}

TEST_CASE("a limit on states gives whole levels, the same for any number of threads") {
  const TwoPhaseCommit model(5);
  const auto properties = claims(model);
  for (const std::uint64_t states_max : {20U, 500U, 5'000U, 8'000U}) {
    CAPTURE(states_max);
    CheckOptions options;
    options.search.exploration.limits.states_max = states_max;
    const auto alone = engine::check<TwoPhaseCommit>(model, properties, options);
    REQUIRE(alone.stop == StopReason::states);
    REQUIRE(alone.counts.states <= states_max);
    require_whole_levels(alone, model);
    REQUIRE(alone.properties[0].verdict == Verdict::inconclusive);
    for (const unsigned jobs : {2U, 3U}) {
      options.search.jobs = jobs;
      options.search.states_worth_threads = 1;
      require_same(engine::check<TwoPhaseCommit>(model, properties, options), alone);
    }
  }
}

TEST_CASE("a search that may hold fewer states than it begins with is inconclusive and goes no further") {
  RandomShape shape;
  shape.components = 3;
  shape.locals = 8;
  shape.starts = 7;
  int violated = 0;
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    const RandomComponents model(shape, seed);
    const std::vector<RandomClaim> claims = random_claims(model, seed);
    CheckOptions options;
    options.search.exploration.limits.depth_max = 0;
    const auto beginning = engine::check<RandomComponents>(model, claims, options);
    options.search.exploration.limits.depth_max.reset();
    REQUIRE(beginning.counts.states > 2);
    for (std::uint64_t states_max = 0; states_max < beginning.counts.states; ++states_max) {
      CAPTURE(states_max);
      options.search.exploration.limits.states_max = states_max;
      for (const unsigned jobs : {1U, 3U}) {
        options.search.jobs = jobs;
        options.search.states_worth_threads = 1;
        const auto cut = engine::check<RandomComponents>(model, claims, options);
        REQUIRE(cut.stop == StopReason::states);
        REQUIRE(cut.counts.states == beginning.counts.states);
        REQUIRE(cut.counts.expanded == 0);
        REQUIRE(cut.counts.transitions == 0);
        for (std::size_t i = 0; i < claims.size(); ++i) {
          // What the initial states show is shown all the same.
          if (claims[i].kind == checker::PropertyKind::invariant) {
            REQUIRE(cut.properties[i].path == beginning.properties[i].path);
          }
          REQUIRE(cut.properties[i].verdict != Verdict::holds);
          if (cut.properties[i].verdict == Verdict::violated) ++violated;
        }
        REQUIRE(cut.deadlock->verdict != Verdict::holds);
      }
    }
  }
  CHECK(violated > 50);
}

TEST_CASE("initial states that lead nowhere are too many for a limit all the same") {
  RandomShape shape;
  shape.actions = 0;
  shape.shared = 0;
  shape.starts = 5;
  const RandomComponents model(shape, 1);
  CheckOptions options;
  const auto all = engine::check<RandomComponents>(model, {}, options);
  REQUIRE(all.stop == StopReason::complete);
  REQUIRE(all.counts.states > 1);
  options.search.exploration.limits.states_max = all.counts.states - 1;
  CHECK(engine::check<RandomComponents>(model, {}, options).stop == StopReason::states);
  CHECK(checker::check<RandomComponents>(model, {}, options.search.exploration).stop == StopReason::states);
  options.search.exploration.limits.depth_max = 0;
  CHECK(engine::check<RandomComponents>(model, {}, options).stop == StopReason::states);
  CHECK(checker::check<RandomComponents>(model, {}, options.search.exploration).stop == StopReason::states);
}

TEST_CASE("a limit that is just not exceeded changes nothing") {
  CheckOptions options;
  options.search.exploration.limits.states_max = 8'832;
  const auto result = engine::check<TwoPhaseCommit>(TwoPhaseCommit(5), {}, options);
  CHECK(result.stop == StopReason::complete);
  CHECK(result.counts.states == 8'832);
}

TEST_CASE("a search that stops at the first violation finishes its level first") {
  const TwoPhaseCommit model(4);
  const auto properties = claims(model);
  CheckOptions options;
  options.search.exploration.stop_rule = StopRule::first_violation;
  const auto plain = checker::check<TwoPhaseCommit>(model, properties, options.search.exploration);
  REQUIRE(plain.properties[1].counterexample_length() == 3);
  for (const unsigned jobs : {1U, 2U, 3U}) {
    options.search.jobs = jobs;
    options.search.states_worth_threads = 1;
    const auto fast = engine::check<TwoPhaseCommit>(model, properties, options);
    CHECK(fast.stop == StopReason::violation);
    CHECK(fast.properties[0].verdict == Verdict::inconclusive);
    CHECK(fast.properties[1].verdict == Verdict::violated);
    CHECK(fast.properties[1].path == plain.properties[1].path);
    CHECK(fast.properties[2].verdict == Verdict::inconclusive);
    CHECK(fast.counts.depth == 4);  // what the level with the violation leads to was found
    require_whole_levels(fast, model);
  }
}

TEST_CASE("a search that stops when all invariants are violated needs them all") {
  const TwoPhaseCommit model(4);
  auto properties = claims(model);
  CheckOptions options;
  options.search.exploration.stop_rule = StopRule::all_invariants_violated;
  CHECK(engine::check<TwoPhaseCommit>(model, properties, options).stop == StopReason::complete);
  properties.erase(properties.begin());  // the one that holds
  for (const unsigned jobs : {1U, 3U}) {
    options.search.jobs = jobs;
    options.search.states_worth_threads = 1;
    const auto fast = engine::check<TwoPhaseCommit>(model, properties, options);
    const auto plain = checker::check<TwoPhaseCommit>(model, properties, options.search.exploration);
    CHECK(fast.stop == StopReason::violation);
    for (std::size_t i = 0; i < properties.size(); ++i) CHECK(fast.properties[i].path == plain.properties[i].path);
    CHECK(fast.counts.states < 4'368);
    require_whole_levels(fast, model);
  }
}

TEST_CASE("without invariants there is none to wait for, and a deadlock ends nothing") {
  CheckOptions options;
  options.search.exploration.stop_rule = StopRule::all_invariants_violated;
  RandomShape shape;
  shape.actions = 2;
  int deadlocks = 0;
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    const RandomComponents model(shape, seed);
    const auto fast = engine::check<RandomComponents>(model, {}, options);
    require_same(fast, checker::check<RandomComponents>(model, {}, options.search.exploration));
    deadlocks += fast.deadlock->path ? 1 : 0;
  }
  CHECK(deadlocks > 3);
}

TEST_CASE("a search that is interrupted ends with whole levels and says so") {
  const TwoPhaseCommit model(6);
  const auto properties = claims(model);
  for (const unsigned jobs : {1U, 3U}) {
    int questions = 0;
    CheckOptions options = with_jobs(jobs);
    options.search.exploration.is_interrupted = [&] { return ++questions > 5; };
    const auto result = engine::check<TwoPhaseCommit>(model, properties, options);
    CHECK(result.stop == StopReason::interrupted);
    CHECK(result.counts.states < 50'816);
    CHECK(result.properties[0].verdict == Verdict::inconclusive);
    require_whole_levels(result, model);
  }
}

TEST_CASE("a search of narrow levels can be interrupted, too, and feels its limit on time") {
  const Counting model({20'000, 1}, 1);
  CheckOptions interrupted;
  interrupted.search.exploration.is_interrupted = [] { return true; };
  CHECK(engine::check<Counting>(model, {}, interrupted).stop == StopReason::interrupted);
  double now = 0;
  CheckOptions timed;
  timed.search.exploration.limits.seconds_max = 5;
  timed.search.exploration.elapsed_seconds = [&] { return now += 1; };
  CHECK(engine::check<Counting>(model, {}, timed).stop == StopReason::time);
}

TEST_CASE("a packed search without enough memory ends as such") {
  const TwoPhaseCommit model(6);
  const auto properties = claims(model);
  for (const unsigned jobs : {1U, 3U}) {
    CheckOptions options = with_jobs(jobs);
    options.search.exploration.limits.memory_bytes_max = 500'000;
    const auto result = engine::check<TwoPhaseCommit>(model, properties, options);
    CHECK(result.stop == StopReason::memory);
    CHECK(result.properties[0].verdict == Verdict::inconclusive);
    CHECK(result.counts.states > 1'000);
    require_whole_levels(result, model);
  }
  CheckOptions tiny;
  tiny.search.exploration.limits.memory_bytes_max = 1;
  CHECK(engine::check<TwoPhaseCommit>(model, properties, tiny).stop == StopReason::memory);
}

TEST_CASE("the failure of a model's rule reaches the caller, whichever thread it befalls") {
  for (const unsigned jobs : {1U, 2U, 3U}) {
    CHECK_THROWS_AS(engine::check<Failing>(Failing(5), {}, with_jobs(jobs)), std::runtime_error);
    Counting counting({3'000, 4, 4}, 5);
    counting.leaps = true;
    counting.fails_at = 900;
    CHECK_THROWS_AS(engine::check<Counting>(counting, {}, with_jobs(jobs)), std::runtime_error);
  }
}

}  // namespace doublecheck::tests
