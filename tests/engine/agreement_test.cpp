// The fast engine and the plain one, on thousands of small models: the same counts, verdicts and counterexamples.
#include "checker/check.hpp"
#include "engine/check.hpp"
#include "tests/catch.hpp"
#include "tests/engine/engines.hpp"
#include "tests/engine/models/random_claims.hpp"
#include "tests/engine/models/random_components.hpp"
#include "tests/engine/same_result.hpp"

namespace doublecheck::tests {
namespace {

using Claim = RandomClaim;
using Result = checker::CheckResult<RandomComponents>;

/// How often each verdict came up, so that no test passes because nothing ever happens.
struct Tally {
  int violated = 0;
  int holding = 0;
  int lassos = 0;
  int vacuous = 0;
  std::uint64_t states = 0;

  void add(const Result& result) {
    states += result.counts.states;
    for (const auto& property : result.properties) {
      if (property.verdict == checker::Verdict::violated) ++violated;
      if (property.verdict == checker::Verdict::holds) ++holding;
      if (property.lasso) ++lassos;
      if (property.is_vacuous) ++vacuous;
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
    compare(shape, components == 4 ? 20 : 75, {}, tally);
  }
  CHECK(tally.violated > 100);
  CHECK(tally.holding > 100);
  CHECK(tally.lassos > 25);
  CHECK(tally.vacuous > 100);
  CHECK(tally.states > 10'000);
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
