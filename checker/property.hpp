/// What is claimed of a system: that something is true in every state, or any formula of linear temporal logic.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "checker/formula.hpp"
#include "ltl/formula.hpp"

namespace doublecheck::checker {

enum class PropertyKind : std::uint8_t {
  invariant,  ///< the only proposition is true in every reachable state
  temporal,   ///< the formula is true of every fair run, see liveness.hpp
};

/// The answer for one claim. Nothing "holds" unless everything was explored.
enum class Verdict : std::uint8_t { holds, violated, inconclusive };

/// A question about one state.
template <class State>
struct Proposition {
  std::function<bool(const State&)> test;  ///< must be given
  /// The same over the predicates of a PredicateModel, see components.hpp. Absent: only the function is known.
  std::optional<Formula> formula;

  template <std::predicate<const State&> Test>
  Proposition(Test truth, std::optional<Formula> same = std::nullopt)
      : test(std::move(truth)), formula(std::move(same)) {}
};

/// One claim. Several instances may share an id (one for each message, say); `instance` tells them apart.
template <class State>
struct Property {
  std::string id;
  std::string instance;  ///< empty if there is only one
  PropertyKind kind = PropertyKind::invariant;
  std::vector<Proposition<State>> propositions;  ///< at most ltl::kPropositionsMax
  ltl::Formula formula = {};                     ///< of a temporal property, over the numbers of its propositions
  /// If given: where this is true in no state, nothing puts the property to the test.
  std::optional<Proposition<State>> premise = std::nullopt;

  /// Of an invariant.
  const Proposition<State>& goal() const { return propositions.front(); }
};

template <class State>
Property<State> invariant(std::string id, Proposition<State> goal, std::string instance = {}) {
  return {std::move(id), std::move(instance), PropertyKind::invariant, {std::move(goal)}};
}

template <class State>
Property<State> temporal(std::string id, std::vector<Proposition<State>> propositions, ltl::Formula formula,
                         std::string instance = {}) {
  return {std::move(id), std::move(instance), PropertyKind::temporal, std::move(propositions), std::move(formula)};
}

/// From every state with the premise, every fair run comes to one with the goal, which may be that very state.
template <class State>
Property<State> leads_to(std::string id, Proposition<State> premise, Proposition<State> goal,
                         std::string instance = {}) {
  return temporal<State>(std::move(id), {std::move(premise), std::move(goal)},
                         ltl::leads_to(ltl::proposition(0), ltl::proposition(1)), std::move(instance));
}

/// Every fair run comes to a point from which on the goal is true for ever.
template <class State>
Property<State> eventually_always(std::string id, Proposition<State> goal, std::string instance = {}) {
  return temporal<State>(std::move(id), {std::move(goal)}, ltl::eventually(ltl::always(ltl::proposition(0))),
                         std::move(instance));
}

}  // namespace doublecheck::checker
