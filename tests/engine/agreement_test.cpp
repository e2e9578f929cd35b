// The fast engine and the plain one, on thousands of small models: the same counts, verdicts and counterexamples.
#include "checker/check.hpp"
#include "engine/check.hpp"
#include "tests/catch.hpp"
#include "tests/engine/models/random_components.hpp"
#include "tests/engine/same_result.hpp"

namespace doublecheck::tests {
namespace {

using State = RandomComponents::State;
using Claim = checker::Property<State>;
using Result = checker::CheckResult<RandomComponents>;

/// A formula over some predicates of the model, as a tree of the given depth.
checker::Formula random_formula(const RandomComponents& model, std::mt19937& random, int depth) {
  const std::size_t choice = random() % 8;
  if (depth == 0 || choice < 2) return checker::predicate(random() % model.predicate_count());
  if (choice == 2) return checker::negation(random_formula(model, random, depth - 1));
  std::vector<checker::Formula> operands;
  for (std::size_t i = 0; i < 2 + random() % 2; ++i) operands.push_back(random_formula(model, random, depth - 1));
  return choice < 5 ? checker::conjunction(operands) : checker::disjunction(operands);
}

std::function<bool(const State&)> test_of(const RandomComponents& model, const checker::Formula& formula) {
  return [&model, formula](const State& state) {
    return checker::evaluate(formula, [&](std::size_t predicate) { return model.holds_in(predicate, state); });
  };
}

Claim claim(const RandomComponents& model, std::mt19937& random, checker::PropertyKind kind) {
  Claim claim;
  claim.id = "CLAIM";
  claim.kind = kind;
  // An invariant that random states fulfil most of the time.
  checker::Formula goal = random_formula(model, random, 2);
  if (kind == checker::PropertyKind::invariant) {
    goal = checker::disjunction({goal, random_formula(model, random, 2), random_formula(model, random, 1)});
  }
  claim.goal = test_of(model, goal);
  claim.goal_formula = goal;
  if (kind == checker::PropertyKind::leads_to) {
    const checker::Formula premise = random_formula(model, random, 1);
    claim.premise = test_of(model, premise);
    claim.premise_formula = premise;
  }
  return claim;
}

std::vector<Claim> random_claims(const RandomComponents& model, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<Claim> claims;
  for (int i = 0; i < 3; ++i) claims.push_back(claim(model, random, checker::PropertyKind::invariant));
  claims.push_back(claim(model, random, checker::PropertyKind::leads_to));
  claims.push_back(claim(model, random, checker::PropertyKind::eventually_always));
  claims.push_back(claim(model, random, checker::PropertyKind::invariant));
  return claims;
}

/// How often each verdict came up, so that no test passes because nothing ever happens.
struct Tally {
  int violated = 0;
  int holding = 0;
  int lassos = 0;
  std::uint64_t states = 0;

  void add(const Result& result) {
    states += result.counts.states;
    for (const auto& property : result.properties) {
      if (property.verdict == checker::Verdict::violated) ++violated;
      if (property.verdict == checker::Verdict::holds) ++holding;
      if (property.lasso) ++lassos;
    }
  }
};

void compare(const RandomShape& shape, std::uint32_t seeds, const engine::CheckOptions& options, Tally& tally) {
  for (std::uint32_t seed = 0; seed < seeds; ++seed) {
    CAPTURE(seed);
    const RandomComponents model(shape, seed);
    const std::vector<Claim> claims = random_claims(model, seed + 1);
    const Result plain = checker::check<RandomComponents>(model, claims, options.search.exploration);
    const Result fast = engine::check<RandomComponents>(model, claims, options);
    require_same(fast, plain);
    REQUIRE(fast.counts.labels == plain.counts.labels);
    tally.add(fast);
  }
}

}  // namespace

TEST_CASE("both engines agree on small random models of two to four components") {
  Tally tally;
  for (const std::size_t components : {2U, 3U, 4U}) {
    CAPTURE(components);
    RandomShape shape;
    shape.components = components;
    shape.counters = components - 1;
    shape.shared = components % 3;
    compare(shape, components == 4 ? 40 : 150, {}, tally);
  }
  CHECK(tally.violated > 200);
  CHECK(tally.holding > 200);
  CHECK(tally.lassos > 50);
  CHECK(tally.states > 20'000);
}

TEST_CASE("both engines agree where a limit on the depth cuts the graph") {
  Tally tally;
  engine::CheckOptions options;
  options.search.exploration.limits.depth_max = 4;
  RandomShape shape;
  shape.components = 3;
  compare(shape, 150, options, tally);
  CHECK(tally.violated > 50);
}

TEST_CASE("both engines agree on models that begin in several states, some of them twice") {
  Tally tally;
  RandomShape shape;
  shape.components = 3;
  shape.locals = 8;
  shape.starts = 5;
  compare(shape, 100, {}, tally);
  CHECK(tally.violated > 100);
  CHECK(tally.states > 10'000);
}

TEST_CASE("both engines agree on models whose states need two words") {
  for (const std::size_t components : {7U, 8U}) {
    Tally tally;
    RandomShape shape;
    shape.components = components;
    shape.locals = 3;
    shape.actions = 2;
    compare(shape, 40, {}, tally);
    CHECK(tally.states > 2'000);
  }
}

TEST_CASE("two and three threads find what one finds") {
  RandomShape shape;
  shape.components = 4;
  shape.locals = 9;
  shape.actions = 6;
  Tally tally;
  for (std::uint32_t seed = 0; seed < 6; ++seed) {
    CAPTURE(seed);
    const RandomComponents model(shape, seed);
    const std::vector<Claim> claims = random_claims(model, seed);
    const Result alone = engine::check<RandomComponents>(model, claims);
    for (const unsigned jobs : {2U, 3U}) {
      engine::CheckOptions options;
      options.search.jobs = jobs;
      options.search.states_worth_threads = 1;
      require_same(engine::check<RandomComponents>(model, claims, options), alone);
    }
    tally.add(alone);
  }
  CHECK(tally.states > 20'000);
}

TEST_CASE("sparing what is known to be known changes nothing but the time") {
  Tally tally;
  for (const std::size_t components : {2U, 4U}) {
    RandomShape shape;
    shape.components = components;
    shape.events = 1;
    engine::CheckOptions options;
    options.search.spares_known = false;
    compare(shape, 60, options, tally);
  }
  CHECK(tally.states > 2'000);
}

}  // namespace doublecheck::tests
