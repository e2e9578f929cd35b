/// Verdicts: what an engine found, turned into an answer for each property.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "checker/census.hpp"
#include "checker/counts.hpp"
#include "checker/exploration.hpp"
#include "checker/limits.hpp"
#include "checker/liveness.hpp"
#include "checker/omissions.hpp"
#include "checker/path.hpp"
#include "checker/property.hpp"
#include "checker/replay.hpp"
#include "checker/vacuity.hpp"
#include "ltl/automaton.hpp"

namespace doublecheck::checker {

/// The answer for one property.
template <Model M>
struct PropertyResult {
  std::string id;
  std::string instance;
  PropertyKind kind = PropertyKind::invariant;
  Verdict verdict = Verdict::inconclusive;
  std::optional<Path<M>> path;    ///< of a violated invariant: a shortest path to a state that breaks it
  std::optional<Lasso<M>> lasso;  ///< of a violated temporal property: a short fair run that breaks it
  /// It is not violated, and nothing that was explored put it to the test: see vacuity.hpp and Property::premise.
  /// Random walks do not tell.
  bool is_vacuous = false;

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
  std::optional<SymmetryCounts> symmetry;     ///< if states that differ in names only were explored once
  std::optional<Omissions> omissions;         ///< of an approximate search, whatever ended it
  std::vector<PropertyResult<M>> properties;  ///< one for each, in the order given
  std::optional<DeadlockResult<M>> deadlock;  ///< unless CheckOptions::finds_deadlocks is off
  std::optional<Census> census;               ///< if the engine was asked for it and knows the parts of a state
};

/// What an engine hands over, whichever it is.
template <Model M>
struct Evidence {
  StopReason stop = StopReason::complete;
  Counts counts;
  std::optional<Omissions> omissions;
  std::vector<std::optional<Path<M>>>
      paths;                        ///< for each property: a shortest one that breaks it, if it is an invariant
  std::optional<Path<M>> deadlock;  ///< a shortest one
  std::uint64_t deadlocks = 0;
  /// Must be there if there is a temporal property and the exploration ended with everything, or at a limit on states
  /// or depth.
  std::optional<ExploredGraph> explored;
  std::vector<TemporalRecord> temporal;  ///< for each property; of temporal ones only
  /// For each property, if known: whether its premise was true in no state. Empty: it is known of none.
  std::vector<bool> lacks_premise;
  /// Whether a state of the graph is this one. Must be given with `explored`.
  std::function<bool(StateId, const typename M::State&)> is_state;
  StopReason liveness_stop = StopReason::complete;  ///< why the graph is not whole although the exploration was
};

template <Model M>
class Verdicts {
 public:
  using State = typename M::State;

  /// All are kept by reference.
  Verdicts(const M& model, std::span<const Property<State>> properties, const ExplorationOptions& options,
           const Evidence<M>& evidence)
      : model_(model), properties_(properties), options_(options), evidence_(evidence) {
    result_.stop = evidence.stop;
    result_.counts = evidence.counts;
    result_.omissions = evidence.omissions;
    result_.liveness_stop = evidence.liveness_stop;
  }

  /// REQUIRES: is called once.
  CheckResult<M> decide() {
    for (std::size_t index = 0; index < properties_.size(); ++index) {
      result_.properties.push_back(decide(properties_[index], index));
    }
    if (memory_was_short_ && result_.liveness_stop == StopReason::complete) result_.liveness_stop = StopReason::memory;
    if (options_.finds_deadlocks) {
      result_.deadlock = {verdict(evidence_.deadlock.has_value(), is_complete()), evidence_.deadlock,
                          evidence_.deadlocks};
    }
    return std::move(result_);
  }

 private:
  bool is_complete() const { return evidence_.stop == StopReason::complete; }

  PropertyResult<M> decide(const Property<State>& property, std::size_t index) {
    PropertyResult<M> answer;
    answer.id = property.id;
    answer.instance = property.instance;
    answer.kind = property.kind;
    switch (property.kind) {
      case PropertyKind::invariant:
        answer.path = evidence_.paths[index];
        answer.verdict = verdict(answer.path.has_value(), is_complete());
        break;
      case PropertyKind::temporal:
        decide_temporal(property.formula, evidence_.temporal[index], answer);
        break;
    }
    const bool lacks_premise = !evidence_.lacks_premise.empty() && evidence_.lacks_premise[index];
    answer.is_vacuous = answer.is_vacuous || (lacks_premise && answer.verdict != Verdict::violated);
    return answer;
  }

  void decide_temporal(const ltl::Formula& formula, const TemporalRecord& record, PropertyResult<M>& answer) {
    if (!says_something_about_liveness(evidence_.stop) || !keep_going()) return;
    const KeepGoing keep_going = [this] { return this->keep_going(); };
    if (!ground_ && may_take(liveness_ground_bytes_max(evidence_.explored->graph.state_count()))) {
      ground_ = liveness_ground_of(*evidence_.explored, keep_going);
    }
    if (!ground_) return note_shortage();
    const ltl::Automaton automaton = ltl::automaton_for(ltl::negation(formula));
    const NeverClaim claim{automaton, record.first, record.was_true.size()};
    const LivenessAnswer found = find_run_against(*evidence_.explored, *ground_, claim, keep_going,
                                                  [this](std::uint64_t bytes) { return may_take(bytes); });
    if (!found.finished && !found.lasso) note_shortage();
    if (found.lasso) answer.lasso = lasso_of(model_, evidence_.is_state, *found.lasso);
    answer.verdict = verdict(found.lasso.has_value(), found.finished && is_complete());
    answer.is_vacuous = answer.verdict == Verdict::holds && holds_vacuously(formula, record.was_true);
  }

  static Verdict verdict(bool is_refuted, bool everything_was_seen) {
    if (is_refuted) return Verdict::violated;
    return everything_was_seen ? Verdict::holds : Verdict::inconclusive;
  }

  /// Beside what the exploration holds.
  bool may_take(std::uint64_t bytes) const {
    const std::optional<std::uint64_t>& bytes_max = options_.limits.memory_bytes_max;
    return !bytes_max || evidence_.counts.peak_memory_bytes + bytes <= *bytes_max;
  }

  /// Of a property that was not decided though there was time: other properties may still find memory enough.
  void note_shortage() {
    if (result_.liveness_stop == StopReason::complete) memory_was_short_ = true;
  }

  bool keep_going() {
    if (result_.liveness_stop != StopReason::complete) return false;
    const std::optional<double>& seconds_max = options_.limits.seconds_max;
    if (seconds_max && options_.elapsed_seconds() > *seconds_max) result_.liveness_stop = StopReason::time;
    if (options_.is_interrupted && options_.is_interrupted()) result_.liveness_stop = StopReason::interrupted;
    return result_.liveness_stop == StopReason::complete;
  }

  const M& model_;
  std::span<const Property<State>> properties_;
  const ExplorationOptions& options_;
  const Evidence<M>& evidence_;
  std::optional<LivenessGround> ground_;  // once a temporal property has asked
  bool memory_was_short_ = false;
  CheckResult<M> result_;
};

}  // namespace doublecheck::checker
