/// Builds short fair cycles inside a fair component.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "checker/fair_components.hpp"
#include "checker/fairness_classes.hpp"
#include "checker/search_tree.hpp"
#include "checker/state_graph.hpp"

namespace doublecheck::checker {

/// For one component at a time, from any number of starting states.
///
/// A closed walk is a fair cycle if each weak class is taken on it or disabled in some state of it, and each strong
/// class is taken on it or disabled in all states of it. The walk of no steps is one: the run stutters in its only
/// state. The walk is grown greedily: as long as an obligation that it has incurred is open, it goes on along a
/// shortest way to the nearest state or edge that discharges one; then a shortest way home. The result is short, not
/// always shortest.
class FairCycles {
 public:
  /// The arguments are kept by reference. REQUIRES: component is as find_fair_components gives it, by the same rules.
  FairCycles(const StateGraph& graph, const FairnessClasses& classes, std::span<const StateId> component,
             const CycleRules& rules);

  /// A fair cycle from `start` back to `start`; empty if the run may stutter there for ever. REQUIRES: start is in the
  /// component.
  std::vector<Step> from(StateId start);

 private:
  /// What the walk has seen so far.
  struct Walk {
    std::vector<Step> steps;
    StateId end = kNoState;
    bool has_visited = false;          // a state that must be visited
    std::vector<bool> always_enabled;  // by class: in all states of the walk
    std::vector<bool> ever_enabled;    // by class: in some state of the walk
    std::vector<bool> taken;           // by class
  };

  /// What would discharge an open obligation, or lead home.
  struct Wanted {
    StateId state = kNoState;
    bool any_to_visit = false;
    std::vector<ClassIndex> weak;    // taking it, or a state that does not enable it
    std::vector<ClassIndex> strong;  // taking it

    bool is_nothing() const { return state == kNoState && !any_to_visit && weak.empty() && strong.empty(); }
  };

  void arrive(Walk& walk, StateId state) const;
  void extend(Walk& walk, const Wanted& wanted);
  Wanted open_obligations(const Walk& walk) const;
  std::vector<Step> shortest_way(StateId from, const Wanted& wanted);
  bool is_wanted(EdgeIndex edge, const Wanted& wanted) const;
  bool is_wanted(StateId state, const Wanted& wanted) const;
  std::vector<bool> enabled(StateId state) const;
  bool enables(StateId state, ClassIndex index) const;
  std::size_t position(StateId state) const;

  static constexpr std::size_t kOutside = SIZE_MAX;

  const StateGraph& graph_;
  const FairnessClasses& classes_;
  std::span<const StateId> component_;
  const CycleRules& rules_;
  // Of the search for a shortest way, by position in the component.
  std::vector<Step> reached_by_;
  std::vector<std::uint32_t> seen_in_;
  std::uint32_t search_ = 0;
};

}  // namespace doublecheck::checker
