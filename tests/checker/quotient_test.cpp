#include "checker/quotient.hpp"

#include <set>
#include <vector>

#include "checker/assert.hpp"
#include "checker/exploration.hpp"
#include "tests/catch.hpp"
#include "tests/checker/models/table_model.hpp"

namespace doublecheck::tests {
namespace {

using checker::Exploration;
using checker::fold;
using checker::Label;
using checker::Quotient;
using checker::StateId;

Exploration explored(const TableModel& model) {
  checker::ExplorationOptions options;
  options.keeps_graph = true;
  return checker::BreadthFirstSearch<TableModel>(model, {}, options).run();
}

/// Labels each state by what is left of its name after division, and each action by whether its target is odd.
struct Labels {
  explicit Labels(const Exploration& exploration, Label modulus) {
    for (StateId state = 0; state < exploration.store.size(); ++state) {
      states.push_back(static_cast<std::uint8_t>(exploration.store.encoding(state).front()) % modulus);
    }
    for (checker::EdgeIndex edge = 0; edge < exploration.graph.edge_count(); ++edge) {
      const StateId target = exploration.graph.target(edge);
      actions.push_back(static_cast<std::uint8_t>(exploration.store.encoding(target).front()) % 2U);
    }
  }

  std::vector<Label> states;
  std::vector<Label> actions;
};

Quotient quotient_of(const TableModel& model, Label modulus) {
  const Exploration exploration = explored(model);
  const Labels labels(exploration, modulus);
  Quotient quotient;
  fold({exploration.graph, exploration.tree, labels.states, labels.actions}, quotient);
  return quotient;
}

/// 0 → 1 → 2 → 3, and back from 3 to 2 by two parallel actions.
TableModel walk() {
  TableModel model;
  model.rows = {{{1, {}}}, {{2, {}}}, {{3, {}}}, {{2, {}}, {2, {}}}};
  model.starts = {0};
  return model;
}

}  // namespace

TEST_CASE("a quotient has the labels and the changes that are reached and counts what is behind each") {
  const Quotient quotient = quotient_of(walk(), 3);
  CHECK(quotient.nodes == std::map<Label, Quotient::Node>{{0, {2, 0, true}}, {1, {1, 1, false}}, {2, {1, 2, false}}});
  CHECK(quotient.edges == std::map<Quotient::Change, Quotient::Edge>{
                              {{0, 1, 1}, {1, 1}}, {{0, 2, 0}, {1, 2}}, {{1, 2, 0}, {1, 1}}, {{2, 0, 1}, {1, 1}}});
}

TEST_CASE("a quotient under one label is a node with loops and one under all different labels is the graph itself") {
  const Quotient one = quotient_of(walk(), 1);
  CHECK(one.nodes.size() == 1);
  CHECK(one.edges == std::map<Quotient::Change, Quotient::Edge>{{{0, 0, 0}, {2, 3}}, {{0, 0, 1}, {2, 2}}});
  const Quotient all = quotient_of(walk(), 100);
  CHECK(all.nodes.size() == 4);
  CHECK(all.edges.size() == 4);
  CHECK(all.edges.at({3, 2, 0}) == Quotient::Edge{1, 2});
}

TEST_CASE("a quotient of a random graph loses no state and no transition and invents no change") {
  Dice dice(31);
  for (std::uint32_t round = 0; round < 300; ++round) {
    CAPTURE(round);
    const TableModel model = random_table({.states = 7, .edges = 12, .classes = 1}, dice);
    const Exploration exploration = explored(model);
    const Quotient quotient = quotient_of(model, 3);
    std::uint64_t states = 0;
    for (const auto& [label, node] : quotient.nodes) states += node.states;
    std::uint64_t transitions = 0;
    std::set<std::pair<Label, Label>> changes;
    for (const auto& [change, edge] : quotient.edges) {
      transitions += edge.transitions;
      changes.insert({change.from, change.to});
      REQUIRE(edge.states <= edge.transitions);
      REQUIRE(edge.states <= quotient.nodes.at(change.from).states);
      REQUIRE(quotient.nodes.contains(change.to));
    }
    REQUIRE(states == exploration.counts.states);
    REQUIRE(transitions == exploration.counts.transitions);
    std::set<std::pair<Label, Label>> expected;
    for (StateId state = 0; state < exploration.store.size(); ++state) {
      const auto from = static_cast<std::uint8_t>(exploration.store.encoding(state).front());
      for (const TableModel::Action& action : model.rows[from]) expected.insert({from % 3U, action.target % 3U});
    }
    REQUIRE(changes == expected);
  }
}

TEST_CASE("the quotient of two graphs is folded into one and its depth is the smaller") {
  TableModel from_two = walk();
  from_two.starts = {2};
  Quotient quotient = quotient_of(walk(), 3);
  const Exploration exploration = explored(from_two);
  const Labels labels(exploration, 3);
  fold({exploration.graph, exploration.tree, labels.states, labels.actions}, quotient);
  CHECK(quotient.nodes == std::map<Label, Quotient::Node>{{0, {3, 0, true}}, {1, {1, 1, false}}, {2, {2, 0, true}}});
  CHECK(quotient.edges.at({0, 2, 0}) == Quotient::Edge{2, 4});
}

TEST_CASE("a graph that was not explored completely has no quotient") {
  const TableModel model = walk();
  checker::ExplorationOptions options;
  options.keeps_graph = true;
  options.limits.states_max = 3;
  const Exploration exploration = checker::BreadthFirstSearch<TableModel>(model, {}, options).run();
  const std::vector<Label> states(exploration.store.size());
  const std::vector<Label> actions(exploration.graph.edge_count());
  Quotient quotient;
  CHECK_THROWS_AS(fold({exploration.graph, exploration.tree, states, actions}, quotient), checker::AssertionFailure);
}

}  // namespace doublecheck::tests
