// A search that was interrupted goes on where it stopped.
#include "engine/check.hpp"
#include "tests/catch.hpp"
#include "tests/engine/engines.hpp"
#include "tests/engine/models/random_components.hpp"

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
    return {.is_due = [at_each_level] { return at_each_level; },
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

}  // namespace doublecheck::tests
