/// Chooses how a model is explored: as the space that what it offers allows.
///
/// A model that offers components is explored by looking up (ComponentSpace), one whose states are small numbers as it
/// is (PackedSpace). There is no space for any other, nor for a component model whose properties are not given as
/// formulas over the predicates of its components, nor for one whose states do not fit into two words.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "checker/components.hpp"
#include "checker/property.hpp"
#include "engine/component_memo.hpp"
#include "engine/component_space.hpp"
#include "engine/layout.hpp"
#include "engine/packed_space.hpp"
#include "engine/snapshot.hpp"

namespace doublecheck::engine {

/// The claims of a space, in their order: first those of all invariants, which are watched, then the propositions of
/// each other property. Calls `visit(proposition)` for each.
template <class State, class Visit>
void visit_claims(std::span<const checker::Property<State>> properties, Visit visit) {
  for (const auto& property : properties) {
    if (property.kind == checker::PropertyKind::invariant) visit(property.goal());
  }
  for (const auto& property : properties) {
    if (property.kind == checker::PropertyKind::invariant) continue;
    for (const auto& proposition : property.propositions) visit(proposition);
  }
}

/// How many claims are watched.
template <class State>
std::size_t watched_claims(std::span<const checker::Property<State>> properties) {
  const auto is_invariant = [](const auto& property) { return property.kind == checker::PropertyKind::invariant; };
  return static_cast<std::size_t>(std::ranges::count_if(properties, is_invariant));
}

/// The claims as questions about whole states.
template <class State>
std::vector<std::function<bool(const State&)>> claims_of(std::span<const checker::Property<State>> properties) {
  std::vector<std::function<bool(const State&)>> claims;
  visit_claims(properties, [&](const checker::Proposition<State>& proposition) { claims.push_back(proposition.test); });
  return claims;
}

/// The spaces of a component model: what is remembered of it outlives any of them.
template <checker::ComponentModel M>
class ComponentSpaces {
 public:
  using State = typename M::State;
  using Properties = std::span<const checker::Property<State>>;

  /// Both are kept by reference.
  ComponentSpaces(const M& model, Properties properties) : model_(model), properties_(properties) {}

  /// See with_space.
  template <class Result, class Use>
  std::optional<Result> with_space(Use use) {
    if (!read_claims()) return std::nullopt;
    ComponentMemo<M> memo(model_, claims_);
    const std::vector<std::uint8_t> counters_max = greatest_counters();
    while (true) {
      std::vector<std::uint64_t> numbers;
      for (std::size_t i = 0; i < memo.component_count(); ++i) numbers.push_back(memo.local_count(i));
      try {
        if (const auto narrow = lay_out<1>(numbers, counters_max)) return use(ComponentSpace<M, 1>(memo, *narrow));
        if (const auto wide = lay_out<2>(numbers, counters_max)) return use(ComponentSpace<M, 2>(memo, *wide));
        return std::nullopt;
      } catch (const NumberTooWide&) {
        // With wider fields, and with all that is known of the model by now.
      }
    }
  }

  /// See with_space_of.
  template <class Result, class Use>
  std::optional<Result> with_space_of(const Snapshot& snapshot, Use use) {
    if (!read_claims()) return std::nullopt;
    ComponentMemo<M> memo(model_, claims_);
    for (std::size_t i = 0; i < snapshot.locals.size(); ++i) memo.restore(i, snapshot.locals[i]);
    const Layout layout = Layout::of_numbers(snapshot.fields, memo.component_count());
    try {
      if (snapshot.words == 1) return use(ComponentSpace<M, 1>(memo, layout));
      return use(ComponentSpace<M, 2>(memo, layout));
    } catch (const NumberTooWide&) {
      return std::nullopt;
    }
  }

 private:
  bool read_claims() {
    std::vector<checker::Formula> formulas;
    bool are_all_given = true;
    visit_claims(properties_, [&](const checker::Proposition<State>& proposition) {
      are_all_given = are_all_given && proposition.formula.has_value();
      if (proposition.formula) formulas.push_back(*proposition.formula);
    });
    if (!are_all_given) return false;
    if constexpr (checker::PredicateModel<M>) {
      const auto component_of = [this](std::size_t predicate) { return model_.component_of(predicate); };
      claims_ = Claims(formulas, watched_claims(properties_), component_of);
      return claims_.are_all_small();
    } else {
      return formulas.empty();
    }
  }

  std::vector<std::uint8_t> greatest_counters() const {
    std::vector<std::uint8_t> greatest;
    for (const State& state : model_.initial()) {
      const std::vector<std::uint8_t> counters = model_.counters(state);
      greatest.resize(counters.size());
      for (std::size_t i = 0; i < counters.size(); ++i) greatest[i] = std::max(greatest[i], counters[i]);
    }
    return greatest;
  }

  const M& model_;
  Properties properties_;
  Claims claims_;
};

/// Whether a model is one that is known by its components. One that says of whole states only where it may end is not.
template <class M>
concept KnownByComponents = checker::ComponentModel<M> && (checker::EndingComponents<M> || !checker::EndingModel<M>);

/// What `use(space)` returns; nothing if there is no space for the model. `use` may be called several times, and is
/// then to start over: only what it returned last counts.
template <class Result, checker::Model M, class Use>
std::optional<Result> with_space(const M& model, std::span<const checker::Property<typename M::State>> properties,
                                 Use use) {
  if constexpr (KnownByComponents<M>) {
    return ComponentSpaces<M>(model, properties).template with_space<Result>(use);
  } else if constexpr (checker::PackedModel<M>) {
    return use(PackedSpace<M>(model, claims_of(properties), watched_claims(properties)));
  } else {
    return std::nullopt;
  }
}

/// The same with the space in which the snapshot was made: keys mean there what they meant then. Nothing if the fields
/// of its keys have become too narrow since.
template <class Result, checker::Model M, class Use>
std::optional<Result> with_space_of(const Snapshot& snapshot, const M& model,
                                    std::span<const checker::Property<typename M::State>> properties, Use use) {
  if constexpr (KnownByComponents<M>) {
    return ComponentSpaces<M>(model, properties).template with_space_of<Result>(snapshot, use);
  } else {
    return with_space<Result>(model, properties, use);
  }
}

}  // namespace doublecheck::engine
