/// The front door of the engine: checks a model as fast as what it offers allows, and gives the same answers as
/// checker::check.
///
/// A model that offers components is explored by looking up (ComponentSpace), one whose states are small numbers as it
/// is (PackedSpace), any other by the plain engine. So is a model whose properties are not given as formulas over the
/// predicates of its components. A search that ends early ends with a whole level, so that counts do not depend on the
/// number of threads; and a search that was to stop at a violation first finishes the level.
/// Held against checker::check by tests/engine/agreement_test.cpp.
#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "checker/check.hpp"
#include "checker/verdicts.hpp"
#include "engine/component_space.hpp"
#include "engine/numbering.hpp"
#include "engine/packed_space.hpp"
#include "engine/search.hpp"
#include "engine/traces.hpp"

namespace doublecheck::engine {

struct CheckOptions {
  SearchOptions search;
  /// Whether Counts::labels is filled where no graph is needed for liveness; costs a second walk over all states.
  bool counts_labels = false;
};

/// One check of a space.
template <Space S>
class Checking {
 public:
  using M = typename S::Model;
  using State = typename M::State;
  using Properties = std::span<const checker::Property<State>>;

  /// All are kept by reference. The claims of the space: first the goals of all invariants, in their order, then
  /// premise (of leads_to) and goal of each other property.
  Checking(const S& space, Properties properties, const CheckOptions& options)
      : space_(space), properties_(properties), options_(options) {
    for (const State& state : space.model().initial()) initial_.push_back(space.key_of(state));
    for (const auto& property : properties) watched_ += property.kind == checker::PropertyKind::invariant ? 1 : 0;
    for (const auto& property : properties) liveness_.push_back(number_claims(property.kind));
  }

  /// REQUIRES: is called once.
  checker::CheckResult<M> run() {
    Search<S> search(space_, watched_, options_.search);
    const Found<S> found = search.run(initial_);
    evidence_.stop = found.stop;
    evidence_.counts = found.counts;
    evidence_.deadlocks = found.deadlocks;
    trace(found);
    walk_again(found, search.visited());
    evidence_.liveness = liveness_;
    return checker::Verdicts<M>(space_.model(), properties_, exploration(), evidence_).decide();
  }

 private:
  const checker::ExplorationOptions& exploration() const { return options_.search.exploration; }

  checker::LivenessRecord number_claims(checker::PropertyKind kind) {
    checker::LivenessRecord record;
    switch (kind) {
      case checker::PropertyKind::invariant:
        break;
      case checker::PropertyKind::leads_to:
        record.premise = predicates_++;
        record.goal = predicates_++;
        break;
      case checker::PropertyKind::eventually_always:
        record.goal = predicates_++;
        break;
    }
    return record;
  }

  void trace(const Found<S>& found) {
    std::vector<const Findings<S::kWords>*> sought;
    for (const auto& findings : found.broken) {
      if (findings) sought.push_back(&*findings);
    }
    if (found.deadlocked) sought.push_back(&*found.deadlocked);
    const Spill* spill = options_.search.spill ? &*options_.search.spill : nullptr;
    std::vector<checker::Path<M>> paths = Traces<S>(space_, found, initial_, spill).find(sought);
    evidence_.paths.resize(properties_.size());
    std::size_t invariant = 0;
    auto path = paths.begin();
    for (std::size_t i = 0; i < properties_.size(); ++i) {
      if (properties_[i].kind != checker::PropertyKind::invariant) continue;
      if (found.broken[invariant++]) evidence_.paths[i] = std::move(*path++);
    }
    if (found.deadlocked) evidence_.deadlock = std::move(*path);
  }

  void walk_again(const Found<S>& found, const VisitedSet<S::kWords>& visited) {
    const bool keeps_graph = predicates_ > 0 && checker::says_something_about_liveness(found.stop);
    if (!keeps_graph && !options_.counts_labels) return;
    const std::uint64_t bytes = found.counts.peak_memory_bytes + Numbering<S>::bytes_needed(visited);
    if (exceeds_memory(bytes)) return stop_liveness(checker::StopReason::memory);
    Numbering<S> numbering(space_, visited, found.expanded_levels, watched_, watched_ + predicates_, keeps_graph);
    graph_ = numbering.walk(initial_, [&](const NumberedGraph<S::kWords>& graph) { return keep_going(bytes, graph); });
    evidence_.counts.labels = graph_.labels;
    evidence_.counts.peak_memory_bytes = bytes + graph_.bytes();
    if (!keeps_graph) return;
    for (std::size_t i = 0; i < properties_.size(); ++i) {
      if (properties_[i].kind != checker::PropertyKind::leads_to) continue;
      liveness_[i].premise_occurred = graph_.occurred[liveness_[i].premise];
    }
    evidence_.explored.emplace(
        checker::ExploredGraph{graph_.graph, space_.fairness_classes(), graph_.tree, graph_.predicates});
    evidence_.is_state = [this](checker::StateId id, const State& state) {
      return space_.key_of(state) == graph_.keys[id];
    };
  }

  bool exceeds_memory(std::uint64_t bytes) const {
    const auto& bytes_max = exploration().limits.memory_bytes_max;
    return bytes_max && bytes > *bytes_max;
  }

  void stop_liveness(checker::StopReason reason) { evidence_.liveness_stop = reason; }

  bool keep_going(std::uint64_t bytes, const NumberedGraph<S::kWords>& graph) {
    const auto& seconds_max = exploration().limits.seconds_max;
    if (exceeds_memory(bytes + graph.bytes())) stop_liveness(checker::StopReason::memory);
    if (seconds_max && exploration().elapsed_seconds() > *seconds_max) stop_liveness(checker::StopReason::time);
    if (exploration().is_interrupted && exploration().is_interrupted()) stop_liveness(checker::StopReason::interrupted);
    return evidence_.liveness_stop == checker::StopReason::complete;
  }

  const S& space_;
  Properties properties_;
  const CheckOptions& options_;
  std::vector<typename S::StateKey> initial_;
  std::size_t watched_ = 0;
  std::size_t predicates_ = 0;
  std::vector<checker::LivenessRecord> liveness_;
  NumberedGraph<S::kWords> graph_;
  checker::Evidence<M> evidence_;
};

/// The claims that Checking asks of a space: `claim_of(property, is_goal)` for each.
template <class State, class Visit>
void visit_claims(std::span<const checker::Property<State>> properties, Visit visit) {
  for (const auto& property : properties) {
    if (property.kind == checker::PropertyKind::invariant) visit(property, true);
  }
  for (const auto& property : properties) {
    if (property.kind == checker::PropertyKind::invariant) continue;
    if (property.kind == checker::PropertyKind::leads_to) visit(property, false);
    visit(property, true);
  }
}

/// Of a component model: nothing if its properties are not formulas, or if its states do not fit into two words.
template <checker::ComponentModel M>
class ComponentCheck {
 public:
  using State = typename M::State;
  using Properties = std::span<const checker::Property<State>>;

  ComponentCheck(const M& model, Properties properties, const CheckOptions& options)
      : model_(model), properties_(properties), options_(options) {}

  std::optional<checker::CheckResult<M>> run() {
    if (!read_claims()) return std::nullopt;
    ComponentMemo<M> memo(model_, claims_);
    if (options_.search.resumption) {
      if (auto result = resume(memo, options_.search.resumption->snapshot)) return result;
      options_.search.resumption.reset();
    }
    const std::vector<std::uint8_t> counters_max = greatest_counters();
    while (true) {
      std::vector<std::uint64_t> numbers;
      for (std::size_t i = 0; i < memo.component_count(); ++i) numbers.push_back(memo.local_count(i));
      try {
        if (const auto narrow = lay_out<1>(numbers, counters_max)) return check<1>(memo, *narrow);
        if (const auto wide = lay_out<2>(numbers, counters_max)) return check<2>(memo, *wide);
        return std::nullopt;
      } catch (const NumberTooWide&) {
        // With wider fields, and with all that is known of the model by now.
      }
    }
  }

 private:
  /// Nothing if the fields have become too narrow since.
  std::optional<checker::CheckResult<M>> resume(ComponentMemo<M>& memo, const Snapshot& snapshot) {
    for (std::size_t i = 0; i < snapshot.locals.size(); ++i) memo.restore(i, snapshot.locals[i]);
    const Layout layout = Layout::of_numbers(snapshot.fields, memo.component_count());
    try {
      return snapshot.words == 1 ? check<1>(memo, layout) : check<2>(memo, layout);
    } catch (const NumberTooWide&) {
      return std::nullopt;
    }
  }

  template <unsigned Words>
  checker::CheckResult<M> check(ComponentMemo<M>& memo, const Layout& layout) {
    const ComponentSpace<M, Words> space(memo, layout);
    return Checking<ComponentSpace<M, Words>>(space, properties_, options_).run();
  }

  bool read_claims() {
    std::vector<checker::Formula> formulas;
    bool are_all_given = true;
    visit_claims(properties_, [&](const checker::Property<State>& property, bool is_goal) {
      const std::optional<checker::Formula>& formula = is_goal ? property.goal_formula : property.premise_formula;
      are_all_given = are_all_given && formula.has_value();
      if (formula) formulas.push_back(*formula);
    });
    if (!are_all_given) return false;
    const auto is_invariant = [](const auto& property) { return property.kind == checker::PropertyKind::invariant; };
    const auto watched = static_cast<std::size_t>(std::ranges::count_if(properties_, is_invariant));
    if constexpr (checker::PredicateModel<M>) {
      claims_ = Claims(formulas, watched, [this](std::size_t predicate) { return model_.component_of(predicate); });
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
  CheckOptions options_;
  Claims claims_;
};

template <checker::Model M>
checker::CheckResult<M> check(const M& model, std::span<const checker::Property<typename M::State>> properties,
                              const CheckOptions& options = {}) {
  using State = typename M::State;
  // A model that says of whole states only where it may end is not known by components.
  constexpr bool ends_by_components = checker::EndingComponents<M> || !checker::EndingModel<M>;
  if constexpr (checker::ComponentModel<M> && ends_by_components) {
    if (auto result = ComponentCheck<M>(model, properties, options).run()) return std::move(*result);
  } else if constexpr (checker::PackedModel<M>) {
    std::vector<std::function<bool(const State&)>> claims;
    std::size_t watched = 0;
    visit_claims(properties, [&](const checker::Property<State>& property, bool is_goal) {
      claims.push_back(is_goal ? property.goal : property.premise);
      if (property.kind == checker::PropertyKind::invariant) ++watched;
    });
    const PackedSpace<M> space(model, std::move(claims), watched);
    return Checking<PackedSpace<M>>(space, properties, options).run();
  }
  return checker::check(model, properties, options.search.exploration);
}

}  // namespace doublecheck::engine
