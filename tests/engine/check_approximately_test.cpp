// The approximate search: with ample memory it sees what an exact one sees, with little memory it sees less, and in no
// case does it say that something holds.
#include "engine/check_approximately.hpp"

#include "tests/catch.hpp"
#include "tests/checker/models/table_model.hpp"
#include "tests/engine/engines.hpp"
#include "tests/engine/models/random_claims.hpp"
#include "tests/engine/same_result.hpp"

namespace doublecheck::tests {
namespace {

using checker::StopReason;
using checker::Verdict;
using engine::ApproximateOptions;
using engine::Approximation;

constexpr auto kApproximations = std::to_array({Approximation::bitstate, Approximation::compact});

ApproximateOptions options_with(Approximation approximation, std::uint64_t bytes, unsigned jobs = 1) {
  ApproximateOptions options;
  options.approximation = approximation;
  options.filter_bytes = bytes;
  options.search.jobs = jobs;
  options.search.states_worth_threads = 1;
  return options;
}

/// Does the path lead through the model to a state that breaks the claim?
template <checker::Model M>
void require_real(const M& model, const checker::Property<typename M::State>& claim, const checker::Path<M>& path) {
  typename M::State state = model.initial().at(path.initial);
  for (const auto& action : path.actions) {
    std::vector<typename M::Action> enabled;
    model.actions(state, enabled);
    REQUIRE(std::ranges::find(enabled, action) != enabled.end());
    state = model.next(state, action);
  }
  REQUIRE_FALSE(claim.goal().test(state));
}

std::vector<checker::Property<TwoPhaseCommit::State>> claims_of(const TwoPhaseCommit& model) {
  using State = TwoPhaseCommit::State;
  const auto count = [](const State& state) { return state.managers.count(TwoPhaseCommit::Manager::committed); };
  return {checker::invariant<State>("CONSISTENT", [&](const State& state) { return model.is_consistent(state); }),
          checker::invariant<State>("FEW_OBEY", [=](const State& state) { return count(state) < 4; })};
}

template <checker::Model M>
void require_same_estimate(const checker::CheckResult<M>& one, const checker::CheckResult<M>& other) {
  REQUIRE(one.omissions->expected == other.omissions->expected);
  REQUIRE(one.omissions->probability == other.omissions->probability);
  REQUIRE(one.omissions->filled == other.omissions->filled);
}

}  // namespace

TEST_CASE("with ample memory an approximate search of random models sees what an exact one sees") {
  int violated = 0;
  for (const Approximation approximation : kApproximations) {
    for (std::uint32_t seed = 0; seed < 40; ++seed) {
      CAPTURE(seed);
      RandomShape shape;
      shape.components = 2 + seed % 3;
      const RandomComponents model(shape, seed);
      const auto claims = random_claims(model, seed + 1);
      const auto exact = engine::check<RandomComponents>(model, claims);
      const auto found =
          engine::check_approximately<RandomComponents>(model, claims, options_with(approximation, 1U << 20U));
      REQUIRE(found.stop == StopReason::approximate);
      REQUIRE(found.counts.states == exact.counts.states);
      REQUIRE(found.counts.transitions == exact.counts.transitions);
      REQUIRE(found.counts.depth == exact.counts.depth);
      REQUIRE(found.omissions->probability < 0.01);
      for (std::size_t i = 0; i < claims.size(); ++i) {
        const bool is_invariant = claims[i].kind == checker::PropertyKind::invariant;
        const bool is_seen = is_invariant && exact.properties[i].verdict == Verdict::violated;
        REQUIRE(found.properties[i].verdict == (is_seen ? Verdict::violated : Verdict::inconclusive));
        if (is_seen) REQUIRE(found.properties[i].path == exact.properties[i].path);
        violated += is_seen ? 1 : 0;
      }
      REQUIRE(found.deadlock->states == exact.deadlock->states);
      REQUIRE(found.deadlock->verdict != Verdict::holds);
    }
  }
  CHECK(violated > 40);
}

TEST_CASE("with little memory it sees less, and every violation that it shows is real") {
  int missing = 0;
  int violated = 0;
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    RandomShape shape;
    shape.components = 3;
    shape.locals = 8;
    const RandomComponents model(shape, seed);
    const auto claims = random_claims(model, seed + 1);
    const auto exact = engine::check<RandomComponents>(model, claims);
    const auto found =
        engine::check_approximately<RandomComponents>(model, claims, options_with(Approximation::bitstate, 64));
    REQUIRE(found.counts.states <= exact.counts.states);
    REQUIRE(found.counts.transitions <= exact.counts.transitions);
    missing += found.counts.states < exact.counts.states ? 1 : 0;
    for (std::size_t i = 0; i < claims.size(); ++i) {
      REQUIRE(found.properties[i].verdict != Verdict::holds);
      if (found.properties[i].verdict != Verdict::violated) continue;
      REQUIRE(exact.properties[i].verdict == Verdict::violated);
      REQUIRE(found.properties[i].counterexample_length() >= exact.properties[i].counterexample_length());
      require_real(model, claims[i], *found.properties[i].path);
      ++violated;
    }
  }
  CHECK(missing > 20);
  CHECK(violated > 20);
}

TEST_CASE("what an approximate search leaves out does not depend on the number of threads") {
  const TwoPhaseCommit packed(6);
  const auto packed_claims = claims_of(packed);
  RandomShape shape;
  shape.components = 4;
  shape.locals = 8;
  shape.counter_start = 5;
  const RandomComponents components(shape, 3);
  for (const Approximation approximation : kApproximations) {
    const auto compare = [&]<checker::Model M>(const M& model, const auto& claims, std::uint64_t bytes) {
      const auto alone = engine::check_approximately<M>(model, claims, options_with(approximation, bytes));
      for (const unsigned jobs : {2U, 3U}) {
        CAPTURE(jobs, bytes);
        const auto together = engine::check_approximately<M>(model, claims, options_with(approximation, bytes, jobs));
        require_same(together, alone);
        require_same_estimate(together, alone);
      }
      return alone.counts.states;
    };
    const bool is_bitstate = approximation == Approximation::bitstate;
    const std::uint64_t seen = compare(packed, packed_claims, is_bitstate ? 16'384 : 1'000'000);
    CHECK((seen < 50'816) == is_bitstate);
    compare(components, random_claims(components, 1), is_bitstate ? 512 : 100'000);
  }
}

TEST_CASE("a table of signatures that is full ends the search with whole levels") {
  const TwoPhaseCommit model(6);
  auto options = options_with(Approximation::compact, 64'000);
  const auto found = engine::check_approximately<TwoPhaseCommit>(model, claims_of(model), options);
  CHECK(found.stop == StopReason::memory);
  CHECK(found.counts.states == found.counts.expanded + found.counts.frontier);
  CHECK(found.counts.states > 5'000);
  for (const auto& property : found.properties) CHECK(property.verdict != Verdict::holds);
}

TEST_CASE("limits end an approximate search as they do an exact one") {
  const TwoPhaseCommit model(5);
  const auto claims = claims_of(model);
  for (const Approximation approximation : kApproximations) {
    auto options = options_with(approximation, 1U << 20U, 2);
    options.search.exploration.limits.depth_max = 6;
    const auto shallow = engine::check_approximately<TwoPhaseCommit>(model, claims, options);
    CHECK(shallow.stop == StopReason::depth);
    CHECK(shallow.counts.states ==
          engine::check<TwoPhaseCommit>(model, claims, {.search = options.search}).counts.states);
    options.search.exploration.limits.depth_max.reset();
    options.search.exploration.limits.states_max = 1'000;
    const auto few = engine::check_approximately<TwoPhaseCommit>(model, claims, options);
    CHECK(few.stop == StopReason::states);
    CHECK(few.counts.states <= 1'000);
    CHECK(few.omissions.has_value());
  }
}

TEST_CASE("bits take half of the memory and signatures three quarters") {
  ApproximateOptions options;
  CHECK(engine::filter_bytes(options) == std::uint64_t{1} << 30U);
  options.search.exploration.limits.memory_bytes_max = 1'000'000;
  CHECK(engine::filter_bytes(options) == 500'000);
  options.approximation = Approximation::compact;
  CHECK(engine::filter_bytes(options) == 750'000);
}

TEST_CASE("a model without a space of keys is explored approximately, too") {
  STATIC_REQUIRE_FALSE(checker::ComponentModel<TableModel>);
  STATIC_REQUIRE_FALSE(checker::PackedModel<TableModel>);
  Dice dice(1);
  std::uint64_t states = 0;
  for (int round = 0; round < 40; ++round) {
    const TableModel model = random_table({.states = 16, .edges = 40}, dice);
    const auto exact = checker::check<TableModel>(model, {});
    for (const Approximation approximation : kApproximations) {
      const auto found = engine::check_approximately<TableModel>(model, {}, options_with(approximation, 1U << 20U, 2));
      REQUIRE(found.stop == StopReason::approximate);
      REQUIRE(found.counts.states == exact.counts.states);
      REQUIRE(found.counts.transitions == exact.counts.transitions);
    }
    states += exact.counts.states;
  }
  CHECK(states > 200);
}

}  // namespace doublecheck::tests
