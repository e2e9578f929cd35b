// Whole graphs are those of the plain engine, state by state and edge by edge.
#include "engine/whole_graph.hpp"

#include "checker/exploration.hpp"
#include "tests/catch.hpp"
#include "tests/checker/models/table_model.hpp"
#include "tests/engine/models/random_components.hpp"

namespace doublecheck::tests {
namespace {

using checker::StateId;
using checker::StopReason;

template <checker::Model M>
checker::Exploration explore_plainly(const M& model) {
  checker::ExplorationOptions options;
  options.keeps_graph = true;
  return checker::BreadthFirstSearch<M>(model, {}, options).run();
}

template <checker::Model M>
void require_the_plain_graph(const M& model, const engine::WholeGraph& whole) {
  const checker::Exploration plain = explore_plainly(model);
  REQUIRE(whole.stop == StopReason::complete);
  REQUIRE(whole.counts.states == plain.counts.states);
  REQUIRE(whole.counts.transitions == plain.counts.transitions);
  REQUIRE(whole.states.size() == plain.store.size());
  REQUIRE(whole.graph.state_count() == plain.graph.state_count());
  REQUIRE(whole.graph.edge_count() == plain.graph.edge_count());
  for (StateId state = 0; state < plain.store.size(); ++state) {
    REQUIRE(whole.states.encoding(state) == plain.store.encoding(state));
    REQUIRE(whole.tree.path_to(state) == plain.tree.path_to(state));
    REQUIRE(whole.graph.end_edge(state) == plain.graph.end_edge(state));
  }
  for (checker::EdgeIndex edge = 0; edge < plain.graph.edge_count(); ++edge) {
    REQUIRE(whole.graph.target(edge) == plain.graph.target(edge));
    REQUIRE(whole.classes.kind(whole.graph.fairness_class(edge)) ==
            plain.classes.kind(plain.graph.fairness_class(edge)));
  }
}

RandomShape small() {
  RandomShape shape;
  shape.components = 3;
  shape.starts = 4;
  return shape;
}

}  // namespace

TEST_CASE("the whole graph of a component model is that of the plain engine, for any number of threads") {
  std::uint64_t states = 0;
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    const RandomComponents model(small(), seed);
    for (const unsigned jobs : {1U, 3U}) {
      engine::SearchOptions options;
      options.jobs = jobs;
      options.states_worth_threads = 1;
      const engine::WholeGraph whole = engine::explore_whole_graph(model, options);
      require_the_plain_graph(model, whole);
      states += whole.counts.states;
    }
  }
  CHECK(states > 5'000);
}

TEST_CASE("a model that tells nothing of its inside has a whole graph, too") {
  Dice dice(1);
  for (int round = 0; round < 20; ++round) {
    const TableModel model = random_table({}, dice);
    require_the_plain_graph(model, engine::explore_whole_graph(model, {}));
  }
}

TEST_CASE("a graph that a limit cut or the caller did not wait for is not whole and says so") {
  const RandomComponents model(small(), 1);
  engine::SearchOptions options;
  const std::uint64_t states = engine::explore_whole_graph(model, options).counts.states;
  REQUIRE(states > 20);
  options.exploration.limits.states_max = states - 1;
  const engine::WholeGraph cut = engine::explore_whole_graph(model, options);
  CHECK(cut.stop == StopReason::states);
  CHECK(cut.counts.states < states);
  CHECK(cut.states.size() == 0);
  options.exploration.limits.states_max = states;
  CHECK(engine::explore_whole_graph(model, options).stop == StopReason::complete);

  int asked = 0;
  int patience = 0;
  options.exploration.is_interrupted = [&] { return ++asked == patience; };
  CHECK(engine::explore_whole_graph(model, options).stop == StopReason::complete);
  for (const int question : {1, asked}) {  // the last one is asked while states are numbered
    patience = question;
    asked = 0;
    const engine::WholeGraph interrupted = engine::explore_whole_graph(model, options);
    CHECK(interrupted.stop == StopReason::interrupted);
    CHECK(interrupted.states.size() == 0);
  }
}

}  // namespace doublecheck::tests
