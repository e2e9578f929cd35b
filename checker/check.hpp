/// The front door of the checker: explores a model, decides every property, and gives a counterexample for each that
/// is violated.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "checker/exploration.hpp"
#include "checker/liveness.hpp"
#include "checker/path.hpp"
#include "checker/replay.hpp"

namespace doublecheck::checker {

using CheckOptions = ExplorationOptions;

/// The answer for one property.
template <Model M>
struct PropertyResult {
  std::string id;
  std::string instance;
  PropertyKind kind = PropertyKind::invariant;
  Verdict verdict = Verdict::inconclusive;
  std::optional<Path<M>> path;    ///< of a violated invariant: a shortest path to a state that breaks it
  std::optional<Lasso<M>> lasso;  ///< of a violated leads_to or eventually_always: a short fair run that breaks it
  /// Of leads_to: whether any state with the premise was met. If not, the property holds without saying anything.
  bool premise_occurred = true;

  /// Actions in the counterexample, the cycle counted once; 0 without one.
  std::size_t counterexample_length() const {
    if (path) return path->actions.size();
    if (lasso) return lasso->prefix.actions.size() + lasso->cycle.size();
    return 0;
  }
};

/// Whether the system can come to a state where nothing is enabled although it may not end there.
template <Model M>
struct DeadlockResult {
  Verdict verdict = Verdict::inconclusive;
  std::optional<Path<M>> path;  ///< a shortest one, if violated
  std::uint64_t states = 0;     ///< how many such states were met
};

template <Model M>
struct CheckResult {
  StopReason stop = StopReason::complete;           ///< why the exploration ended
  StopReason liveness_stop = StopReason::complete;  ///< why the liveness analysis ended, if it was begun
  Counts counts;
  std::vector<PropertyResult<M>> properties;  ///< one for each, in the order given
  std::optional<DeadlockResult<M>> deadlock;  ///< unless CheckOptions::finds_deadlocks is off
};

/// Explores `model` breadth first.
///
/// Invariants: violated as soon as a state breaks one, and the search goes on for the others unless told to stop.
/// Liveness: decided on the stored graph after the exploration. If a limit on states or depth cut the graph, it can
/// still be violated, never hold. After any other end of the exploration it is inconclusive. Nothing holds unless
/// everything was explored.
template <Model M>
CheckResult<M> check(const M& model, std::span<const Property<typename M::State>> properties,
                     const CheckOptions& options = {});

/// Turns what an exploration found into verdicts and counterexamples.
template <Model M>
class Verdicts {
 public:
  /// All are kept by reference.
  Verdicts(const M& model, std::span<const Property<typename M::State>> properties, const CheckOptions& options,
           const Exploration& exploration)
      : model_(model), properties_(properties), options_(options), exploration_(exploration) {
    result_.stop = exploration.stop;
    result_.counts = exploration.counts;
  }

  /// REQUIRES: is called once.
  CheckResult<M> decide() {
    for (std::size_t index = 0; index < properties_.size(); ++index) {
      result_.properties.push_back(decide(properties_[index], exploration_.properties[index]));
    }
    if (options_.finds_deadlocks) result_.deadlock = decide_deadlock();
    return std::move(result_);
  }

 private:
  using State = typename M::State;

  bool is_complete() const { return exploration_.stop == StopReason::complete; }

  PropertyResult<M> decide(const Property<State>& property, const Exploration::PropertyRecord& record) {
    PropertyResult<M> answer;
    answer.id = property.id;
    answer.instance = property.instance;
    answer.kind = property.kind;
    switch (property.kind) {
      case PropertyKind::invariant:
        answer.path = path_to(record.violated_at);
        answer.verdict = verdict(answer.path.has_value(), is_complete());
        break;
      case PropertyKind::leads_to:
        answer.premise_occurred = record.premise_occurred;
        decide_liveness(answer, [&](const ExploredGraph& explored, const KeepGoing& keep_going) {
          return find_run_against_leads_to(explored, record.premise, record.goal, keep_going);
        });
        break;
      case PropertyKind::eventually_always:
        decide_liveness(answer, [&](const ExploredGraph& explored, const KeepGoing& keep_going) {
          return find_run_against_eventually_always(explored, record.goal, keep_going);
        });
        break;
    }
    return answer;
  }

  template <class FindRun>
  void decide_liveness(PropertyResult<M>& answer, FindRun find_run) {
    if (!may_analyse_liveness()) return;
    const ExploredGraph explored{exploration_.graph, exploration_.classes, exploration_.tree, exploration_.predicates};
    const LivenessAnswer found = find_run(explored, [this] { return keep_going(); });
    if (found.lasso) answer.lasso = lasso_of(model_, exploration_.store, *found.lasso);
    answer.verdict = verdict(found.lasso.has_value(), found.finished && is_complete());
  }

  DeadlockResult<M> decide_deadlock() {
    const std::optional<Path<M>> path = path_to(exploration_.deadlock_at);
    return {verdict(path.has_value(), is_complete()), path, exploration_.deadlocks};
  }

  static Verdict verdict(bool is_refuted, bool everything_was_seen) {
    if (is_refuted) return Verdict::violated;
    return everything_was_seen ? Verdict::holds : Verdict::inconclusive;
  }

  bool may_analyse_liveness() {
    switch (exploration_.stop) {
      case StopReason::complete:
      case StopReason::states:
      case StopReason::depth:
        break;
      case StopReason::memory:
      case StopReason::time:
      case StopReason::interrupted:
      case StopReason::violation:
        return false;
    }
    const std::uint64_t bytes = exploration_.counts.peak_memory_bytes +
                                liveness_bytes_max(exploration_.graph.state_count(), exploration_.graph.edge_count());
    if (options_.limits.memory_bytes_max && bytes > *options_.limits.memory_bytes_max) {
      result_.liveness_stop = StopReason::memory;
    }
    return keep_going();
  }

  bool keep_going() {
    if (result_.liveness_stop != StopReason::complete) return false;
    const std::optional<double>& seconds_max = options_.limits.seconds_max;
    if (seconds_max && options_.elapsed_seconds() > *seconds_max) result_.liveness_stop = StopReason::time;
    if (options_.is_interrupted && options_.is_interrupted()) result_.liveness_stop = StopReason::interrupted;
    return result_.liveness_stop == StopReason::complete;
  }

  std::optional<Path<M>> path_to(StateId state) const {
    if (state == kNoState) return std::nullopt;
    return path_of(model_, exploration_.store, exploration_.tree.path_to(state));
  }

  const M& model_;
  std::span<const Property<State>> properties_;
  const CheckOptions& options_;
  const Exploration& exploration_;
  CheckResult<M> result_;
};

template <Model M>
CheckResult<M> check(const M& model, std::span<const Property<typename M::State>> properties,
                     const CheckOptions& options) {
  const Exploration exploration = BreadthFirstSearch<M>(model, properties, options).run();
  return Verdicts<M>(model, properties, options, exploration).decide();
}

}  // namespace doublecheck::checker
