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
#include "engine/census.hpp"
#include "engine/occurrence.hpp"
#include "engine/search.hpp"
#include "engine/second_walk.hpp"
#include "engine/symmetric_space.hpp"
#include "engine/traces.hpp"
#include "engine/with_space.hpp"

namespace doublecheck::engine {

struct CheckOptions {
  SearchOptions search;
  /// Whether Counts::labels is filled where no graph is needed for liveness; costs a second walk over all states.
  bool counts_labels = false;
  /// Whether states that a checker::SymmetricModel calls alike are explored once, where there is a space and
  /// symmetry_obstacle knows of none. CheckResult::symmetry tells whether that was so; counts are then of orbits.
  bool uses_symmetry = false;
  /// Whether CheckResult::census is wanted, and how.
  std::optional<CensusOptions> census = std::nullopt;
};

/// One check of a space.
template <Space S>
class Checking {
 public:
  using M = typename S::Model;
  using State = typename M::State;
  using Properties = std::span<const checker::Property<State>>;

  /// All are kept by reference. The claims of the space are those of visit_claims.
  Checking(const S& space, Properties properties, const CheckOptions& options)
      : space_(space), properties_(properties), options_(options), second_walk_(space, properties, exploration()) {
    for (const State& state : space.model().initial()) initial_.push_back(space.key_of(state));
  }

  /// `more`: see Search. REQUIRES: is called once.
  template <VisitedKeys<S::kWords> Visited = VisitedBy<S>, class... More>
  checker::CheckResult<M> run(const More&... more) {
    Search<S, Visited> search(space_, watched_claims(properties_), options_.search, more...);
    const Found<S> found = search.run(initial_);
    evidence_.stop = found.stop;
    evidence_.counts = found.counts;
    evidence_.omissions = found.omissions;
    evidence_.deadlocks = found.deadlocks;
    for (const Level<S::kWords>& level : found.levels) evidence_.counts.levels.push_back(level.size());
    evidence_.temporal = second_walk_.records();
    look_at_levels(found);
    if constexpr (Search<S, Visited>::kIsApproximate) {
      evidence_.liveness_stop = checker::StopReason::approximate;  // it takes the whole graph
    } else {
      walk_again(found, search.visited());
    }
    checker::CheckResult<M> result =
        checker::Verdicts<M>(space_.model(), properties_, exploration(), evidence_).decide();
    result.symmetry = symmetry_;
    result.census = std::move(census_);
    return result;
  }

 private:
  const checker::ExplorationOptions& exploration() const { return options_.search.exploration; }
  const Spill* spill() const { return options_.search.spill ? &*options_.search.spill : nullptr; }

  /// Where the levels cannot be read back, nothing is said of any property: what was found cannot be shown.
  void look_at_levels(const Found<S>& found) {
    try {
      trace(found);
      if (may_look_again(found.stop)) seek_premises(found);
      if constexpr (requires(const typename S::StateKey& key) { space_.orbit_size(key); }) {
        symmetry_ = {space_.permutations(), states_meant(found)};
      }
      if constexpr (TupleSpace<S>) {
        if (options_.census) {
          census_ = CensusTaker<S>(space_, found.levels, spill(), options_.search.jobs, *options_.census).take();
        }
      }
    } catch (const SpillError&) {
      evidence_.stop = checker::StopReason::storage;
      evidence_.paths.assign(properties_.size(), std::nullopt);
      evidence_.deadlock.reset();
      evidence_.lacks_premise.clear();
    }
  }

  std::uint64_t states_meant(const Found<S>& found) const {
    std::uint64_t states = 0;
    for (const Level<S::kWords>& level : found.levels) {
      level.for_each(spill(), [&](const typename S::StateKey& key) { states += space_.orbit_size(key); });
    }
    return states;
  }

  void trace(const Found<S>& found) {
    std::vector<const Findings<S::kWords>*> sought;
    for (const auto& findings : found.broken) {
      if (findings) sought.push_back(&*findings);
    }
    if (found.deadlocked) sought.push_back(&*found.deadlocked);
    std::vector<checker::Path<M>> paths = Traces<S>(space_, found, initial_, spill()).find(sought);
    evidence_.paths.resize(properties_.size());
    std::size_t invariant = 0;
    auto path = paths.begin();
    for (std::size_t i = 0; i < properties_.size(); ++i) {
      if (properties_[i].kind != checker::PropertyKind::invariant) continue;
      if (found.broken[invariant++]) evidence_.paths[i] = std::move(*path++);
    }
    if (found.deadlocked) evidence_.deadlock = std::move(*path);
  }

  /// Does nothing forbid to look through all states again: no limit on time or memory, and nobody who waits?
  static bool may_look_again(checker::StopReason stop) {
    using enum checker::StopReason;
    return stop == complete || stop == states || stop == depth || stop == violation || stop == approximate;
  }

  void seek_premises(const Found<S>& found) {
    for (const auto& property : properties_) {
      evidence_.lacks_premise.push_back(property.premise && !occurs(*property.premise, space_, found.levels, spill()));
    }
  }

  template <class Visited>
  void walk_again(const Found<S>& found, const Visited& visited) {
    const bool keeps_graph =
        second_walk_.has_temporal_properties() && checker::says_something_about_liveness(evidence_.stop);
    if (!found.is_visited_whole || (!keeps_graph && !options_.counts_labels)) return;
    second_walk_.run(initial_, visited, found.expanded_levels, keeps_graph, evidence_);
  }

  const S& space_;
  Properties properties_;
  const CheckOptions& options_;
  std::vector<typename S::StateKey> initial_;
  SecondWalk<S> second_walk_;
  checker::Evidence<M> evidence_;
  std::optional<checker::SymmetryCounts> symmetry_;
  std::optional<checker::Census> census_;
};

template <checker::Model M>
checker::CheckResult<M> check(const M& model, std::span<const checker::Property<typename M::State>> properties,
                              const CheckOptions& options = {}) {
  CheckOptions wishes = options;
  const bool is_reduced = options.uses_symmetry && symmetry_obstacle(model, properties) == SymmetryObstacle::none;
  const auto explore = [&]<Space S>(const S& space) {
    if constexpr (checker::SymmetricModel<M>) {
      if (is_reduced) {
        const SymmetricSpace<S> orbits(space);
        return Checking<SymmetricSpace<S>>(orbits, properties, wishes).run();
      }
    }
    return Checking<S>(space, properties, wishes).run();
  };
  if (const auto& resumption = wishes.search.resumption) {
    auto result = with_space_of<checker::CheckResult<M>>(resumption->snapshot, model, properties, explore);
    if (result) return std::move(*result);
    wishes.search.resumption.reset();
  }
  if (auto result = with_space<checker::CheckResult<M>>(model, properties, explore)) return std::move(*result);
  if (options.search.checkpoints) throw CannotBeKept("its states are too large for the fast engine");
  return checker::check(model, properties, options.search.exploration);
}

}  // namespace doublecheck::engine
