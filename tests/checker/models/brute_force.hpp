/// Decides liveness of a small table by going through every way a run can end up. Shares nothing with the checker.
///
/// What a run does for ever is described by the set of edges that it takes again and again. Such a set is any set of
/// edges that form one strongly connected piece, or none at all: the run stutters in one state.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "tests/checker/models/table_model.hpp"

namespace doublecheck::tests {

/// Bit i stands for state i.
using StateSet = std::uint32_t;

class BruteForce {
 public:
  /// REQUIRES: at most 32 states and 20 edges, action classes in 100 … 131.
  explicit BruteForce(const TableModel& model) : states_(model.rows.size()), starts_(model.starts) {
    enabled_.resize(states_, 0);
    for (std::uint8_t state = 0; state < states_; ++state) {
      for (const TableModel::Action& action : model.rows[state]) add_edge(state, action);
    }
    for (std::uint8_t state = 0; state < states_; ++state) note_if_fair(StateSet{1} << state, 0);
    for (std::uint32_t subset = 1; subset < 1U << edges_.size(); ++subset) note_if_connected(subset);
  }

  bool leads_to(StateSet premise, StateSet goal) const {
    const StateSet reached = closure(closure(starts(), ~StateSet{0}) & premise & ~goal, ~goal);
    for (const StateSet recurring : fair_) {
      if ((recurring & goal) == 0 && (recurring & reached) != 0) return false;
    }
    return true;
  }

  bool eventually_always(StateSet goal) const {
    const StateSet reached = closure(starts(), ~StateSet{0});
    for (const StateSet recurring : fair_) {
      if ((recurring & ~goal) != 0 && (recurring & reached) != 0) return false;
    }
    return true;
  }

 private:
  using ClassSet = std::uint32_t;

  struct Edge {
    StateSet source = 0;
    StateSet target = 0;
    ClassSet classes = 0;
  };

  void add_edge(std::uint8_t state, const TableModel::Action& action) {
    ClassSet classes = 0;
    if (action.fairness.kind != checker::FairnessKind::none) classes = 1U << (action.fairness.action_class - 100);
    if (action.fairness.kind == checker::FairnessKind::weak) weak_ |= classes;
    if (action.fairness.kind == checker::FairnessKind::strong) strong_ |= classes;
    enabled_[state] |= classes;
    edges_.push_back({StateSet{1} << state, StateSet{1} << action.target, classes});
  }

  StateSet starts() const {
    StateSet set = 0;
    for (const std::uint8_t start : starts_) set |= StateSet{1} << start;
    return set;
  }

  StateSet closure(StateSet from, StateSet within) const {
    for (StateSet reached = from;; from = reached) {
      for (const Edge& edge : edges_) {
        if ((edge.source & reached) != 0) reached |= edge.target & within;
      }
      if (reached == from) return reached;
    }
  }

  // Forwards from one state over the edges of the subset everything is reached, and backwards too.
  void note_if_connected(std::uint32_t subset) {
    StateSet touched = 0;
    ClassSet taken = 0;
    for (std::size_t edge = 0; edge < edges_.size(); ++edge) {
      if ((subset >> edge & 1U) == 0) continue;
      touched |= edges_[edge].source | edges_[edge].target;
      taken |= edges_[edge].classes;
    }
    const StateSet first = touched & (~touched + 1);
    if (spread(subset, first, true) == touched && spread(subset, first, false) == touched) note_if_fair(touched, taken);
  }

  StateSet spread(std::uint32_t subset, StateSet from, bool forwards) const {
    for (StateSet reached = from;; from = reached) {
      for (std::size_t index = 0; index < edges_.size(); ++index) {
        if ((subset >> index & 1U) == 0) continue;
        const Edge& edge = edges_[index];
        const StateSet tail = forwards ? edge.source : edge.target;
        const StateSet head = forwards ? edge.target : edge.source;
        if ((tail & reached) != 0) reached |= head;
      }
      if (reached == from) return reached;
    }
  }

  void note_if_fair(StateSet recurring, ClassSet taken) {
    ClassSet everywhere = ~ClassSet{0};
    ClassSet somewhere = 0;
    for (std::uint8_t state = 0; state < states_; ++state) {
      if ((recurring >> state & 1U) == 0) continue;
      everywhere &= enabled_[state];
      somewhere |= enabled_[state];
    }
    if ((everywhere & weak_ & ~taken) == 0 && (somewhere & strong_ & ~taken) == 0) fair_.push_back(recurring);
  }

  std::size_t states_;
  std::vector<std::uint8_t> starts_;
  std::vector<Edge> edges_;
  std::vector<ClassSet> enabled_;  // by state
  ClassSet weak_ = 0;
  ClassSet strong_ = 0;
  std::vector<StateSet> fair_;  // the states that a fair run can visit again and again, perhaps repeatedly
};

}  // namespace doublecheck::tests
