/// Whether something is true in any state that a search has met: for properties that say nothing without it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "checker/property.hpp"
#include "engine/census.hpp"
#include "engine/levels.hpp"
#include "engine/space.hpp"

namespace doublecheck::engine {

/// Can the formula be true of any combination of the local states that were met? More of them than of states.
template <TupleSpace S>
class LocalOccurrence {
 public:
  /// Is kept by reference.
  explicit LocalOccurrence(const S& space) : space_(space) {}

  bool may_be(const checker::Formula& formula, bool value) {
    const auto operand_may_be = [&](bool wanted) {
      return [this, wanted](const checker::Formula& operand) { return may_be(operand, wanted); };
    };
    switch (formula.kind) {
      case checker::Formula::Kind::constant:
        return formula.value == value;
      case checker::Formula::Kind::predicate:
        return value ? values_of(formula.predicate).second : values_of(formula.predicate).first;
      case checker::Formula::Kind::negation:
        return may_be(formula.operands.front(), !value);
      case checker::Formula::Kind::conjunction:
        return value ? std::ranges::all_of(formula.operands, operand_may_be(true))
                     : std::ranges::any_of(formula.operands, operand_may_be(false));
      case checker::Formula::Kind::disjunction:
        return value ? std::ranges::any_of(formula.operands, operand_may_be(true))
                     : std::ranges::all_of(formula.operands, operand_may_be(false));
    }
    return true;
  }

 private:
  /// Whether the predicate is false somewhere, and whether it is true somewhere.
  std::pair<bool, bool> values_of(std::size_t predicate) {
    const auto known = values_.find(predicate);
    if (known != values_.end()) return known->second;
    const std::size_t component = space_.model().component_of(predicate);
    std::pair<bool, bool> values;
    for (LocalId id = 0; id < space_.memo().local_count(component) && !(values.first && values.second); ++id) {
      (space_.model().holds(predicate, space_.local(component, id)) ? values.second : values.first) = true;
    }
    return values_.emplace(predicate, values).first->second;
  }

  const S& space_;
  std::map<std::size_t, std::pair<bool, bool>> values_;
};

/// `spill`: see Level. REQUIRES: the levels are of a search in this space that has ended.
template <Space S>
bool occurs(const checker::Proposition<typename S::State>& proposition, const S& space,
            const std::vector<Level<S::kWords>>& levels, const Spill* spill) {
  // What is true anywhere is mostly true in many states.
  constexpr std::size_t kSampled = 256;
  const auto is_met_among = [&](auto is_looked_at) {
    bool is_met = false;
    for (const Level<S::kWords>& level : levels) {
      level.for_each_piece(spill, [&](const std::vector<Key<S::kWords>>& keys) {
        for (std::size_t i = 0; i < keys.size() && !is_met; ++i) {
          if (is_looked_at(i)) is_met = proposition.test(space.state_of(keys[i]));
        }
      });
      if (is_met) break;
    }
    return is_met;
  };
  if (is_met_among([](std::size_t i) { return i % kSampled == 0; })) return true;
  if constexpr (TupleSpace<S> && checker::PredicateModel<typename S::Model>) {
    if (proposition.formula && !LocalOccurrence<S>(space).may_be(*proposition.formula, true)) return false;
  }
  return is_met_among([](std::size_t i) { return i % kSampled != 0; });
}

}  // namespace doublecheck::engine
