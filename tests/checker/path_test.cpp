#include "checker/path.hpp"

#include "checker/replay.hpp"
#include "tests/catch.hpp"
#include "tests/checker/models/table_model.hpp"

namespace doublecheck::tests {
namespace {

using checker::Lasso;
using checker::Path;

TableModel triangle() {
  TableModel model;
  model.rows = {{{1, {}}, {2, {}}}, {{2, {}}}, {{0, {}}}};
  model.starts = {2, 0};
  return model;
}

/// The states have the numbers that the table gives them.
bool is_state(checker::StateId id, TableModel::State state) { return id == state; }

}  // namespace

TEST_CASE("a path passes one state more than it has actions") {
  const Path<TableModel> path{1, {{2, {}}, {0, {}}}};
  CHECK(states_along(triangle(), path) == std::vector<TableModel::State>{0, 2, 0});
}

TEST_CASE("a lasso unrolled once comes back to where its cycle began") {
  const Lasso<TableModel> lasso{{1, {{1, {}}}}, {{2, {}}, {0, {}}, {1, {}}}};
  CHECK(states_along(triangle(), unrolled_once(lasso)) == std::vector<TableModel::State>{0, 1, 2, 0, 1});
}

TEST_CASE("steps become the actions that were chosen") {
  const auto path = path_of(triangle(), is_state, {1, {{0, 1}, {2, 0}}, 0});
  CHECK(path == Path<TableModel>{1, {{2, {}}, {0, {}}}});
}

TEST_CASE("a model that leads elsewhere the second time is found out") {
  CHECK_THROWS_AS(path_of(triangle(), is_state, {1, {{0, 1}, {1, 0}}, 2}), checker::AssertionFailure);
  CHECK_THROWS_AS(path_of(triangle(), is_state, {1, {{0, 1}}, 1}), checker::AssertionFailure);
  CHECK_THROWS_AS(path_of(triangle(), is_state, {1, {{0, 2}}, 1}), checker::AssertionFailure);
}

}  // namespace doublecheck::tests
