// A search that was interrupted goes on where it stopped.
#include "engine/check.hpp"
#include "tests/catch.hpp"
#include "tests/engine/engines.hpp"
#include "tests/engine/models/counting.hpp"
#include "tests/engine/models/random_components.hpp"
#include "tests/engine/same_result.hpp"

namespace doublecheck::tests {
namespace {

using Result = checker::CheckResult<RandomComponents>;

RandomComponents model_of(std::uint32_t seed) {
  RandomShape shape;
  shape.components = 4;
  shape.locals = 8;
  shape.actions = 5;
  return RandomComponents(shape, seed);
}

/// Keeps the last snapshot, as a folder would.
struct Keeper {
  engine::Snapshot snapshot;
  std::vector<std::vector<std::byte>> levels;
  int saves = 0;

  engine::Checkpoints checkpoints(bool at_each_level) {
    return {.start_over = [this] { levels.clear(); },
            .is_due = [at_each_level] { return at_each_level; },
            .save =
                [this](const engine::Snapshot& now, const engine::ReadLevel& read) {
                  ++saves;
                  snapshot = now;
                  for (std::size_t level = levels.size(); level < now.level_sizes.size(); ++level) {
                    auto& bytes = levels.emplace_back();
                    read(level, [&](std::span<const std::byte> piece) {
                      bytes.insert(bytes.end(), piece.begin(), piece.end());
                    });
                  }
                }};
  }

  engine::Resumption resumption() const {
    return {.snapshot = snapshot,
            .read_level = [this](std::size_t level, const engine::TakeBytes& take) { take(levels.at(level)); }};
  }
};

std::vector<checker::Property<RandomComponents::State>> claims_about(const RandomComponents& model) {
  std::vector<checker::Property<RandomComponents::State>> claims;
  for (std::size_t first = 0; first + 3 < model.predicate_count(); ++first) {
    const checker::Formula formula =
        checker::disjunction({checker::predicate(first), checker::predicate(first + 1), checker::predicate(first + 3)});
    auto claim = checker::invariant<RandomComponents::State>("CLAIM", [&model, formula](const auto& state) {
      return checker::evaluate(formula, [&](std::size_t predicate) { return model.holds_in(predicate, state); });
    });
    claim.propositions[0].formula = formula;
    claims.push_back(claim);
  }
  return claims;
}

/// A check that was ended by `first`, kept, and gone on with by `second`.
template <class M>
checker::CheckResult<M> resumed(const M& model, const std::vector<checker::Property<typename M::State>>& claims,
                                engine::CheckOptions first, engine::CheckOptions second, checker::StopReason why) {
  Keeper keeper;
  first.search.checkpoints = keeper.checkpoints(false);
  const auto ended = engine::check<M>(model, claims, first);
  REQUIRE(ended.stop == why);
  REQUIRE(keeper.saves == 1);
  second.search.resumption = keeper.resumption();
  return engine::check<M>(model, claims, second);
}

engine::CheckOptions with_jobs(unsigned jobs) {
  engine::CheckOptions options;
  options.search.jobs = jobs;
  options.search.states_worth_threads = 1;
  return options;
}

/// One that leads to levels of any width at once.
Counting with_starts(Counting::Local starts, bool needs_two_words, std::uint8_t steps = 1) {
  std::vector<Counting::Local> limits(needs_two_words ? 9 : 3, 1);
  limits[0] = std::max(2'000U, starts);
  Counting model(limits, steps);
  model.starts = starts;
  return model;
}

}  // namespace

TEST_CASE("a search that is resumed at any level ends like one that was never interrupted") {
  int violations = 0;
  for (std::uint32_t seed = 0; seed < 6; ++seed) {
    CAPTURE(seed);
    const RandomComponents model = model_of(seed);
    const auto claims = claims_about(model);
    const Result whole = engine::check<RandomComponents>(model, claims);
    for (std::uint64_t depth = 1; depth < whole.counts.depth; depth += 2) {
      CAPTURE(depth);
      Keeper keeper;
      engine::CheckOptions first;
      first.search.checkpoints = keeper.checkpoints(true);
      first.search.exploration.is_interrupted = [&] { return keeper.saves >= static_cast<int>(depth); };
      const Result interrupted = engine::check<RandomComponents>(model, claims, first);
      REQUIRE(keeper.saves > 0);
      engine::CheckOptions second;
      second.search.resumption = keeper.resumption();
      const Result resumed = engine::check<RandomComponents>(model, claims, second);
      CHECK(resumed.stop == checker::StopReason::complete);
      CHECK(resumed.counts.states == whole.counts.states);
      CHECK(resumed.counts.transitions == whole.counts.transitions);
      CHECK(resumed.counts.expanded == whole.counts.expanded);
      CHECK(resumed.counts.depth == whole.counts.depth);
      for (std::size_t i = 0; i < claims.size(); ++i) {
        CHECK(resumed.properties[i].path == whole.properties[i].path);
        if (resumed.properties[i].path) ++violations;
      }
      CHECK(resumed.deadlock->path == whole.deadlock->path);
      CHECK(resumed.deadlock->states == whole.deadlock->states);
      CHECK(interrupted.counts.states <= whole.counts.states);
    }
  }
  CHECK(violations > 20);
}

TEST_CASE("a search that begins with any number of states finds them all") {
  for (const bool needs_two_words : {false, true}) {
    for (const Counting::Local starts : {1U, 511U, 512U, 513U, 8'191U, 8'192U, 8'193U, 8'704U, 8'705U, 20'000U}) {
      const Counting model = with_starts(starts, needs_two_words);
      const auto plain = checker::check<Counting>(model, {});
      for (const unsigned jobs : {1U, 2U}) {
        CAPTURE(needs_two_words, starts, jobs);
        require_same(engine::check<Counting>(model, {}, with_jobs(jobs)), plain);
      }
    }
  }
}

TEST_CASE("a search that is resumed has all states of a level, however many they are") {
  for (const bool needs_two_words : {false, true}) {
    for (const Counting::Local starts : {8'192U, 8'193U, 8'705U, 20'000U}) {
      const Counting model = with_starts(starts, needs_two_words);
      const auto whole = engine::check<Counting>(model, {});
      for (const unsigned jobs : {1U, 2U}) {
        CAPTURE(needs_two_words, starts, jobs);
        engine::CheckOptions first = with_jobs(jobs);
        first.search.exploration.limits.states_max = starts;
        require_same(resumed(model, {}, first, with_jobs(jobs), checker::StopReason::states), whole);
      }
    }
  }
}

TEST_CASE("a search that a limit ended counts nothing twice when it is resumed") {
  int deadlocks = 0;
  RandomShape shape;
  shape.components = 3;
  shape.actions = 2;
  shape.shared = 0;
  for (std::uint32_t seed = 0; seed < 30; ++seed) {
    const RandomComponents model(shape, seed);
    const auto claims = claims_about(model);
    const Result whole = engine::check<RandomComponents>(model, claims);
    if (whole.counts.depth < 4) continue;
    deadlocks += whole.deadlock->path ? 1 : 0;
    for (const unsigned jobs : {1U, 2U}) {
      CAPTURE(seed, jobs);
      engine::CheckOptions by_depth = with_jobs(jobs);
      by_depth.search.exploration.limits.depth_max = whole.counts.depth / 2;
      require_same(resumed(model, claims, by_depth, with_jobs(jobs), checker::StopReason::depth), whole);
      // Once more with the same limit: what it ended with is what it ends with.
      const Result cut = engine::check<RandomComponents>(model, claims, by_depth);
      require_same(resumed(model, claims, by_depth, by_depth, checker::StopReason::depth), cut);
      engine::CheckOptions by_states = with_jobs(jobs);
      by_states.search.exploration.limits.states_max = whole.counts.states / 2;
      require_same(resumed(model, claims, by_states, with_jobs(jobs), checker::StopReason::states), whole);
    }
  }
  CHECK(deadlocks > 3);
}

TEST_CASE("a search that stopped at a violation stops there again when it is resumed") {
  int violations = 0;
  for (std::uint32_t seed = 0; seed < 6; ++seed) {
    CAPTURE(seed);
    const RandomComponents model = model_of(seed);
    const auto claims = claims_about(model);
    engine::CheckOptions options = with_jobs(1);
    options.search.exploration.stop_rule = checker::StopRule::first_violation;
    const Result stopped = engine::check<RandomComponents>(model, claims, options);
    if (stopped.stop != checker::StopReason::violation) continue;
    ++violations;
    require_same(resumed(model, claims, options, options, checker::StopReason::violation), stopped);
  }
  CHECK(violations > 3);
}

TEST_CASE("a search that had to begin again is kept from its new beginning on") {
  Counting model({9'999, 1, 1, 1, 1}, 1);
  model.leaps = true;
  const auto whole = engine::check<Counting>(model, {});
  for (std::uint64_t depth = 1; depth < 14; ++depth) {
    CAPTURE(depth);
    Keeper keeper;
    engine::CheckOptions first = with_jobs(1);
    first.search.checkpoints = keeper.checkpoints(true);
    first.search.exploration.limits.depth_max = depth;
    REQUIRE(engine::check<Counting>(model, {}, first).stop == checker::StopReason::depth);
    engine::CheckOptions second = with_jobs(1);
    second.search.resumption = keeper.resumption();
    second.search.checkpoints = keeper.checkpoints(true);
    second.search.exploration.limits.states_max = whole.counts.states / 2;
    REQUIRE(engine::check<Counting>(model, {}, second).stop == checker::StopReason::states);
    engine::CheckOptions third = with_jobs(1);
    third.search.resumption = keeper.resumption();
    require_same(engine::check<Counting>(model, {}, third), whole);
  }
}

TEST_CASE("a search that finds no room when it is resumed is inconclusive, and shows what it had found") {
  const auto claim_of = [](std::size_t component) {
    auto claim = checker::invariant<Counting::State>(
        "REST", [component](const Counting::State& state) { return state.locals[component] == 1; });
    claim.propositions[0].formula = checker::negation(checker::predicate(component));
    return claim;
  };
  for (const bool needs_two_words : {false, true}) {
    CAPTURE(needs_two_words);
    const Counting model = with_starts(9'000, needs_two_words, 2);
    const std::vector<checker::Property<Counting::State>> claims = {claim_of(2), claim_of(1)};
    const auto whole = engine::check<Counting>(model, claims);
    engine::CheckOptions first = with_jobs(1);
    first.search.exploration.limits.depth_max = 1;
    engine::CheckOptions second = with_jobs(1);
    second.search.exploration.limits.memory_bytes_max = 1;
    second.counts_labels = true;
    const auto again = resumed(model, claims, first, second, checker::StopReason::depth);
    REQUIRE(again.stop == checker::StopReason::memory);
    REQUIRE(again.counts.labels.empty());
    REQUIRE(again.deadlock->verdict != checker::Verdict::holds);
    for (std::size_t i = 0; i < claims.size(); ++i) {
      REQUIRE(whole.properties[i].path);
      REQUIRE(again.properties[i].path == whole.properties[i].path);
    }
  }
}

TEST_CASE("local states that are none, or one of which comes twice, are refused") {
  const RandomComponents model = model_of(1);
  Keeper keeper;
  engine::CheckOptions first;
  first.search.checkpoints = keeper.checkpoints(true);
  first.search.exploration.limits.depth_max = 3;
  engine::check<RandomComponents>(model, {}, first);
  REQUIRE(keeper.saves > 0);
  REQUIRE(keeper.snapshot.locals.at(0).size() > 1);
  const auto is_refused = [&](const std::string& encoding) {
    engine::CheckOptions second;
    second.search.resumption = keeper.resumption();
    second.search.resumption->snapshot.locals[0][1] = encoding;
    try {
      engine::check<RandomComponents>(model, {}, second);
      return false;
    } catch (const engine::BadSnapshot&) {
      return true;
    }
  };
  CHECK_FALSE(is_refused(keeper.snapshot.locals[0][1]));
  CHECK(is_refused(keeper.snapshot.locals[0][0]));
  CHECK(is_refused(keeper.snapshot.locals[0][1] + "more"));
}

}  // namespace doublecheck::tests
