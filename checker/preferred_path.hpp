/// Preferred paths: of all equally short counterexamples, the one that is easiest to read.
///
/// There are often thousands of them, and which one a search meets first says nothing. The one preferred has the fewest
/// faults, then the fewest participants, then the fewest changes of place from one step to the next; of those that are
/// alike in all this, the one whose choices of actions come first. So it depends on the model alone, not on the search.
///
/// How it is found. With no fault allowed, then one, and so on, states are walked through level by level, beside a
/// monitor where the state alone does not tell what counts, until a level has an end. Walking back, each state on the
/// way to an end keeps what ways on may still be part of the best: for each place of their first step and each set of
/// participants the one with the fewest changes (dynamic programming over labels, Martins 1984). Then the first choices
/// that can make the best of it are taken.
/// Tested by preferred_path_test.cpp against all shortest paths.
#pragma once

#include <algorithm>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "checker/assert.hpp"
#include "checker/model.hpp"
#include "checker/path.hpp"
#include "checker/state_store.hpp"

namespace doublecheck::checker {

/// What a step means to somebody who reads a path.
struct StepFeatures {
  bool is_fault = false;
  std::uint32_t place = 0;         ///< where it happens; not kNowhere
  std::uint64_t participants = 0;  ///< bit i: the i-th one takes part

  static constexpr std::uint32_t kNowhere = 0xFFFF'FFFF;
};

/// Follows a path state by state; several of its own states at a time may be right.
template <class State>
struct Monitor {
  std::vector<std::uint32_t> initial = {0};
  /// Appends what follows its state on a path through this one. Absent: it stays as it is.
  std::function<void(std::uint32_t, const State&, std::vector<std::uint32_t>&)> next = {};
  /// Whether a path may end in this state, with the monitor as it was before it. Must be given.
  std::function<bool(std::uint32_t, const State&)> may_end = {};
};

template <Model M>
class PreferredPaths {
 public:
  using State = typename M::State;
  using Action = typename M::Action;
  using Features = std::function<StepFeatures(const Action&)>;

  /// All are kept by reference. `states_max`: how many states, each with one of the monitor, may be met in all.
  PreferredPaths(const M& model, const Monitor<State>& monitor, const Features& features, std::size_t states_max)
      : model_(model), monitor_(monitor), features_(features), states_left_(states_max) {
    CHECKER_ASSERT(monitor.may_end);
  }

  /// The preferred one of the shortest paths to an end. Nothing if there is none of at most `length_max` steps, or if
  /// too much was met. Where a path with more faults is shorter than all with fewer, the fewer faults count.
  std::optional<Path<M>> find(std::size_t length_max) {
    for (std::uint32_t faults_max = 0;; ++faults_max) {
      begin(faults_max);
      while (ends_.empty() && edges_.size() < length_max && !frontier_.empty() && !is_too_much()) advance();
      if (is_too_much()) return std::nullopt;
      states_left_ -= store_->size();
      if (!ends_.empty()) return best();
      if (!has_refused_faults_ || faults_max == length_max) return std::nullopt;
    }
  }

 private:
  using Node = StateId;

  struct Edge {
    Node from = 0;
    Node to = 0;
    std::uint32_t choice = 0;  ///< which of the actions enabled in the state
    StepFeatures step;
  };

  /// A way on from a node to an end: the best among those with these participants whose first step is at this place.
  struct Label {
    std::uint32_t place = StepFeatures::kNowhere;  ///< kNowhere: it is at an end
    std::uint64_t participants = 0;
    std::uint32_t changes = 0;
  };

  struct Cost {
    int participants = 0;
    std::uint32_t changes = 0;

    auto operator<=>(const Cost&) const = default;
  };

  struct Reached {
    Node node = 0;
    std::uint32_t watching = 0;
    std::uint32_t faults = 0;
    State state;
  };

  bool is_too_much() const { return store_->size() > states_left_; }

  void begin(std::uint32_t faults_max) {
    faults_max_ = faults_max;
    has_refused_faults_ = false;
    store_.emplace();
    edges_.clear();
    next_.clear();
    ends_.clear();
    starts_.clear();
    const std::vector<State> initial = model_.initial();
    for (std::size_t i = 0; i < initial.size(); ++i) {
      for (const std::uint32_t watching : monitor_.initial) {
        const std::size_t known = store_->size();
        const Node node = number({0, watching, 0, initial[i]});
        if (store_->size() > known) starts_.push_back({node, i});
      }
    }
    std::swap(frontier_, next_);
  }

  /// One level further, or less of it if that is too much.
  void advance() {
    const Node level_start = static_cast<Node>(store_->size());
    edges_.emplace_back();
    next_.clear();
    std::vector<Action> actions;
    std::vector<std::uint32_t> follows;
    for (const Reached& reached : frontier_) {
      follows.clear();
      if (monitor_.next) {
        monitor_.next(reached.watching, reached.state, follows);
      } else {
        follows.push_back(reached.watching);
      }
      if (follows.empty()) continue;
      actions.clear();
      model_.actions(reached.state, actions);
      for (std::uint32_t choice = 0; choice < actions.size(); ++choice) {
        const StepFeatures step = features_(actions[choice]);
        const std::uint32_t faults = reached.faults + (step.is_fault ? 1U : 0U);
        has_refused_faults_ = has_refused_faults_ || faults > faults_max_;
        if (faults > faults_max_) continue;
        const State state = model_.next(reached.state, actions[choice]);
        for (const std::uint32_t watching : follows) {
          const Node node = number({0, watching, faults, state});
          const bool is_longer_way = node < level_start;
          if (!is_longer_way) edges_.back().push_back({reached.node, node, choice, step});
        }
      }
      if (is_too_much()) return;
    }
    std::swap(frontier_, next_);
  }

  Node number(Reached reached) {
    encoding_.clear();
    for (unsigned shift = 0; shift < 32; shift += 8) {
      encoding_.push_back(static_cast<char>(reached.watching >> shift));
      encoding_.push_back(static_cast<char>(reached.faults >> shift));
    }
    model_.encode(reached.state, encoding_);
    const StateStore::Place place = store_->find(encoding_);
    if (place.id != kNoState) return place.id;
    const Node node = store_->add(place, encoding_);
    if (monitor_.may_end(reached.watching, reached.state)) ends_.push_back(node);
    reached.node = node;
    next_.push_back(std::move(reached));
    return node;
  }

  Path<M> best() {
    label_ways();
    std::optional<Cost> least;
    for (const Start& start : starts_) {
      for (const Label& label : labels_[start.node]) {
        const Cost cost{std::popcount(label.participants), label.changes};
        if (!least || cost < *least) least = cost;
      }
    }
    CHECKER_ASSERT(least.has_value());
    return first_path_of(*least);
  }

  /// Walks the levels back. What has no label afterwards is on no way to an end.
  void label_ways() {
    labels_.assign(store_->size(), {});
    for (const Node end : ends_) labels_[end].push_back({});
    for (auto level = edges_.rbegin(); level != edges_.rend(); ++level) {
      for (const Edge& edge : *level) {
        for (const Label& label : labels_[edge.to]) offer(extended(edge, label), labels_[edge.from]);
      }
    }
  }

  static bool is_change(const Edge& edge, const Label& label) {
    return label.place != StepFeatures::kNowhere && label.place != edge.step.place;
  }

  static Label extended(const Edge& edge, const Label& label) {
    return {edge.step.place, label.participants | edge.step.participants,
            label.changes + (is_change(edge, label) ? 1U : 0U)};
  }

  static void offer(const Label& label, std::vector<Label>& known) {
    const auto is_no_worse = [](const Label& one, const Label& other) {
      return one.place == other.place && (one.participants & ~other.participants) == 0 && one.changes <= other.changes;
    };
    if (std::ranges::any_of(known, [&](const Label& other) { return is_no_worse(other, label); })) return;
    std::erase_if(known, [&](const Label& other) { return is_no_worse(label, other); });
    known.push_back(label);
  }

  /// Of the paths of this cost, the one whose choices come first.
  Path<M> first_path_of(const Cost& cost) const {
    Label before;  // of the path so far, with the place of its last step
    const auto is_kept_by = [&](const Label& label) {
      const bool changes = before.place != StepFeatures::kNowhere && label.place != StepFeatures::kNowhere &&
                           label.place != before.place;
      return Cost{std::popcount(before.participants | label.participants),
                  before.changes + label.changes + (changes ? 1U : 0U)} == cost;
    };
    const auto start = std::ranges::find_if(
        starts_, [&](const Start& some) { return std::ranges::any_of(labels_[some.node], is_kept_by); });
    Path<M> path{start->initial, {}};
    State state = model_.initial().at(start->initial);
    std::vector<Node> nodes;  // of this state: one for each state of the monitor
    for (const Start& some : starts_) {
      if (some.initial == start->initial) nodes.push_back(some.node);
    }
    for (const std::vector<Edge>& level : edges_) {
      const Edge* first = nullptr;
      std::vector<Node> reached;
      for (const Edge& edge : level) {
        if (std::ranges::find(nodes, edge.from) == nodes.end()) continue;
        if (first != nullptr && edge.choice > first->choice) continue;
        const bool keeps = std::ranges::any_of(labels_[edge.to],
                                               [&](const Label& label) { return is_kept_by(extended(edge, label)); });
        if (!keeps) continue;
        if (first == nullptr || edge.choice < first->choice) reached.clear();
        first = &edge;
        reached.push_back(edge.to);
      }
      CHECKER_ASSERT(first != nullptr);
      std::vector<Action> actions;
      model_.actions(state, actions);
      path.actions.push_back(actions[first->choice]);
      state = model_.next(state, path.actions.back());
      const bool changes = before.place != StepFeatures::kNowhere && before.place != first->step.place;
      before = {first->step.place, before.participants | first->step.participants,
                before.changes + (changes ? 1U : 0U)};
      nodes = std::move(reached);
    }
    return path;
  }

  const M& model_;
  const Monitor<State>& monitor_;
  const Features& features_;
  std::size_t states_left_;

  // Of the search with at most so many faults.
  struct Start {
    Node node = 0;
    std::size_t initial = 0;  // position in Model::initial()
  };

  std::uint32_t faults_max_ = 0;
  bool has_refused_faults_ = false;
  std::optional<StateStore> store_;  // of the faults so far, the monitor's state and the model's together
  std::string encoding_;
  std::vector<Start> starts_;
  std::vector<Reached> frontier_;
  std::vector<Reached> next_;
  std::vector<std::vector<Edge>> edges_;    // by level, from one to the next, in the order of the nodes that they leave
  std::vector<Node> ends_;                  // all on the last level
  std::vector<std::vector<Label>> labels_;  // by node
};

}  // namespace doublecheck::checker
