// Random walks: what they find is true, the same for any number of threads, and never that something holds.
#include "engine/random_walks.hpp"

#include <map>

#include "checker/check.hpp"
#include "tests/catch.hpp"
#include "tests/checker/models/two_phase_commit.hpp"
#include "tests/engine/engines.hpp"
#include "tests/engine/models/path_end.hpp"
#include "tests/engine/models/random_claims.hpp"
#include "tests/engine/models/random_components.hpp"

namespace doublecheck::tests {
namespace {

using checker::StopReason;
using checker::Verdict;
using engine::SwarmOptions;
using engine::walk_randomly;
using engine::WalkOptions;
using Walked = engine::WalkResult<RandomComponents>;

/// A random model that tells nobody of its components.
struct OnlyStates {
  using State = RandomComponents::State;
  using Action = RandomComponents::Action;

  RandomComponents model;

  std::vector<State> initial() const { return model.initial(); }
  void actions(const State& state, std::vector<Action>& actions) const { model.actions(state, actions); }
  State next(const State& state, Action action) const { return model.next(state, action); }
  void encode(const State& state, std::string& bytes) const { model.encode(state, bytes); }
  bool may_end(const State& state) const { return model.may_end(state); }
  std::uint32_t label(Action action) const { return model.label(action); }
};
static_assert(!checker::ComponentModel<OnlyStates> && checker::LabelledModel<OnlyStates>);

/// Twelve steps up, each of which any of seven others undoes together with all before.
struct Ladder {
  using State = std::uint8_t;
  using Action = std::uint8_t;  // 0: up

  static constexpr State kTop = 12;

  std::vector<State> initial() const { return {0}; }
  void actions(State, std::vector<Action>& actions) const { actions.insert(actions.end(), {1, 2, 3, 0, 4, 5, 6, 7}); }
  State next(State state, Action action) const {
    return action == 0 ? std::min<State>(static_cast<State>(state + 1), kTop) : State{0};
  }
  void encode(State state, std::string& bytes) const { bytes.push_back(static_cast<char>(state)); }
  std::uint32_t label(Action action) const { return action; }
  std::uint64_t pack(State state) const { return state; }
  State unpack(std::uint64_t number) const { return static_cast<State>(number); }
};
static_assert(checker::PackedModel<Ladder>);

std::vector<checker::Property<Ladder::State>> never_at_the_top() {
  return {checker::invariant<Ladder::State>("NEVER_UP", [](const auto& state) { return state < Ladder::kTop; })};
}

WalkOptions short_walks(std::uint64_t walks) {
  WalkOptions options;
  options.walks = walks;
  options.length_max = 40;
  options.walks_in_round = 16;
  return options;
}

RandomComponents random_model(std::uint32_t seed) {
  RandomShape shape;
  shape.components = 2 + seed % 3;
  shape.counters = seed % 2 + 1;
  return {shape, seed};
}

template <checker::Model M, checker::Model Other>
void require_same_walks(const engine::WalkResult<M>& walked, const engine::WalkResult<Other>& other) {
  REQUIRE(walked.result.stop == other.result.stop);
  REQUIRE(walked.coverage == other.coverage);
  REQUIRE(walked.result.counts.labels == other.result.counts.labels);
  REQUIRE(walked.findings == other.findings);
  REQUIRE(walked.deadlock_finding == other.deadlock_finding);
  REQUIRE(walked.result.deadlock->states == other.result.deadlock->states);
  for (std::size_t i = 0; i < walked.findings.size(); ++i) {
    const auto& path = walked.result.properties[i].path;
    const auto& other_path = other.result.properties[i].path;
    REQUIRE(path.has_value() == other_path.has_value());
    if (path) REQUIRE(path->actions == other_path->actions);
  }
}

}  // namespace

TEST_CASE("what random walks find violated is violated, and in small models they find nearly all that is") {
  std::uint64_t found = 0;
  std::uint64_t missed = 0;
  std::uint64_t states = 0;
  std::uint64_t states_met = 0;
  for (std::uint32_t seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    const RandomComponents model = random_model(seed);
    const std::vector<RandomClaim> claims = random_claims(model, seed + 1);
    const auto plain = checker::check<RandomComponents>(model, claims);
    const Walked walked = walk_randomly<RandomComponents>(model, claims, short_walks(150));
    REQUIRE(walked.result.stop == StopReason::sampled);
    REQUIRE(walked.coverage.walks == 150);
    REQUIRE(walked.coverage.distinct_states <= plain.counts.states);
    states += plain.counts.states;
    states_met += walked.coverage.distinct_states;
    for (std::size_t i = 0; i < claims.size(); ++i) {
      const auto& property = walked.result.properties[i];
      REQUIRE(property.verdict != Verdict::holds);
      REQUIRE(property.path.has_value() == (property.verdict == Verdict::violated));
      if (claims[i].kind != checker::PropertyKind::invariant) REQUIRE(!property.path);
      if (!property.path) {
        missed += plain.properties[i].path ? 1U : 0U;
        continue;
      }
      ++found;
      REQUIRE(plain.properties[i].path);
      REQUIRE(property.path->actions.size() >= plain.properties[i].path->actions.size());
      REQUIRE(property.path->actions.size() <= walked.findings[i]->steps);
      const auto end = end_of(model, *property.path);
      REQUIRE(end);
      REQUIRE(!claims[i].goal().test(*end));
    }
    if (!walked.result.deadlock->path) continue;
    REQUIRE(plain.deadlock->verdict == Verdict::violated);
    REQUIRE(walked.result.deadlock->states <= plain.deadlock->states);
    const auto end = end_of(model, *walked.result.deadlock->path);
    REQUIRE(end);
    REQUIRE(engine::is_deadlock(model, *end));
  }
  CHECK(found > 100);
  CHECK(missed * 20 < found);
  CHECK(states_met * 3 > states);
}

TEST_CASE("random walks are the same for any number of threads, with and without a swarm") {
  for (std::uint32_t seed = 0; seed < 25; ++seed) {
    CAPTURE(seed);
    const RandomComponents model = random_model(seed);
    const std::vector<RandomClaim> claims = random_claims(model, seed + 1);
    WalkOptions options = short_walks(60);
    options.seed = seed;
    if (seed % 2 == 1) options.swarm.emplace();
    if (seed % 3 == 0) options.exploration.stop_rule = checker::StopRule::first_violation;
    if (seed % 4 == 0) options.distinct_states_max = 20;
    const Walked alone = walk_randomly<RandomComponents>(model, claims, options);
    for (const unsigned jobs : {2U, 3U}) {
      options.jobs = jobs;
      require_same_walks(walk_randomly<RandomComponents>(model, claims, options), alone);
    }
  }
}

TEST_CASE("walks through keys and walks through whole states are the same walks") {
  std::uint64_t found = 0;
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    const RandomComponents model = random_model(seed);
    const std::vector<RandomClaim> claims = random_claims(model, seed + 1);
    WalkOptions options = short_walks(40);
    if (seed % 2 == 1) options.swarm.emplace();
    const Walked walked = walk_randomly<RandomComponents>(model, claims, options);
    require_same_walks(walked, walk_randomly<OnlyStates>(OnlyStates{model}, claims, options));
    for (const auto& finding : walked.findings) found += finding ? 1U : 0U;
  }
  CHECK(found > 40);
}

TEST_CASE("the violation reported is that of the lowest walk") {
  const auto claims = never_at_the_top();
  WalkOptions options = short_walks(2'000);
  options.swarm.emplace();
  options.jobs = 3;
  const auto walked = walk_randomly<Ladder>({}, claims, options);
  REQUIRE(walked.findings.front());
  const std::uint64_t lowest = walked.findings.front()->walk;
  REQUIRE(lowest > 0);
  options.walks = lowest;
  CHECK(!walk_randomly<Ladder>({}, claims, options).findings.front());
  options.walks = lowest + 1;
  CHECK(walk_randomly<Ladder>({}, claims, options).findings == walked.findings);
}

TEST_CASE("a swarm meets a combination that even walks do not") {
  const auto claims = never_at_the_top();
  WalkOptions options = short_walks(2'000);
  const auto even = walk_randomly<Ladder>({}, claims, options);
  CHECK(even.result.properties.front().verdict == Verdict::inconclusive);
  CHECK(even.coverage.distinct_states < 12);
  options.swarm.emplace();
  const auto swarm = walk_randomly<Ladder>({}, claims, options);
  CHECK(swarm.result.properties.front().verdict == Verdict::violated);
  CHECK(swarm.result.properties.front().path->actions == std::vector<Ladder::Action>(12, 0));
  CHECK(swarm.coverage.distinct_states == 13);
}

TEST_CASE("an action left out by the swarm is taken where nothing else is enabled") {
  const std::vector<std::uint32_t> labels = {3, 5, 3};
  engine::WalkChoices choices(1, 2, SwarmOptions{.omitted_percent = 100, .doublings_max = 4});
  std::map<std::size_t, int> taken;
  for (std::uint64_t step = 0; step < 300; ++step) ++taken[choices.choose(labels, step)];
  CHECK(taken.size() == 3);
  CHECK(taken[1] > 60);
}

TEST_CASE(
    "the swarm leaves out about as many labels as it is told, and the weights are powers of two up to the greatest") {
  std::map<std::uint64_t, int> weights;
  for (std::uint64_t walk = 0; walk < 1'000; ++walk) {
    engine::WalkChoices choices(7, walk, SwarmOptions{.omitted_percent = 30, .doublings_max = 2});
    for (std::uint32_t label = 0; label < 4; ++label) ++weights[choices.weight(label)];
  }
  CHECK(weights.size() == 4);
  CHECK(weights[0] > 1'050);
  CHECK(weights[0] < 1'350);
  for (const std::uint64_t weight : {1U, 2U, 4U}) {
    CHECK(weights[weight] > 800);
    CHECK(weights[weight] < 1'070);
  }
}

TEST_CASE("every enabled action is equally likely without a swarm") {
  const auto walked = walk_randomly<Ladder>({}, {}, short_walks(1'000));
  REQUIRE(walked.coverage.steps == 40'000);
  REQUIRE(walked.result.counts.labels.size() == 8);
  for (const checker::LabelCounts& label : walked.result.counts.labels) {
    CHECK(label.enabled == 40'000);
    CHECK(label.fired > 4'700);  // 5,000, seven standard deviations or so
    CHECK(label.fired < 5'300);
  }
}

TEST_CASE("another seed gives other walks") {
  const TwoPhaseCommit model(6);
  WalkOptions options = short_walks(20);
  const auto walked = walk_randomly<TwoPhaseCommit>(model, {}, options);
  CHECK(walk_randomly<TwoPhaseCommit>(model, {}, options).result.counts == walked.result.counts);
  options.seed = 2;
  CHECK(walk_randomly<TwoPhaseCommit>(model, {}, options).result.counts.labels != walked.result.counts.labels);
}

TEST_CASE("walks that are to stop at a violation finish their round and no other") {
  WalkOptions options = short_walks(2'000);
  options.swarm.emplace();
  options.exploration.stop_rule = checker::StopRule::first_violation;
  const auto walked = walk_randomly<Ladder>({}, never_at_the_top(), options);
  CHECK(walked.result.stop == StopReason::violation);
  REQUIRE(walked.findings.front());
  CHECK(walked.coverage.walks == (walked.findings.front()->walk / 16 + 1) * 16);
}

TEST_CASE("distinct states are counted up to the number that is given") {
  const TwoPhaseCommit model(3);
  WalkOptions options = short_walks(3'000);
  const auto whole = walk_randomly<TwoPhaseCommit>(model, {}, options);
  CHECK(whole.coverage.distinct_states > 200);
  CHECK(whole.coverage.distinct_states <= 288);
  CHECK(!whole.coverage.are_there_more);
  options.distinct_states_max = 100;
  const auto part = walk_randomly<TwoPhaseCommit>(model, {}, options);
  CHECK(part.coverage.distinct_states == 100);
  CHECK(part.coverage.are_there_more);
  options.distinct_states_max = 0;
  const auto none = walk_randomly<TwoPhaseCommit>(model, {}, options);
  CHECK(none.coverage.distinct_states == 0);
  CHECK(none.coverage.steps == whole.coverage.steps);
}

TEST_CASE("walks obey the clock and the caller, and still say nothing more than they know") {
  const TwoPhaseCommit model(6);
  WalkOptions options = short_walks(100'000);
  options.exploration.limits.seconds_max = 1.0;
  int asked = 0;
  options.exploration.elapsed_seconds = [&] { return ++asked > 100 ? 2.0 : 0.0; };
  const auto timed = walk_randomly<TwoPhaseCommit>(model, {}, options);
  CHECK(timed.result.stop == StopReason::time);
  CHECK(timed.coverage.walks == 94);  // it is asked before each walk and before each round of 16
  CHECK(timed.result.deadlock->verdict == Verdict::inconclusive);
  options = short_walks(100'000);
  options.jobs = 2;
  options.exploration.is_interrupted = [] { return true; };
  const auto interrupted = walk_randomly<TwoPhaseCommit>(model, {}, options);
  CHECK(interrupted.result.stop == StopReason::interrupted);
  CHECK(interrupted.coverage.walks == 0);
}

TEST_CASE("the caller is asked in every round, whichever thread walks it") {
  WalkOptions options = short_walks(100'000);
  options.jobs = 3;
  std::uint64_t asked = 0;
  options.exploration.is_interrupted = [&] { return ++asked > 100; };
  const auto walked = walk_randomly<TwoPhaseCommit>(TwoPhaseCommit(6), {}, options);
  CHECK(walked.result.stop == StopReason::interrupted);
  CHECK(walked.coverage.walks <= 100 * 16);
}

}  // namespace doublecheck::tests
