#include "checker/row_graph.hpp"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/property_map/property_map.hpp>
#include <set>
#include <vector>

#include "checker/exploration.hpp"
#include "checker/subgraph.hpp"
#include "tests/catch.hpp"
#include "tests/checker/models/peterson.hpp"
#include "tests/checker/models/table_model.hpp"
#include "tests/checker/models/two_phase_commit.hpp"

namespace doublecheck::tests {
namespace {

using checker::Exploration;
using checker::StateGraph;
using checker::StateId;

BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<StateGraph>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<StateGraph>));
BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<checker::Subgraph>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<checker::Subgraph>));

template <class M>
Exploration explored(const M& model) {
  checker::ExplorationOptions options;
  options.keeps_graph = true;
  return checker::BreadthFirstSearch<M>(model, {}, options).run();
}

template <class Value>
auto by_state(std::vector<Value>& values) {
  return boost::make_iterator_property_map(values.begin(), boost::typed_identity_property_map<StateId>());
}

/// Which component each state is in.
std::vector<StateId> components_of(const StateGraph& graph) {
  std::vector<StateId> component(graph.state_count());
  boost::strong_components(graph, by_state(component));
  return component;
}

std::size_t distinct(const std::vector<StateId>& values) {
  return std::set<StateId>(values.begin(), values.end()).size();
}

/// By state and state: whether the second is reached from the first, by the naive closure.
std::vector<std::vector<bool>> closure_of(const StateGraph& graph) {
  const std::size_t count = graph.state_count();
  std::vector<std::vector<bool>> reaches(count, std::vector<bool>(count));
  for (StateId state = 0; state < count; ++state) {
    reaches[state][state] = true;
    for (auto edge = graph.first_edge(state); edge < graph.end_edge(state); ++edge) {
      reaches[state][graph.target(edge)] = true;
    }
  }
  for (StateId through = 0; through < count; ++through) {
    for (StateId from = 0; from < count; ++from) {
      for (StateId to = 0; to < count; ++to) {
        if (reaches[from][through] && reaches[through][to]) reaches[from][to] = true;
      }
    }
  }
  return reaches;
}

}  // namespace

TEST_CASE("the strong components that the library finds are those of the naive closure") {
  Dice dice(23);
  std::size_t with_cycles = 0;
  for (std::uint32_t round = 0; round < 300; ++round) {
    CAPTURE(round);
    const StateGraph graph = explored(random_table({.states = 7, .edges = 10, .classes = 1}, dice)).graph;
    const std::vector<StateId> component = components_of(graph);
    const auto reaches = closure_of(graph);
    for (StateId one = 0; one < graph.state_count(); ++one) {
      for (StateId other = 0; other < graph.state_count(); ++other) {
        REQUIRE((component[one] == component[other]) == (reaches[one][other] && reaches[other][one]));
      }
    }
    if (distinct(component) < graph.state_count()) ++with_cycles;
  }
  CHECK(with_cycles > 100);
}

TEST_CASE(
    "the mutual exclusion of Peterson comes back to every state that a process has used, two-phase commit to none") {
  const StateGraph commit = explored(TwoPhaseCommit(3)).graph;
  CHECK(num_vertices(commit) == 288);
  CHECK(distinct(components_of(commit)) == 288);  // a step is taken once, or changes nothing
  const StateGraph peterson = explored(Peterson(3)).graph;
  CHECK(num_vertices(peterson) == 882);
  CHECK(distinct(components_of(peterson)) < 882);
}

TEST_CASE("the library's shortest paths through the explored graph are as long as the engine's") {
  const Exploration commit = explored(TwoPhaseCommit(3));
  std::vector<std::uint32_t> distance(commit.graph.state_count());
  boost::dijkstra_shortest_paths(commit.graph, StateId{0},
                                 boost::weight_map(boost::static_property_map<std::uint32_t, checker::RowEdge>(1))
                                     .distance_map(by_state(distance)));
  for (StateId state = 0; state < distance.size(); ++state) REQUIRE(distance[state] == commit.tree.depth(state));
  CHECK(std::ranges::max(distance) == commit.counts.depth);
}

TEST_CASE("a search by the library through the explored graph finds its states and edges") {
  struct Counter : boost::default_bfs_visitor {
    explicit Counter(std::size_t& states_seen, std::size_t& edges_seen) : states(&states_seen), edges(&edges_seen) {}
    void discover_vertex(StateId, const StateGraph&) { ++*states; }
    void examine_edge(checker::RowEdge, const StateGraph&) { ++*edges; }
    std::size_t* states;
    std::size_t* edges;
  };
  const Exploration peterson = explored(Peterson(3));
  std::size_t states = 0;
  std::size_t edges = 0;
  boost::breadth_first_search(peterson.graph, StateId{0}, boost::visitor(Counter(states, edges)));
  CHECK(states == 882);
  CHECK(edges == 2'646);
}

}  // namespace doublecheck::tests
