// Where fair runs can be for ever, held against all sets of states of small graphs; and what classes of states alone
// can tell.
#include "checker/class_product.hpp"

#include <bit>
#include <cstdint>
#include <vector>

#include "ltl/formula.hpp"
#include "tests/catch.hpp"
#include "tests/checker/models/lasso_judge.hpp"
#include "tests/checker/models/table_model.hpp"

namespace doublecheck::tests {
namespace {

using checker::StateId;

/// A table as an exploration would leave it, but for the numbers of its states. Predicate i is true in the states of
/// `truths[i]`, a bit for each. REQUIRES: the model is kept.
struct ExploredTable {
  ExploredTable(const TableModel& model, const std::vector<std::uint32_t>& truths) : predicates(truths.size()) {
    for (StateId state = 0; state < model.rows.size(); ++state) {
      for (const TableModel::Action& action : model.rows[state]) {
        graph.add_edge(action.target, classes.index_of(action.fairness));
      }
      graph.end_row();
      tree.add_initial(state);
      predicates.add_row();
      for (std::size_t i = 0; i < truths.size(); ++i) {
        if ((truths[i] >> state & 1U) != 0) predicates.set(i);
      }
    }
  }

  checker::ExploredGraph explored() const { return {graph, classes, tree, predicates}; }

  checker::StateGraph graph;
  checker::FairnessClasses classes;
  checker::SearchTree tree;  // every state is an initial one
  checker::PredicateTable predicates;
};

/// Whether each of the states, a bit for each, can be reached from each by actions between them, or it is a single one.
bool is_connected(const TableModel& model, std::uint32_t states) {
  for (std::uint32_t start = 0; start < model.rows.size(); ++start) {
    if ((states >> start & 1U) == 0) continue;
    std::uint32_t reached = 1U << start;
    for (std::size_t round = 0; round < model.rows.size(); ++round) {
      for (std::uint32_t state = 0; state < model.rows.size(); ++state) {
        if ((reached >> state & 1U) == 0) continue;
        for (const TableModel::Action& action : model.rows[state]) reached |= states & (1U << action.target);
      }
    }
    if (reached != states) return false;
  }
  return true;
}

/// The union of all sets of states that a run can visit for ever, taking all the actions between them, and be fair.
std::vector<StateId> recurring_by_definition(const TableModel& model) {
  std::uint32_t recurring = 0;
  for (std::uint32_t states = 1; states < 1U << model.rows.size(); ++states) {
    if (!is_connected(model, states)) continue;
    std::vector<TableModel::State> visited;
    std::vector<TableModel::Action> taken;
    for (TableModel::State state = 0; state < model.rows.size(); ++state) {
      if ((states >> state & 1U) == 0) continue;
      visited.push_back(state);
      for (const TableModel::Action& action : model.rows[state]) {
        if ((states >> action.target & 1U) != 0) taken.push_back(action);
      }
    }
    if (is_fair(model, visited, taken)) recurring |= states;
  }
  std::vector<StateId> result;
  for (StateId state = 0; state < model.rows.size(); ++state) {
    if ((recurring >> state & 1U) != 0) result.push_back(state);
  }
  return result;
}

bool could_break(const ExploredTable& table, const ltl::Formula& formula) {
  const checker::ExploredGraph explored = table.explored();
  const ltl::Automaton automaton = ltl::automaton_for(ltl::negation(formula));
  const checker::StateClasses classes(explored);
  const checker::Letters letters(explored, classes, {automaton, 0, 2});
  return checker::could_accept(letters, *checker::fair_states_of(explored, {}));
}

}  // namespace

TEST_CASE(
    "states are in one class if no predicate tells them apart, and classes follow each other as their states do") {
  TableModel model;
  model.rows = {{{1, {}}, {2, {}}}, {{3, {}}}, {{3, {}}}, {{3, {}}}};
  const ExploredTable table(model, {0b0110, 0b1000});
  const checker::StateClasses classes(table.explored());
  REQUIRE(classes.count() == 3);
  CHECK(classes.class_of(1) == classes.class_of(2));
  CHECK(classes.representative(2) == 3);
  const auto followers = [&](std::uint32_t number) {
    const auto span = classes.followers(number);
    return std::vector<std::uint32_t>(span.begin(), span.end());
  };
  CHECK(followers(0) == std::vector<std::uint32_t>{1});
  CHECK(followers(1) == std::vector<std::uint32_t>{2});
  CHECK(followers(2) == std::vector<std::uint32_t>{2});
}

TEST_CASE("the states where fair runs can be for ever are those of all fair connected sets of random graphs") {
  Dice dice(7);
  std::size_t recurring = 0;
  std::size_t others = 0;
  for (std::uint32_t round = 0; round < 3000; ++round) {
    CAPTURE(round);
    RandomTable shape;
    shape.states = static_cast<std::uint8_t>(1 + dice.below(5));
    shape.edges = shape.states + dice.below(6);
    shape.classes = dice.below(4);
    const TableModel model = random_table(shape, dice);
    const ExploredTable table(model, {});
    const auto fair = checker::fair_states_of(table.explored(), {});
    REQUIRE(fair);
    REQUIRE(fair->recurring == recurring_by_definition(model));
    recurring += fair->recurring.size();
    others += model.rows.size() - fair->recurring.size();
  }
  CHECK(recurring > 3000);
  CHECK(others > 1000);
}

TEST_CASE("a run may end where no enabled action is promised") {
  TableModel model;
  model.rows = {{{1, {}}}, {{2, {checker::FairnessKind::strong, 5}}}, {}};
  const ExploredTable table(model, {});
  CHECK(checker::fair_states_of(table.explored(), {})->ending == std::vector<StateId>{0, 2});
}

TEST_CASE("a search for fair states that may not go on tells nothing") {
  TableModel model;
  model.rows = {{}};
  const ExploredTable table(model, {});
  CHECK_FALSE(checker::fair_states_of(table.explored(), [] { return false; }));
}

TEST_CASE("classes of states alone clear a property that every fair run ends up with, and no other") {
  // Sent in 0, and delivered in 2, to which a fair run goes.
  TableModel model;
  const checker::Fairness fair{checker::FairnessKind::strong, 5};
  model.rows = {{{1, fair}}, {{2, fair}}, {}};
  const ExploredTable table(model, {0b001, 0b100});
  const ltl::Formula sent = ltl::proposition(0);
  const ltl::Formula delivered = ltl::proposition(1);
  CHECK_FALSE(could_break(table, ltl::always(ltl::disjunction({ltl::negation(sent), ltl::eventually(delivered)}))));
  CHECK_FALSE(could_break(table, ltl::eventually(ltl::always(delivered))));
  CHECK(could_break(table, ltl::eventually(sent)));
  CHECK(could_break(table, ltl::always(ltl::negation(delivered))));
}

}  // namespace doublecheck::tests
