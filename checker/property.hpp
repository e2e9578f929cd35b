/// What is claimed of a system: invariants, and two shapes of liveness.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "checker/formula.hpp"

namespace doublecheck::checker {

enum class PropertyKind : std::uint8_t {
  invariant,          ///< goal holds in every reachable state
  leads_to,           ///< from every reachable state with premise, every fair run comes to a state with goal (which may
                      ///< be that very state)
  eventually_always,  ///< every fair run comes to a point from which on goal holds for ever
};

/// The answer for one claim. Nothing "holds" unless everything was explored.
enum class Verdict : std::uint8_t { holds, violated, inconclusive };

/// One claim. Several instances may share an id (one for each message, say); `instance` tells them apart.
template <class State>
struct Property {
  std::string id;
  std::string instance;  ///< empty if there is only one
  PropertyKind kind = PropertyKind::invariant;
  std::function<bool(const State&)> premise;  ///< of leads_to only, where it must be given
  std::function<bool(const State&)> goal;     ///< must be given
  /// The same as `premise` and `goal`, over the predicates of a PredicateModel, see components.hpp. Absent: only the
  /// function is known.
  std::optional<Formula> premise_formula = std::nullopt;
  std::optional<Formula> goal_formula = std::nullopt;
};

template <class State>
Property<State> invariant(std::string id, std::function<bool(const State&)> goal, std::string instance = {}) {
  return {std::move(id), std::move(instance), PropertyKind::invariant, {}, std::move(goal)};
}

template <class State>
Property<State> leads_to(std::string id, std::function<bool(const State&)> premise,
                         std::function<bool(const State&)> goal, std::string instance = {}) {
  return {std::move(id), std::move(instance), PropertyKind::leads_to, std::move(premise), std::move(goal)};
}

template <class State>
Property<State> eventually_always(std::string id, std::function<bool(const State&)> goal, std::string instance = {}) {
  return {std::move(id), std::move(instance), PropertyKind::eventually_always, {}, std::move(goal)};
}

}  // namespace doublecheck::checker
