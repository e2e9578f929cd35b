/// Depth-first search over a space of keys, by one thread: finds a counterexample sooner than breadth first where it
/// lies deep, and seldom a shortest one.
///
/// A state is followed as far as it leads before its sister is looked at; the successors that wait are on a stack. A
/// state is expanded once, so that a complete search sees the states and transitions of a breadth-first one, and gives
/// the same verdicts. The order differs, and with it whatever an early end leaves out.
///
/// A limit on the depth is one on the length of the stack, which may be as long as there are states. A state met at the
/// limit is not expanded again when it is met on a shorter way later on: whenever a new successor lay beyond the limit,
/// nothing holds.
/// Held against checker::check by tests/engine/depth_first_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "checker/assert.hpp"
#include "checker/exploration.hpp"
#include "checker/verdicts.hpp"
#include "engine/interned_space.hpp"
#include "engine/second_walk.hpp"
#include "engine/shortening.hpp"
#include "engine/space.hpp"
#include "engine/visited_set.hpp"
#include "engine/with_space.hpp"

namespace doublecheck::engine {

struct DepthFirstOptions {
  /// Here limits.depth_max is the greatest length of a path in actions, shortest or not.
  checker::ExplorationOptions exploration;
  /// Whether Counts::labels is filled where no graph is needed for liveness; costs a second walk over all states. Only
  /// of a complete search.
  bool counts_labels = false;
  ShorteningOptions shortening;  ///< of each counterexample
  LineCompare compare = best_line_compare();
};

/// What a search leaves behind.
template <Space S>
struct DepthFirstFound {
  using StateKeys = std::vector<typename S::StateKey>;

  checker::StopReason stop = checker::StopReason::complete;
  checker::Counts counts;         ///< `depth`: of the longest path; `frontier`: successors that wait on the stack
  std::vector<StateKeys> broken;  ///< for each watched claim: the states on the way to one that breaks it; or none
  StateKeys deadlocked;           ///< the states on the way to the first deadlock; or none
  std::uint64_t deadlocks = 0;
  std::vector<bool> lacks_premise;  ///< for each property: it has a premise, which was true in no state
};

template <Space S>
class DepthFirstSearch {
 public:
  static constexpr unsigned kWords = S::kWords;
  using StateKey = Key<kWords>;
  using Properties = std::span<const checker::Property<typename S::Model::State>>;

  /// All are kept by reference. The space watches the claims of the properties.
  DepthFirstSearch(const S& space, Properties properties, const DepthFirstOptions& options)
      : space_(space),
        properties_(properties),
        options_(options),
        visited_(options.exploration.limits.memory_bytes_max, options.compare),
        claims_left_(watched_claims(properties)),
        verdicts_(claims_left_) {
    CHECKER_ASSERT(!limits().seconds_max || options.exploration.elapsed_seconds);
    found_.broken.resize(claims_left_);
    for (std::size_t i = 0; i < properties.size(); ++i) {
      found_.lacks_premise.push_back(properties[i].premise.has_value());
      if (properties[i].premise) unmet_premises_.push_back(i);
    }
  }

  /// REQUIRES: is called once.
  DepthFirstFound<S> run(const std::vector<StateKey>& initial) {
    counts().initial_states = initial.size();
    pending_.assign(initial.rbegin(), initial.rend());
    while (!must_stop() && !(path_.empty() && pending_.empty())) advance();
    if (!must_stop() && is_cut_) stop(checker::StopReason::depth);
    counts().frontier = pending_.size();
    note_memory();
    return std::move(found_);
  }

  const VisitedSet<kWords>& visited() const { return visited_; }

 private:
  // Reading the clock costs more than expanding a state.
  static constexpr std::uint64_t kExpansionsBetweenPolls = 1024;

  /// A state on the path. Of those that wait, the ones from `pending_begin` on are its successors.
  struct Frame {
    StateKey key;
    std::size_t pending_begin = 0;
  };

  const checker::Limits& limits() const { return options_.exploration.limits; }
  checker::Counts& counts() { return found_.counts; }
  bool must_stop() const { return found_.stop != checker::StopReason::complete; }
  void stop(checker::StopReason reason) {
    if (!must_stop()) found_.stop = reason;
  }

  void advance() {
    const std::size_t pending_begin = path_.empty() ? 0 : path_.back().pending_begin;
    if (pending_.size() == pending_begin) {
      path_.pop_back();
      return;
    }
    const StateKey key = pending_.back();
    pending_.pop_back();
    if (!add(key)) return;
    path_.push_back({key, pending_.size()});
    counts().depth = std::max<std::uint64_t>(counts().depth, path_.size() - 1);
    expand(key);
    if (counts().expanded % kExpansionsBetweenPolls == 0) poll();
  }

  /// Returns whether it is new, and there is room for it.
  bool add(const StateKey& key) {
    const std::uint64_t hash = hash_of(key);
    if (limits().states_max && visited_.size() >= *limits().states_max) {
      if (is_known(key, hash)) return false;
      stop(checker::StopReason::states);
      return false;
    }
    while (visited_.is_crowded()) {
      if (visited_.grow()) continue;
      stop(checker::StopReason::memory);
      return false;
    }
    std::uint8_t fresh = 0;
    if (visited_.insert_alone(std::span(&key, 1), &hash, &fresh) == 0) return false;
    counts().states = visited_.size();
    return true;
  }

  bool is_known(const StateKey& key, std::uint64_t hash) const {
    return visited_.find(key, hash) != VisitedSet<kWords>::kNoSlot;
  }

  void expand(const StateKey& key) {
    const std::size_t begin = pending_.size();
    hashes_.clear();
    const Sighting sighting =
        space_.expand(key, Discovery(), scratch_, [&](const StateKey& next, ActionKind, const Discovery&) {
          hashes_.push_back(hash_of(next));
          visited_.prefetch(hashes_.back());
          pending_.push_back(next);
        });
    ++counts().expanded;
    counts().transitions += sighting.enabled;
    keep_unknown(begin);
    if (!unmet_premises_.empty()) seek_premises(key);
    if (sighting.is_broken) note_broken(key);
    if (sighting.enabled == 0 && !sighting.may_end && options_.exploration.finds_deadlocks) note_deadlock();
  }

  /// Of the successors from `begin` on. The first one is left on top.
  void keep_unknown(std::size_t begin) {
    std::size_t end = begin;
    for (std::size_t i = begin; i < pending_.size(); ++i) {
      if (!is_known(pending_[i], hashes_[i - begin])) pending_[end++] = pending_[i];
    }
    pending_.resize(end);
    if (limits().depth_max && path_.size() > *limits().depth_max) {
      is_cut_ = is_cut_ || end > begin;
      pending_.resize(begin);
    }
    std::reverse(pending_.begin() + static_cast<std::ptrdiff_t>(begin), pending_.end());
    counts().frontier_widest = std::max<std::uint64_t>(counts().frontier_widest, pending_.size());
  }

  std::vector<StateKey> keys_on_path() const {
    std::vector<StateKey> keys;
    keys.reserve(path_.size());
    for (const Frame& frame : path_) keys.push_back(frame.key);
    return keys;
  }

  void seek_premises(const StateKey& key) {
    const auto state = space_.state_of(key);
    std::erase_if(unmet_premises_, [&](std::size_t property) {
      if (!properties_[property].premise->test(state)) return false;
      found_.lacks_premise[property] = false;
      return true;
    });
  }

  void note_broken(const StateKey& key) {
    space_.judge(key, 0, verdicts_);
    bool is_first = false;
    for (std::size_t claim = 0; claim < verdicts_.size(); ++claim) {
      if (verdicts_[claim] || !found_.broken[claim].empty()) continue;
      found_.broken[claim] = keys_on_path();
      --claims_left_;
      is_first = true;
    }
    if (!is_first) return;
    switch (options_.exploration.stop_rule) {
      case checker::StopRule::never:
        break;
      case checker::StopRule::first_violation:
        stop(checker::StopReason::violation);
        break;
      case checker::StopRule::all_invariants_violated:
        if (claims_left_ == 0) stop(checker::StopReason::violation);
        break;
    }
  }

  void note_deadlock() {
    if (found_.deadlocks++ == 0) found_.deadlocked = keys_on_path();
    if (options_.exploration.stop_rule == checker::StopRule::first_violation) stop(checker::StopReason::violation);
  }

  void poll() {
    const checker::ExplorationOptions& wishes = options_.exploration;
    note_memory();
    if (limits().memory_bytes_max && counts().peak_memory_bytes > *limits().memory_bytes_max) {
      stop(checker::StopReason::memory);
    }
    if (wishes.is_interrupted && wishes.is_interrupted()) stop(checker::StopReason::interrupted);
    if (limits().seconds_max && wishes.elapsed_seconds() > *limits().seconds_max) stop(checker::StopReason::time);
    const std::uint64_t reached = counts().states / wishes.progress_states;
    if (!wishes.on_progress || reached == reported_) return;
    reported_ = reached;
    counts().frontier = pending_.size();
    wishes.on_progress(counts());
  }

  void note_memory() {
    const std::uint64_t bytes =
        visited_.bytes() + pending_.capacity() * sizeof(StateKey) + path_.capacity() * sizeof(Frame) + space_.bytes();
    counts().peak_memory_bytes = std::max(counts().peak_memory_bytes, bytes);
  }

  const S& space_;
  Properties properties_;
  const DepthFirstOptions& options_;
  DepthFirstFound<S> found_;
  VisitedSet<kWords> visited_;
  std::size_t claims_left_;
  bool is_cut_ = false;
  std::uint64_t reported_ = 0;

  std::vector<Frame> path_;
  std::vector<StateKey> pending_;            // the next one is the last
  std::vector<std::size_t> unmet_premises_;  // of which properties

  // Kept only to be used again without allocating.
  std::vector<bool> verdicts_;
  std::vector<std::uint64_t> hashes_;
  typename S::Scratch scratch_;
};

/// One check of a space.
template <Space S>
class DepthFirstChecking {
 public:
  using M = typename S::Model;
  using State = typename M::State;
  using Properties = std::span<const checker::Property<State>>;
  using StateKeys = std::vector<typename S::StateKey>;

  /// All are kept by reference. The claims of the space are those of visit_claims.
  DepthFirstChecking(const S& space, Properties properties, const DepthFirstOptions& options)
      : space_(space),
        properties_(properties),
        options_(options),
        second_walk_(space, properties, options.exploration) {
    for (const State& state : space.model().initial()) initial_.push_back(space.key_of(state));
  }

  /// REQUIRES: is called once.
  checker::CheckResult<M> run() {
    DepthFirstSearch<S> search(space_, properties_, options_);
    const DepthFirstFound<S> found = search.run(initial_);
    evidence_.stop = found.stop;
    evidence_.counts = found.counts;
    evidence_.deadlocks = found.deadlocks;
    evidence_.lacks_premise = found.lacks_premise;
    trace(found);
    conclude(found.stop, search.visited());
    return checker::Verdicts<M>(space_.model(), properties_, options_.exploration, evidence_).decide();
  }

 private:
  void conclude(checker::StopReason stop, const VisitedSet<S::kWords>& visited) {
    constexpr std::uint64_t kAllLevels = std::numeric_limits<std::uint64_t>::max();
    const bool is_complete = stop == checker::StopReason::complete;
    // Only the whole graph says anything of liveness: what was seen of another one ends just anywhere.
    const bool keeps_graph = is_complete && second_walk_.has_temporal_properties();
    if (!is_complete) evidence_.liveness_stop = stop;
    evidence_.temporal = second_walk_.records();
    if (!keeps_graph && !(is_complete && options_.counts_labels)) return;
    second_walk_.run(initial_, visited, kAllLevels, keeps_graph, evidence_);
  }

  void trace(const DepthFirstFound<S>& found) {
    evidence_.paths.resize(properties_.size());
    std::size_t invariant = 0;
    for (std::size_t i = 0; i < properties_.size(); ++i) {
      if (properties_[i].kind != checker::PropertyKind::invariant) continue;
      const StateKeys& keys = found.broken[invariant++];
      const auto is_broken = [&](const State& state) { return !properties_[i].goal().test(state); };
      if (!keys.empty()) evidence_.paths[i] = path_along(keys, is_broken);
    }
    const auto is_stuck = [&](const State& state) { return is_deadlock(space_.model(), state); };
    if (!found.deadlocked.empty()) evidence_.deadlock = path_along(found.deadlocked, is_stuck);
  }

  /// Through the states with these keys, then shortened.
  checker::Path<M> path_along(const StateKeys& keys, const typename Shortening<M>::IsGoal& is_goal) const {
    const M& model = space_.model();
    checker::Path<M> path;
    while (initial_.at(path.initial) != keys.front()) ++path.initial;
    State state = model.initial().at(path.initial);
    std::vector<typename M::Action> actions;
    for (const auto& key : std::span(keys).subspan(1)) {
      actions.clear();
      model.actions(state, actions);
      const auto leads_there = [&](const auto& action) { return space_.key_of(model.next(state, action)) == key; };
      const auto action = std::ranges::find_if(actions, leads_there);
      CHECKER_ASSERT(action != actions.end());
      state = model.next(state, *action);
      path.actions.push_back(*action);
    }
    CHECKER_ASSERT(is_goal(state));
    return Shortening<M>(model, is_goal, options_.shortening).shorten(std::move(path));
  }

  const S& space_;
  Properties properties_;
  const DepthFirstOptions& options_;
  std::vector<typename S::StateKey> initial_;
  SecondWalk<S> second_walk_;
  checker::Evidence<M> evidence_;
};

/// Checks the model depth first. Each path to a violation is shortened as the options say, and need not be a shortest.
template <checker::Model M>
checker::CheckResult<M> check_depth_first(const M& model,
                                          std::span<const checker::Property<typename M::State>> properties,
                                          const DepthFirstOptions& options = {}) {
  const auto explore = [&]<Space S>(const S& space) { return DepthFirstChecking<S>(space, properties, options).run(); };
  if (auto result = with_space<checker::CheckResult<M>>(model, properties, explore)) return std::move(*result);
  return explore(InternedSpace<M>(model, claims_of(properties), watched_claims(properties)));
}

}  // namespace doublecheck::engine
