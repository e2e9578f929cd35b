// Reduction by symmetry, held against the full graph: same verdicts, same counterexamples, and as many orbits as there
// are.
#include "engine/symmetric_space.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "checker/check.hpp"
#include "engine/check.hpp"
#include "tests/catch.hpp"
#include "tests/engine/models/random_symmetric.hpp"
#include "tests/engine/models/symmetric_oracles.hpp"
#include "tests/engine/orbits.hpp"
#include "tests/engine/same_result.hpp"

namespace doublecheck::tests {
namespace {

using Claim = checker::Property<RandomSymmetric::State>;

engine::CheckOptions with_symmetry(unsigned jobs = 1) {
  engine::CheckOptions options;
  options.uses_symmetry = true;
  options.search.jobs = jobs;
  options.search.states_worth_threads = 1;
  return options;
}

std::vector<Claim> random_invariants(const RandomSymmetric& model, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<Claim> claims;
  for (int i = 0; i < 4; ++i) {
    const checker::Formula formula = model.random_claim(random);
    claims.push_back(checker::invariant<RandomSymmetric::State>(
        "I" + std::to_string(i), [&model, formula](const RandomSymmetric::State& state) {
          return checker::evaluate(formula, [&](std::size_t predicate) {
            return model.holds(predicate, state.locals[model.component_of(predicate)]);
          });
        }));
    claims.back().propositions[0].formula = formula;
  }
  return claims;
}

/// How often each thing came up, so that no test passes because nothing ever happens.
struct Tally {
  int violated = 0;
  int holding = 0;
  int deadlocked = 0;
  std::uint64_t states = 0;
  std::uint64_t orbits = 0;
};

void compare(const SymmetricShape& shape, std::uint32_t seeds, Tally& tally) {
  for (std::uint32_t seed = 0; seed < seeds; ++seed) {
    CAPTURE(seed);
    const RandomSymmetric model(shape, seed);
    const std::vector<Claim> claims = random_invariants(model, seed + 1);
    const auto full = checker::check<RandomSymmetric>(model, claims);
    const Orbits orbits = count_orbits(model);
    REQUIRE(orbits.states == full.counts.states);
    for (const unsigned jobs : {1U, 2U, 3U}) {
      CAPTURE(jobs);
      const auto reduced = engine::check<RandomSymmetric>(model, claims, with_symmetry(jobs));
      require_stands_for(reduced, full);
      REQUIRE(reduced.counts.states == orbits.orbits);
      REQUIRE(reduced.symmetry == checker::SymmetryCounts{model.symmetry_count(), orbits.states});
    }
    for (const auto& property : full.properties) {
      ++(property.verdict == checker::Verdict::violated ? tally.violated : tally.holding);
    }
    if (full.deadlock->path) ++tally.deadlocked;
    tally.states += orbits.states;
    tally.orbits += orbits.orbits;
  }
}

void check_two_phase_commit(std::size_t managers, std::uint64_t orbits, std::uint64_t states) {
  CAPTURE(managers);
  const SymmetricTwoPhaseCommit model(managers);
  const std::vector<checker::Property<TwoPhaseCommit::State>> claims = {
      checker::invariant<TwoPhaseCommit::State>("CONSISTENT",
                                                [&](const auto& state) { return model.is_consistent(state); }),
      checker::invariant<TwoPhaseCommit::State>("UNDECIDED", [](const auto& state) { return !state.said_commit; })};
  const auto result = engine::check<SymmetricTwoPhaseCommit>(model, claims, with_symmetry());
  CHECK(result.counts.states == orbits);
  CHECK(result.symmetry->states_meant == states);
  CHECK(result.properties[0].verdict == checker::Verdict::holds);
  CHECK(result.properties[1].path == checker::check<SymmetricTwoPhaseCommit>(model, claims).properties[1].path);
}

}  // namespace

TEST_CASE("rings of like components are explored by orbits with the verdicts and paths of the full graph") {
  Tally tally;
  for (const std::size_t like : {2U, 3U, 4U}) {
    SymmetricShape shape;
    shape.like = like;
    if (like == 4) shape.values = 3;
    compare(shape, like == 4 ? 6 : 30, tally);
  }
  CHECK(tally.violated > 50);
  CHECK(tally.holding > 50);
  CHECK(tally.deadlocked > 10);
  CHECK(tally.states > 2 * tally.orbits);
}

TEST_CASE("like clients of a hub are explored by orbits with the verdicts and paths of the full graph") {
  Tally tally;
  for (const std::size_t like : {2U, 3U, 4U}) {
    SymmetricShape shape;
    shape.is_ring = false;
    shape.like = like;
    shape.values = like == 4 ? 2 : 3;
    compare(shape, like == 4 ? 6 : 30, tally);
  }
  CHECK(tally.violated > 50);
  CHECK(tally.holding > 50);
  CHECK(tally.deadlocked > 10);
  CHECK(tally.states > 2 * tally.orbits);
}

TEST_CASE("a limit on the depth cuts the reduced graph where it cuts the full one") {
  SymmetricShape shape;
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    const RandomSymmetric model(shape, seed);
    const std::vector<Claim> claims = random_invariants(model, seed + 1);
    engine::CheckOptions options = with_symmetry();
    options.search.exploration.limits.depth_max = 3;
    const auto full = checker::check<RandomSymmetric>(model, claims, options.search.exploration);
    const auto reduced = engine::check<RandomSymmetric>(model, claims, options);
    require_stands_for(reduced, full);
  }
}

TEST_CASE("kinds of actions are seen in the reduced graph exactly where they are seen in the full one") {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    const RandomSymmetric model(SymmetricShape{}, seed);
    engine::CheckOptions options = with_symmetry();
    options.counts_labels = true;
    const auto full = checker::check<RandomSymmetric>(model, {});
    const auto reduced = engine::check<RandomSymmetric>(model, {}, options);
    REQUIRE(reduced.counts.labels.size() == full.counts.labels.size());
    for (std::size_t label = 0; label < full.counts.labels.size(); ++label) {
      REQUIRE((reduced.counts.labels[label].fired > 0) == (full.counts.labels[label].fired > 0));
    }
  }
}

TEST_CASE("a search for liveness is not reduced by symmetry") {
  const RandomSymmetric model(SymmetricShape{}, 1);
  std::vector<Claim> claims = random_invariants(model, 1);
  CHECK(engine::symmetry_obstacle<RandomSymmetric>(model, claims) == engine::SymmetryObstacle::none);
  claims.push_back(checker::eventually_always<RandomSymmetric::State>("L", claims[0].goal()));
  CHECK(engine::symmetry_obstacle<RandomSymmetric>(model, claims) == engine::SymmetryObstacle::liveness);
  const auto result = engine::check<RandomSymmetric>(model, claims, with_symmetry());
  CHECK_FALSE(result.symmetry.has_value());
  CHECK(result.counts.states == count_orbits(model).states);
}

TEST_CASE("two-phase commit has the orbits that were counted for it") {
  check_two_phase_commit(3, 80, 288);
  check_two_phase_commit(4, 166, 1'568);
  check_two_phase_commit(5, 314, 8'832);
}

TEST_CASE("Peterson's mutual exclusion has the orbits that Murphi counts") {
  const SymmetricPeterson model(3);
  const auto result = engine::check<SymmetricPeterson>(
      model, std::vector{checker::invariant<Peterson::State>("EXCLUSIVE", Peterson::is_exclusive)}, with_symmetry());
  CHECK(result.counts.states == 172);
  CHECK(result.counts.transitions == 516);
  CHECK(result.symmetry == checker::SymmetryCounts{6, 882});
  CHECK(result.properties[0].verdict == checker::Verdict::holds);
}

}  // namespace doublecheck::tests
