/// Random walks: many runs, each from an initial state on, at every step by one of the enabled actions at random. They
/// reach deep into systems that are far too large to explore, find violations, and never tell that there is none.
///
/// The action is drawn evenly, or as the swarm of SwarmOptions has it. A walk is a pure function of the seed and its
/// number, and walks are done in rounds that are finished or were the last: but for a limit on time, the results are
/// the same for any number of threads, and of several walks that break a claim it is the one of the lowest number that
/// is reported. Its path is made shorter, see Shortening.
/// Tested by random_walks_test.cpp.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "checker/assert.hpp"
#include "checker/exploration.hpp"
#include "checker/verdicts.hpp"
#include "engine/crew.hpp"
#include "engine/shortening.hpp"
#include "engine/swarm.hpp"
#include "engine/visited_set.hpp"
#include "engine/walkers.hpp"
#include "engine/with_space.hpp"

namespace doublecheck::engine {

struct WalkOptions {
  std::uint64_t seed = 1;
  std::uint64_t walks = 10'000;
  std::uint64_t length_max = 1'000;    ///< actions in a walk
  std::optional<SwarmOptions> swarm;   ///< unset: every enabled action is equally likely
  unsigned jobs = 1;                   ///< threads
  std::uint64_t walks_in_round = 256;  ///< what a search that is to stop at a violation does at least. Not 0
  /// Distinct states are counted up to so many, at 10 to 32 bytes each. 0: they are not counted.
  std::uint64_t distinct_states_max = 4'000'000;
  ShorteningOptions shortening;  ///< of each path to a violation
  /// Of the limits, that on time is obeyed, and no other.
  checker::ExplorationOptions exploration;
};

/// Where a walk found something.
struct WalkFinding {
  std::uint64_t walk = 0;   ///< its number, from 0
  std::uint64_t steps = 0;  ///< actions taken until then, before any shortening

  auto operator<=>(const WalkFinding&) const = default;
};

/// What was looked at.
struct WalkCoverage {
  std::uint64_t walks = 0;         ///< to their ends
  std::uint64_t ended_early = 0;   ///< of these, the walks that came to a state where nothing is enabled
  std::uint64_t steps = 0;         ///< actions taken, in all walks
  std::uint64_t longest_walk = 0;  ///< actions
  /// Different states met. In a model too wide for a key they are told apart by hashes of 126 bits.
  std::uint64_t distinct_states = 0;
  bool are_there_more = false;  ///< distinct_states is only how many were counted

  bool operator==(const WalkCoverage&) const = default;
};

/// What walks leave behind.
struct WalkFound {
  checker::StopReason stop = checker::StopReason::complete;  ///< `complete`: all walks were walked
  WalkCoverage coverage;
  std::vector<checker::LabelCounts> labels;        ///< indexed by label; `enabled` and `fired` count steps
  std::vector<std::optional<WalkFinding>> broken;  ///< of each watched claim: by the lowest walk
  std::optional<WalkFinding> deadlocked;           ///< by the lowest walk
  std::uint64_t deadlocks = 0;                     ///< different ones
};

/// In the terms of an exploration: the distinct states, and the steps as transitions.
inline checker::Counts counts_of(const WalkFound& found, std::size_t initial, std::uint64_t bytes) {
  checker::Counts counts;
  counts.initial_states = initial;
  counts.states = found.coverage.distinct_states;
  counts.transitions = found.coverage.steps;
  counts.depth = found.coverage.longest_walk;
  counts.peak_memory_bytes = bytes;
  counts.labels = found.labels;
  return counts;
}

/// How many different states there are, as far as they are counted. Any number of threads may add.
template <unsigned Words>
class DistinctStates {
 public:
  explicit DistinctStates(std::uint64_t states_max) : states_max_(states_max), seen_(std::nullopt) {}

  void add(std::span<const Key<Words>> keys) {
    const std::scoped_lock lock(mutex_);
    for (const Key<Words>& key : keys) {
      if (seen_.size() > states_max_ || is_out_of_memory_) return;
      const std::uint64_t hash = hash_of(key);
      std::uint8_t fresh = 0;
      while (seen_.is_crowded() && !is_out_of_memory_) is_out_of_memory_ = !seen_.grow();
      if (!is_out_of_memory_) seen_.insert_alone(std::span(&key, 1), &hash, &fresh);
    }
  }

  std::uint64_t count() const { return std::min(seen_.size(), states_max_); }
  bool are_there_more() const { return seen_.size() > states_max_ || is_out_of_memory_; }
  std::uint64_t bytes() const { return seen_.bytes(); }

 private:
  std::uint64_t states_max_;
  std::mutex mutex_;
  VisitedSet<Words> seen_;
  bool is_out_of_memory_ = false;
};

template <Walker W>
class RandomWalks {
 public:
  static constexpr unsigned kWords = W::kWords;

  /// The options are kept by reference. `walker`: of which each thread takes a copy. `initial`: how many initial states
  /// there are. `watched`: how many claims are watched.
  RandomWalks(W walker, std::size_t initial, std::size_t watched, const WalkOptions& options)
      : walker_(std::move(walker)), initial_(initial), options_(options), distinct_(options.distinct_states_max) {
    CHECKER_ASSERT(options.jobs >= 1 && options.walks_in_round >= 1 && initial >= 1);
    CHECKER_ASSERT(!options.exploration.limits.seconds_max || options.exploration.elapsed_seconds);
    found_.broken.resize(watched);
  }

  /// REQUIRES: is called once.
  WalkFound run() {
    for (std::uint64_t first = 0; first < options_.walks && !must_stop(); first += options_.walks_in_round) {
      walk_round(first, std::min(options_.walks_in_round, options_.walks - first));
    }
    found_.deadlocks = deadlocks_.size();
    return std::move(found_);
  }

  std::uint64_t bytes() const { return distinct_.bytes(); }

 private:
  static constexpr std::uint64_t kStepsBetweenPolls = 1024;

  /// What one thread does and finds in one round.
  struct Worker {
    W walker;
    bool is_first = false;
    WalkFound found;
    std::vector<Key<kWords>> fingerprints;  // of the walk that is walked
    std::vector<Key<kWords>> deadlocks;
    std::vector<bool> verdicts;
  };

  const checker::ExplorationOptions& wishes() const { return options_.exploration; }
  bool must_stop() const { return found_.stop != checker::StopReason::complete; }
  bool ends_at_violation() const { return wishes().stop_rule == checker::StopRule::first_violation; }

  void walk_round(std::uint64_t first, std::uint64_t count) {
    ask_caller();  // before each round, for others may have walked it all when the first thread comes to its turn
    std::vector<Worker> workers;
    const std::size_t jobs = crew_.hire(static_cast<std::size_t>(std::min<std::uint64_t>(options_.jobs, count)));
    for (std::size_t i = 0; i < jobs; ++i) workers.push_back(new_worker(i == 0));
    std::atomic<std::uint64_t> next{0};
    crew_.run(jobs, [&](std::size_t i) { work(workers[i], next, first, count); });
    for (const Worker& worker : workers) merge(worker);
    conclude_round();
  }

  Worker new_worker(bool is_first) const {
    Worker worker{walker_, is_first, {}, {}, {}, {}};
    worker.found.broken.resize(found_.broken.size());
    worker.verdicts.resize(found_.broken.size());
    return worker;
  }

  void work(Worker& worker, std::atomic<std::uint64_t>& next, std::uint64_t first, std::uint64_t count) {
    try {
      for (std::uint64_t i = next.fetch_add(1); i < count && !is_told_to_stop(); i = next.fetch_add(1)) {
        walk(worker, first + i);
        distinct_.add(worker.fingerprints);
      }
    } catch (...) {
      tell_to_stop(checker::StopReason::interrupted);
      throw;
    }
  }

  bool is_told_to_stop() const { return reason_.load(std::memory_order_relaxed) != checker::StopReason::complete; }

  void tell_to_stop(checker::StopReason reason) {
    checker::StopReason none = checker::StopReason::complete;
    reason_.compare_exchange_strong(none, reason);
  }

  /// Only the first thread does.
  void ask_caller() {
    if (wishes().is_interrupted && wishes().is_interrupted()) tell_to_stop(checker::StopReason::interrupted);
    const auto& seconds_max = wishes().limits.seconds_max;
    if (seconds_max && wishes().elapsed_seconds() > *seconds_max) tell_to_stop(checker::StopReason::time);
  }

  void walk(Worker& worker, std::uint64_t number) {
    WalkCoverage& coverage = worker.found.coverage;
    WalkChoices choices(options_.seed, number, options_.swarm);
    W& walker = worker.walker;
    worker.fingerprints.clear();
    walker.start(static_cast<std::size_t>(choices.initial(initial_)));
    std::uint64_t step = 0;
    while (true) {
      if (worker.is_first && step % kStepsBetweenPolls == 0) ask_caller();
      if (is_told_to_stop()) return;
      const Sighting sighting = walker.look();
      note_state(worker, sighting, {number, step});
      if (sighting.enabled == 0) ++coverage.ended_early;
      if (sighting.enabled == 0 || step == options_.length_max || (sighting.is_broken && ends_at_violation())) break;
      const std::size_t choice = choices.choose(walker.labels(), step);
      note_labels(worker.found.labels, walker.labels(), choice);
      walker.take(choice);
      ++step;
      ++coverage.steps;
      coverage.longest_walk = std::max(coverage.longest_walk, step);
    }
    ++coverage.walks;
  }

  void note_state(Worker& worker, const Sighting& sighting, WalkFinding where) {
    if (options_.distinct_states_max > 0) worker.fingerprints.push_back(worker.walker.fingerprint());
    if (sighting.is_broken) note_broken(worker, where);
    if (sighting.enabled > 0 || sighting.may_end || !wishes().finds_deadlocks) return;
    worker.deadlocks.push_back(worker.walker.fingerprint());
    if (!worker.found.deadlocked) worker.found.deadlocked = where;
  }

  /// A thread walks in the order of the numbers: what it found first was by its lowest walk.
  void note_broken(Worker& worker, WalkFinding where) {
    std::vector<std::optional<WalkFinding>>& broken = worker.found.broken;
    const auto is_sought = [&](std::size_t claim) { return !found_.broken[claim] && !broken[claim]; };
    bool is_any_sought = false;
    for (std::size_t claim = 0; claim < broken.size(); ++claim) is_any_sought = is_any_sought || is_sought(claim);
    if (!is_any_sought) return;
    worker.walker.judge(worker.verdicts);
    for (std::size_t claim = 0; claim < broken.size(); ++claim) {
      if (!worker.verdicts[claim] && is_sought(claim)) broken[claim] = where;
    }
  }

  static void note_labels(std::vector<checker::LabelCounts>& counts, std::span<const std::uint32_t> labels,
                          std::size_t choice) {
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (labels[i] >= counts.size()) counts.resize(labels[i] + 1);
      const auto earlier = labels.first(i);
      if (std::ranges::find(earlier, labels[i]) == earlier.end()) ++counts[labels[i]].enabled;
    }
    ++counts[labels[choice]].fired;
  }

  static void keep_lowest(std::optional<WalkFinding>& kept, const std::optional<WalkFinding>& other) {
    if (other && (!kept || *other < *kept)) kept = other;
  }

  void merge(const Worker& worker) {
    const WalkFound& found = worker.found;
    WalkCoverage& coverage = found_.coverage;
    coverage.walks += found.coverage.walks;
    coverage.ended_early += found.coverage.ended_early;
    coverage.steps += found.coverage.steps;
    coverage.longest_walk = std::max(coverage.longest_walk, found.coverage.longest_walk);
    for (std::size_t claim = 0; claim < found.broken.size(); ++claim) {
      keep_lowest(found_.broken[claim], found.broken[claim]);
    }
    keep_lowest(found_.deadlocked, found.deadlocked);
    deadlocks_.insert(worker.deadlocks.begin(), worker.deadlocks.end());
    found_.labels.resize(std::max(found_.labels.size(), found.labels.size()));
    for (std::size_t label = 0; label < found.labels.size(); ++label) {
      found_.labels[label].enabled += found.labels[label].enabled;
      found_.labels[label].fired += found.labels[label].fired;
    }
  }

  void conclude_round() {
    found_.stop = reason_.load();
    found_.coverage.distinct_states = distinct_.count();
    found_.coverage.are_there_more = distinct_.are_there_more();
    if (wishes().on_progress) wishes().on_progress(counts_of(found_, initial_, bytes()));
    if (must_stop()) return;
    const auto is_found = [](const auto& finding) { return finding.has_value(); };
    switch (wishes().stop_rule) {
      case checker::StopRule::never:
        break;
      case checker::StopRule::first_violation:
        if (found_.deadlocked || std::ranges::any_of(found_.broken, is_found)) stop_at_violation();
        break;
      case checker::StopRule::all_invariants_violated:
        if (!found_.broken.empty() && std::ranges::all_of(found_.broken, is_found)) stop_at_violation();
        break;
    }
  }

  void stop_at_violation() { found_.stop = checker::StopReason::violation; }

  W walker_;
  std::size_t initial_;
  const WalkOptions& options_;
  WalkFound found_;
  DistinctStates<kWords> distinct_;
  std::set<Key<kWords>> deadlocks_;
  Crew crew_;
  std::atomic<checker::StopReason> reason_{checker::StopReason::complete};
};

/// What a model's walks have shown.
template <checker::Model M>
struct WalkResult {
  /// Each property is violated or inconclusive; of liveness, walks say nothing. `stop` is never `complete`: where all
  /// walks were walked it is `depth`, for all they tell of is paths up to a limit. `counts` are those of counts_of.
  checker::CheckResult<M> result;
  WalkCoverage coverage;
  std::vector<std::optional<WalkFinding>> findings;  ///< for each property: where it was found violated
  std::optional<WalkFinding> deadlock_finding;
};

/// Walks once more where something was found, through whole states.
template <checker::Model M>
class WalkConclusions {
 public:
  using State = typename M::State;
  using Properties = std::span<const checker::Property<State>>;

  /// All are kept by reference.
  WalkConclusions(const M& model, Properties properties, const WalkOptions& options)
      : model_(model), properties_(properties), options_(options), initial_(model.initial().size()) {}

  WalkResult<M> conclude(const WalkFound& found, std::uint64_t bytes) const {
    WalkResult<M> walked;
    walked.coverage = found.coverage;
    walked.deadlock_finding = found.deadlocked;
    const bool is_whole = found.stop == checker::StopReason::complete;
    walked.result.stop = is_whole ? checker::StopReason::sampled : found.stop;
    walked.result.liveness_stop = walked.result.stop;
    walked.result.counts = counts_of(found, initial_, bytes);
    std::size_t invariant = 0;
    for (const auto& property : properties_) {
      const bool is_watched = property.kind == checker::PropertyKind::invariant;
      walked.findings.push_back(is_watched ? found.broken[invariant++] : std::nullopt);
      walked.result.properties.push_back(answer(property, walked.findings.back()));
    }
    if (options_.exploration.finds_deadlocks) walked.result.deadlock = answer_on_deadlocks(found);
    return walked;
  }

 private:
  using IsGoal = typename Shortening<M>::IsGoal;

  checker::PropertyResult<M> answer(const checker::Property<State>& property,
                                    const std::optional<WalkFinding>& finding) const {
    checker::PropertyResult<M> answer;
    answer.id = property.id;
    answer.instance = property.instance;
    answer.kind = property.kind;
    if (!finding) return answer;
    answer.verdict = checker::Verdict::violated;
    answer.path = path_of(*finding, [&](const State& state) { return !property.goal().test(state); });
    return answer;
  }

  checker::DeadlockResult<M> answer_on_deadlocks(const WalkFound& found) const {
    checker::DeadlockResult<M> answer;
    answer.states = found.deadlocks;
    if (!found.deadlocked) return answer;
    answer.verdict = checker::Verdict::violated;
    answer.path = path_of(*found.deadlocked, [&](const State& state) { return is_deadlock(model_, state); });
    return answer;
  }

  checker::Path<M> path_of(const WalkFinding& finding, const IsGoal& is_goal) const {
    WalkChoices choices(options_.seed, finding.walk, options_.swarm);
    const typename StateWalker<M>::Claims no_claims;
    StateWalker<M> walker(model_, no_claims, 0);
    checker::Path<M> path;
    path.initial = static_cast<std::size_t>(choices.initial(initial_));
    walker.start(path.initial);
    for (std::uint64_t step = 0; step < finding.steps; ++step) {
      walker.look();
      const std::size_t choice = choices.choose(walker.labels(), step);
      path.actions.push_back(walker.action(choice));
      walker.take(choice);
    }
    CHECKER_ASSERT(is_goal(walker.state()));
    return Shortening<M>(model_, is_goal, options_.shortening).shorten(std::move(path));
  }

  const M& model_;
  Properties properties_;
  const WalkOptions& options_;
  std::size_t initial_;
};

/// Walks through the model at random, by looking up what was computed once if the model offers that, else from state to
/// state.
template <checker::Model M>
WalkResult<M> walk_randomly(const M& model, std::span<const checker::Property<typename M::State>> properties,
                            const WalkOptions& options = {}) {
  const std::size_t watched = watched_claims(properties);
  const WalkConclusions<M> conclusions(model, properties, options);
  const auto walk = [&]<Walker W>(W walker, std::size_t initial) {
    RandomWalks<W> walks(std::move(walker), initial, watched, options);
    const WalkFound found = walks.run();
    return conclusions.conclude(found, walks.bytes());
  };
  const auto walk_through = [&]<Space S>(const S& space) {
    std::vector<typename S::StateKey> initial;
    for (const auto& state : model.initial()) initial.push_back(space.key_of(state));
    return walk(SpaceWalker<S>(space, initial), initial.size());
  };
  if (auto result = with_space<WalkResult<M>>(model, properties, walk_through)) return std::move(*result);
  const auto claims = claims_of(properties);
  return walk(StateWalker<M>(model, claims, watched), model.initial().size());
}

}  // namespace doublecheck::engine
