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
#include "engine/numbering.hpp"
#include "engine/search.hpp"
#include "engine/traces.hpp"
#include "engine/with_space.hpp"

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
    watched_ = watched_claims(properties);
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
    std::vector<checker::Path<M>> paths = Traces<S>(space_, found, initial_).find(sought);
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

template <checker::Model M>
checker::CheckResult<M> check(const M& model, std::span<const checker::Property<typename M::State>> properties,
                              const CheckOptions& options = {}) {
  const auto explore = [&]<Space S>(const S& space) { return Checking<S>(space, properties, options).run(); };
  if (auto result = with_space<checker::CheckResult<M>>(model, properties, explore)) return std::move(*result);
  return checker::check(model, properties, options.search.exploration);
}

}  // namespace doublecheck::engine
