#include "checker/implicit_graph.hpp"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths_no_color_map.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/pending/queue.hpp>
#include <boost/property_map/vector_property_map.hpp>
#include <map>
#include <optional>
#include <vector>

#include "checker/exploration.hpp"
#include "tests/catch.hpp"
#include "tests/checker/models/peterson.hpp"
#include "tests/checker/models/table_model.hpp"
#include "tests/checker/models/two_phase_commit.hpp"

namespace doublecheck::tests {
namespace {

using checker::Exploration;
using checker::ImplicitEdge;
using checker::ImplicitGraph;
using checker::StateId;

BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<ImplicitGraph<TwoPhaseCommit>>));

using Distances = boost::vector_property_map<std::uint32_t>;

/// The distance of every vertex from the initial states, by breadth-first search.
template <class M>
Distances distances_in(const ImplicitGraph<M>& graph) {
  Distances distance;
  boost::vector_property_map<boost::default_color_type> colour;
  boost::queue<StateId> queue;
  const auto recorder = boost::make_bfs_visitor(boost::record_distances(distance, boost::on_tree_edge()));
  const std::vector<StateId>& initial = graph.initial();
  boost::breadth_first_visit(graph, initial.begin(), initial.end(), queue, recorder, colour);
  return distance;
}

template <class M>
void check_like_the_engine(const M& model) {
  const Exploration exploration = checker::BreadthFirstSearch<M>(model, {}, {}).run();
  const ImplicitGraph<M> graph(model);
  const Distances distance = distances_in(graph);
  REQUIRE(graph.met_count() == exploration.counts.states);
  std::string encoding;
  for (StateId vertex = 0; vertex < graph.met_count(); ++vertex) {
    encoding.clear();
    model.encode(graph.state(vertex), encoding);
    const StateId state = exploration.store.find(encoding).id;
    REQUIRE(state != checker::kNoState);
    REQUIRE(distance[vertex] == exploration.tree.depth(state));
  }
}

bool all_committed(const TwoPhaseCommit::State& state) {
  return state.managers.count(TwoPhaseCommit::Manager::committed) == 3;
}

/// Infinitely far unless told otherwise, as an algorithm needs it that does not initialise.
struct Distance {
  std::uint32_t steps = 0xFFFF'FFFF;
};
using DistanceMap = std::map<StateId, Distance>;

struct DistancesByVertex {
  using key_type = StateId;
  using value_type = std::uint32_t;
  using reference = std::uint32_t&;
  using category = boost::lvalue_property_map_tag;

  DistanceMap* distances = nullptr;

  friend std::uint32_t& get(const DistancesByVertex& map, StateId vertex) { return (*map.distances)[vertex].steps; }
  friend void put(const DistancesByVertex& map, StateId vertex, std::uint32_t steps) {
    (*map.distances)[vertex].steps = steps;
  }
};

}  // namespace

TEST_CASE("a breadth-first visit by the library meets the states of the engine, each at its depth") {
  check_like_the_engine(TwoPhaseCommit(3));
  check_like_the_engine(TwoPhaseCommit(4));
  check_like_the_engine(Peterson(3));
  Dice dice(29);
  for (std::uint32_t round = 0; round < 200; ++round) {
    CAPTURE(round);
    check_like_the_engine(random_table({.states = 7, .edges = 9, .classes = 1}, dice));
  }
  CHECK(ImplicitGraph<TwoPhaseCommit>(TwoPhaseCommit(3)).met_count() == 1);
}

TEST_CASE("equal initial states of a model are one vertex") {
  TableModel model;
  model.rows.resize(3);
  model.starts = {2, 0, 2};
  const ImplicitGraph<TableModel> graph(model);
  CHECK(graph.initial() == std::vector<StateId>{0, 1});
  CHECK(graph.state(0) == 2);
}

TEST_CASE("a depth-first visit by the library meets every state and every edge once") {
  struct Counter : boost::default_dfs_visitor {
    explicit Counter(std::size_t& edges_seen) : edges(&edges_seen) {}
    void examine_edge(const ImplicitEdge&, const ImplicitGraph<TwoPhaseCommit>&) { ++*edges; }
    std::size_t* edges;
  };
  const TwoPhaseCommit model(3);
  const ImplicitGraph<TwoPhaseCommit> graph(model);
  std::map<StateId, boost::default_color_type> colours;
  std::size_t edges = 0;
  boost::depth_first_visit(graph, StateId{0}, Counter(edges), boost::make_assoc_property_map(colours));
  CHECK(graph.met_count() == 288);
  CHECK(colours.size() == 288);
  CHECK(edges == 1'146 - 1);  // published: initial states and successors together
}

TEST_CASE("a shortest path by the library has as many edges as the engine's counterexample has actions") {
  const TwoPhaseCommit model(3);
  const ImplicitGraph<TwoPhaseCommit> graph(model);
  DistanceMap distances;
  distances[0].steps = 0;
  boost::dijkstra_shortest_paths_no_color_map_no_init(
      graph, StateId{0}, boost::dummy_property_map(), DistancesByVertex{&distances},
      boost::static_property_map<std::uint32_t, ImplicitEdge>(1), boost::typed_identity_property_map<StateId>(),
      std::less<>(), std::plus<>(), std::uint32_t{0xFFFF'FFFF}, std::uint32_t{0}, boost::default_dijkstra_visitor());
  std::optional<std::uint32_t> nearest;
  for (StateId vertex = 0; vertex < graph.met_count(); ++vertex) {
    if (!all_committed(graph.state(vertex))) continue;
    nearest = std::min(nearest.value_or(0xFFFF'FFFF), distances.at(vertex).steps);
  }
  CHECK(nearest == 10U);  // as "two-phase commit is quickest to commit in ten steps with three managers" has it
}

TEST_CASE("a search by the library that ends early has met a part of the states only") {
  struct Found {};
  struct Goal : boost::default_bfs_visitor {
    void discover_vertex(StateId vertex, const ImplicitGraph<TwoPhaseCommit>& graph) const {
      if (graph.state(vertex).said_abort) throw Found{};
    }
  };
  const TwoPhaseCommit model(3);
  const ImplicitGraph<TwoPhaseCommit> graph(model);
  boost::vector_property_map<boost::default_color_type> colour;
  boost::queue<StateId> queue;
  CHECK_THROWS_AS(boost::breadth_first_visit(graph, StateId{0}, queue, Goal(), colour), Found);
  CHECK(graph.met_count() < 20);
}

TEST_CASE("an edge of the implicit graph knows its action") {
  const TwoPhaseCommit model(2);
  const ImplicitGraph<TwoPhaseCommit> graph(model);
  auto [edge, end] = out_edges(StateId{0}, graph);
  std::size_t seen = 0;
  for (; edge != end; ++edge, ++seen) {
    const TwoPhaseCommit::State after = model.next(graph.state(source(*edge, graph)), graph.action(*edge));
    CHECK(after == graph.state(target(*edge, graph)));
  }
  CHECK(seen == out_degree(StateId{0}, graph));
  CHECK(seen == 5);  // abort; and each of two managers prepares or aborts
}

}  // namespace doublecheck::tests
