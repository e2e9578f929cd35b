/// A small graph written out as a table, with anything a test may want to say of it, and random ones of that kind.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "checker/model.hpp"

namespace doublecheck::tests {

/// The actions of a state are its row.
class TableModel {
 public:
  using State = std::uint8_t;

  struct Action {
    State target = 0;
    checker::Fairness fairness;

    bool operator==(const Action&) const = default;
  };

  std::vector<std::vector<Action>> rows;  // by state
  std::vector<State> starts;
  std::uint32_t ends = 0;  // bit i: state i may end

  std::vector<State> initial() const { return starts; }
  void actions(State state, std::vector<Action>& actions) const {
    actions.insert(actions.end(), rows[state].begin(), rows[state].end());
  }
  State next(State, const Action& action) const { return action.target; }
  void encode(State state, std::string& bytes) const { bytes.push_back(static_cast<char>(state)); }
  checker::Fairness fairness(const Action& action) const { return action.fairness; }
  bool may_end(State state) const { return (ends >> state & 1U) != 0; }
};

/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t word = (state_ += 0x9E37'79B9'7F4A'7C15);
    word = (word ^ (word >> 30)) * 0xBF58'476D'1CE4'E5B9;
    word = (word ^ (word >> 27)) * 0x94D0'49BB'1331'11EB;
    return word ^ (word >> 31);
  }

  /// 0 to bound - 1. REQUIRES: bound > 0, and small.
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>((next() >> 32) * bound >> 32); }

 private:
  std::uint64_t state_;
};

struct RandomTable {
  std::uint8_t states = 4;
  std::uint32_t edges = 8;
  std::uint32_t classes = 3;  // each is weak or strong; some actions are in none
};

inline TableModel random_table(const RandomTable& shape, Dice& dice) {
  TableModel model;
  model.rows.resize(shape.states);
  std::vector<checker::FairnessKind> kinds;
  for (std::uint32_t index = 0; index < shape.classes; ++index) {
    kinds.push_back(dice.below(2) == 0 ? checker::FairnessKind::weak : checker::FairnessKind::strong);
  }
  for (std::uint32_t edge = 0; edge < shape.edges; ++edge) {
    TableModel::Action action;
    action.target = static_cast<TableModel::State>(dice.below(shape.states));
    const std::uint32_t choice = dice.below(shape.classes + 1);
    if (choice < shape.classes) action.fairness = {kinds[choice], 100 + choice};
    model.rows[dice.below(shape.states)].push_back(action);
  }
  const std::uint32_t starts = 1 + dice.below(2);
  for (std::uint32_t start = 0; start < starts; ++start) {
    model.starts.push_back(static_cast<TableModel::State>(dice.below(shape.states)));
  }
  model.ends = dice.below(1U << shape.states);
  return model;
}

}  // namespace doublecheck::tests
