// Paths made shorter: still paths, still to the goal, and with nothing left that could be spared.
#include "engine/shortening.hpp"

#include "checker/check.hpp"
#include "tests/catch.hpp"
#include "tests/checker/models/table_model.hpp"
#include "tests/checker/models/two_phase_commit.hpp"
#include "tests/engine/models/path_end.hpp"

namespace doublecheck::tests {
namespace {

using engine::Shortening;
using engine::ShorteningOptions;
using Path = checker::Path<TwoPhaseCommit>;
using State = TwoPhaseCommit::State;

bool is_committed(const State& state) { return state.coordinator == TwoPhaseCommit::Coordinator::committed; }

/// Goes wherever the dice say until the coordinator commits. It often cannot any more; then from the start again.
Path long_path(const TwoPhaseCommit& model, std::uint64_t seed) {
  Dice dice(seed);
  while (true) {
    Path path;
    State state = model.initial().front();
    for (int step = 0; step < 60; ++step) {
      std::vector<TwoPhaseCommit::Action> actions;
      model.actions(state, actions);
      path.actions.push_back(actions[dice.below(static_cast<std::uint32_t>(actions.size()))]);
      state = model.next(state, path.actions.back());
      if (is_committed(state)) return path;
    }
  }
}

}  // namespace

TEST_CASE("a path that wanders about is shortened to the nine steps that four managers need to commit") {
  const TwoPhaseCommit model(4);
  std::size_t length = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Path path = long_path(model, seed);
    length = std::max(length, path.actions.size());
    const Path shortened = Shortening<TwoPhaseCommit>(model, is_committed, {}).shorten(path);
    const auto end = end_of(model, shortened);
    REQUIRE(end);
    CHECK(is_committed(*end));
    CHECK(shortened.actions.size() == 9);  // each prepares, each is heard, and the decision
  }
  CHECK(length > 15);
}

TEST_CASE("a loop is cut out even where each of its actions is needed for the next") {
  // 0 → 1 → 2 → 0, and 0 → 3: the way round is no use.
  TableModel model;
  model.starts = {0};
  model.rows = {{{1, {}}, {3, {}}}, {{2, {}}}, {{0, {}}}, {}};
  const checker::Path<TableModel> path{0, {{1, {}}, {2, {}}, {0, {}}, {1, {}}, {2, {}}, {0, {}}, {3, {}}}};
  const auto is_three = [](const auto& state) { return state == 3; };
  const auto shortened = Shortening<TableModel>(model, is_three, {}).shorten(path);
  CHECK(shortened.actions == std::vector<TableModel::Action>{{3, {}}});
}

TEST_CASE("what comes after the first goal is left out") {
  TableModel model;
  model.starts = {0};
  model.rows = {{{1, {}}}, {{2, {}}}, {{3, {}}}, {}};
  const checker::Path<TableModel> path{0, {{1, {}}, {2, {}}, {3, {}}}};
  const auto is_late = [](const auto& state) { return state >= 2; };
  CHECK(Shortening<TableModel>(model, is_late, {}).shorten(path).actions.size() == 2);
  const auto is_any = [](const auto&) { return true; };
  CHECK(Shortening<TableModel>(model, is_any, {}).shorten(path).actions.empty());
}

TEST_CASE("without tries a path stays as it is, and with few it still leads to the goal") {
  const TwoPhaseCommit model(4);
  const Path path = long_path(model, 3);
  CHECK(Shortening<TwoPhaseCommit>(model, is_committed, {.tries_max = 0}).shorten(path) == path);
  for (std::uint64_t tries = 1; tries < 60; ++tries) {
    const Path shortened = Shortening<TwoPhaseCommit>(model, is_committed, {.tries_max = tries}).shorten(path);
    const auto end = end_of(model, shortened);
    REQUIRE(end);
    CHECK(is_committed(*end));
    CHECK(shortened.actions.size() <= path.actions.size());
  }
}

}  // namespace doublecheck::tests
