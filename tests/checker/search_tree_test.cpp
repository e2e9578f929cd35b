#include "checker/search_tree.hpp"

#include "tests/catch.hpp"

namespace doublecheck::tests {

using checker::SearchTree;
using checker::Step;

TEST_CASE("a search tree knows depths and levels and paths") {
  SearchTree tree;
  CHECK(tree.level_count() == 0);
  tree.add_initial(0);
  tree.add_initial(3);
  for (const Step step : {Step{0, 1}, Step{1, 0}, Step{1, 2}, Step{2, 0}, Step{5, 4}}) tree.add(step);

  CHECK(tree.level_count() == 4);
  const std::vector<std::uint32_t> depths = {0, 0, 1, 1, 1, 2, 3};
  for (checker::StateId state = 0; state < depths.size(); ++state) CHECK(tree.depth(state) == depths[state]);
  const std::vector<checker::StateId> starts = {0, 2, 5, 6, 7};
  for (std::size_t level = 0; level < starts.size(); ++level) CHECK(tree.level_start(level) == starts[level]);

  CHECK(tree.path_to(6) == checker::StepPath{0, {{0, 1}, {2, 0}, {5, 4}}, 6});
  CHECK(tree.path_to(4) == checker::StepPath{3, {{1, 2}}, 4});
  CHECK(tree.path_to(1) == checker::StepPath{3, {}, 1});
}

}  // namespace doublecheck::tests
