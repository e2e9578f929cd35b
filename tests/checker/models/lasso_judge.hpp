/// Judges runs of a table by the definitions alone: is it a path, is it fair, does a formula hold on it?
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

#include "checker/path.hpp"
#include "checker/property.hpp"
#include "ltl/lasso.hpp"
#include "tests/catch.hpp"
#include "tests/checker/models/table_model.hpp"

namespace doublecheck::tests {

/// The states along the actions, the first one included. Refuses anything that is not a path.
inline std::vector<TableModel::State> walk(const TableModel& model, const std::vector<TableModel::Action>& actions,
                                           TableModel::State from) {
  std::vector<TableModel::State> states = {from};
  for (const TableModel::Action& action : actions) {
    const std::vector<TableModel::Action>& row = model.rows[states.back()];
    REQUIRE(std::ranges::find(row, action) != row.end());
    states.push_back(action.target);
  }
  return states;
}

inline bool enables(const TableModel& model, TableModel::State state, std::uint64_t action_class) {
  const std::vector<TableModel::Action>& row = model.rows[state];
  return std::ranges::any_of(row, [&](const TableModel::Action& action) {
    return action.fairness.kind != checker::FairnessKind::none && action.fairness.action_class == action_class;
  });
}

/// Of a run that visits these states and takes these actions again and again.
inline bool is_fair(const TableModel& model, const std::vector<TableModel::State>& recurring,
                    const std::vector<TableModel::Action>& cycle) {
  std::map<std::uint64_t, checker::FairnessKind> classes;
  for (const std::vector<TableModel::Action>& row : model.rows) {
    for (const TableModel::Action& action : row) {
      if (action.fairness.kind != checker::FairnessKind::none) {
        classes[action.fairness.action_class] = action.fairness.kind;
      }
    }
  }
  for (const auto& entry : classes) {
    const std::uint64_t number = entry.first;
    const bool is_taken = std::ranges::any_of(cycle, [number](const TableModel::Action& action) {
      return action.fairness.kind != checker::FairnessKind::none && action.fairness.action_class == number;
    });
    if (is_taken) continue;
    const auto enabled_in =
        std::ranges::count_if(recurring, [&](TableModel::State state) { return enables(model, state, number); });
    if (entry.second == checker::FairnessKind::strong && enabled_in > 0) return false;
    if (entry.second == checker::FairnessKind::weak && enabled_in == std::ssize(recurring)) return false;
  }
  return true;
}

inline ltl::Letter letter_of(const checker::Property<TableModel::State>& property, TableModel::State state) {
  ltl::Letter letter = 0;
  for (std::size_t i = 0; i < property.propositions.size(); ++i) {
    if (property.propositions[i].test(state)) letter |= ltl::Letter{1} << i;
  }
  return letter;
}

/// The word of the run that goes along `prefix`, and then from its last state along `cycle`, which ends there again.
inline ltl::Lasso word_of(const checker::Property<TableModel::State>& property,
                          const std::vector<TableModel::State>& prefix, const std::vector<TableModel::State>& cycle) {
  ltl::Lasso word;
  for (const TableModel::State state : prefix) word.prefix.push_back(letter_of(property, state));
  for (std::size_t i = 1; i < cycle.size(); ++i) word.cycle.push_back(letter_of(property, cycle[i]));
  if (word.cycle.empty()) word.cycle.push_back(letter_of(property, prefix.back()));  // the run has ended
  return word;
}

/// Requires that it is a fair run of the model on which the temporal property is false.
inline void judge_lasso(const TableModel& model, const checker::Lasso<TableModel>& lasso,
                        const checker::Property<TableModel::State>& property) {
  const std::vector<TableModel::State> prefix =
      walk(model, lasso.prefix.actions, model.starts.at(lasso.prefix.initial));
  const std::vector<TableModel::State> recurring = walk(model, lasso.cycle, prefix.back());
  CHECK(recurring.back() == prefix.back());
  CHECK(is_fair(model, recurring, lasso.cycle));
  CHECK_FALSE(ltl::holds_on(property.formula, word_of(property, prefix, recurring)));
}

}  // namespace doublecheck::tests
