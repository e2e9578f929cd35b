/// The plain engine: a breadth-first search with a queue and a set of whole encodings, made to be obviously right.
///
/// It finds shortest counterexamples, stores every state exactly and each once, and keeps decoded states only while
/// they wait to be expanded. It is the oracle for every faster engine. Tested by exploration_test.cpp and
/// oracle_models_test.cpp.
#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "checker/assert.hpp"
#include "checker/counts.hpp"
#include "checker/limits.hpp"
#include "checker/model.hpp"
#include "checker/predicate_table.hpp"
#include "checker/property.hpp"
#include "checker/search_tree.hpp"
#include "checker/state_graph.hpp"
#include "checker/state_store.hpp"

namespace doublecheck::checker {

struct ExplorationOptions {
  Limits limits;
  StopRule stop_rule = StopRule::never;
  /// Whether a state without enabled actions that may not end counts as a violation.
  bool finds_deadlocks = true;
  /// Whether Exploration::graph is wanted. It is written for liveness properties anyway.
  bool keeps_graph = false;
  /// Seconds since the start, never falling. Must be given if limits.seconds_max is.
  std::function<double()> elapsed_seconds;
  /// Asked now and then; true ends the exploration. May be empty.
  std::function<bool()> is_interrupted;
  /// Called each time so many more states were stored. May be empty.
  std::function<void(const Counts&)> on_progress;
  std::uint64_t progress_states = 100'000;
};

/// What is remembered for a temporal property.
struct TemporalRecord {
  std::size_t first = 0;       ///< the predicate that stands for its proposition 0; those of the others follow
  std::vector<bool> was_true;  ///< for each proposition: whether it was true in some state
};

/// What an exploration leaves behind.
struct Exploration {
  StopReason stop = StopReason::complete;
  Counts counts;
  SearchTree tree;
  StateStore store;
  /// Written only if there is a temporal property or the options ask for it. Its rows are the states expanded; its
  /// targets of kNoState lie beyond a limit.
  StateGraph graph;
  FairnessClasses classes;
  /// The propositions of each temporal property, numbered by its record.
  PredicateTable predicates;

  struct PropertyRecord {
    TemporalRecord temporal;
    StateId violated_at = kNoState;  ///< of an invariant: the first such state, at the least depth
    bool lacks_premise = false;      ///< of a property with a premise: it was true in no state
  };
  std::vector<PropertyRecord> properties;  ///< one for each, in the order given
  StateId deadlock_at = kNoState;          ///< the first one, at the least depth
  std::uint64_t deadlocks = 0;
};

template <Model M>
class BreadthFirstSearch {
 public:
  using State = typename M::State;
  using Action = typename M::Action;

  /// All are kept by reference.
  BreadthFirstSearch(const M& model, std::span<const Property<State>> properties, const ExplorationOptions& options)
      : model_(model), properties_(properties), options_(options) {
    CHECKER_ASSERT(!options.limits.seconds_max || options.elapsed_seconds);
    number_predicates();
  }

  /// REQUIRES: is called once.
  Exploration run() {
    add_initial_states();
    while (!must_stop() && !frontier_.empty()) expand_next();
    if (!must_stop() && has_cut_depth_) stop(StopReason::depth);
    counts().frontier = frontier_.size();
    count_levels();
    counts().visited_bytes = result_.store.bytes();
    counts().peak_memory_bytes = std::max(counts().peak_memory_bytes, memory_bytes_now());
    return std::move(result_);
  }

 private:
  // Reading the clock costs more than expanding a state.
  static constexpr std::uint64_t kExpansionsBetweenPolls = 256;

  Counts& counts() { return result_.counts; }
  bool must_stop() const { return result_.stop != StopReason::complete; }
  void stop(StopReason reason) {
    if (!must_stop()) result_.stop = reason;
  }

  void number_predicates() {
    std::size_t count = 0;
    for (const Property<State>& property : properties_) {
      for (const Proposition<State>& proposition : property.propositions) CHECKER_ASSERT(proposition.test);
      Exploration::PropertyRecord record;
      record.lacks_premise = property.premise.has_value();
      switch (property.kind) {
        case PropertyKind::invariant:
          CHECKER_ASSERT(property.propositions.size() == 1);
          ++invariants_left_;
          break;
        case PropertyKind::temporal:
          record.temporal.first = count;
          record.temporal.was_true.resize(property.propositions.size());
          count += property.propositions.size();
          keeps_graph_ = true;
          break;
      }
      result_.properties.push_back(std::move(record));
    }
    result_.predicates = PredicateTable(count);
    keeps_graph_ = keeps_graph_ || options_.keeps_graph;
  }

  void count_levels() {
    for (std::size_t level = 0; level < result_.tree.level_count(); ++level) {
      counts().levels.push_back(result_.tree.level_start(level + 1) - result_.tree.level_start(level));
    }
  }

  void add_initial_states() {
    std::vector<State> initial = model_.initial();
    CHECKER_ASSERT(!initial.empty());
    counts().initial_states = initial.size();
    for (std::uint32_t position = 0; position < initial.size() && !must_stop(); ++position) {
      find_or_add(std::move(initial[position]), 0, [&] { result_.tree.add_initial(position); });
    }
  }

  void expand_next() {
    const auto source = static_cast<StateId>(counts().expanded);
    const State state = std::move(frontier_.front());
    frontier_.pop_front();
    frontier_bytes_ -= waiting_bytes(result_.store.encoding(source).size());
    actions_.clear();
    model_.actions(state, actions_);
    if (actions_.empty()) note_end(source, state);

    const std::uint64_t depth = result_.tree.depth(source) + std::uint64_t{1};
    for (std::uint32_t choice = 0; choice < actions_.size() && !must_stop(); ++choice) {
      follow(Step{source, choice}, depth, model_.next(state, actions_[choice]));
    }
    if (must_stop()) {
      result_.graph.drop_row();  // not all edges are known
      return;
    }
    if (keeps_graph_) result_.graph.end_row();
    note_enabled();
    ++counts().expanded;
    if (counts().expanded % kExpansionsBetweenPolls == 0) poll();
  }

  void follow(Step step, std::uint64_t depth, State&& successor) {
    const Action& action = actions_[step.choice];
    const std::uint64_t states_before = counts().states;
    const StateId target = find_or_add(std::move(successor), depth, [&] { result_.tree.add(step); });
    ++counts().transitions;
    note_label(action, counts().states > states_before);
    if (keeps_graph_) result_.graph.add_edge(target, class_of(action));
  }

  /// Returns kNoState if the state is new and lies beyond a limit.
  template <class AddToTree>
  StateId find_or_add(State&& state, std::uint64_t depth, AddToTree add_to_tree) {
    encoding_.clear();
    model_.encode(state, encoding_);
    const StateStore::Place place = result_.store.find(encoding_);
    if (place.id != kNoState) return place.id;
    if (!has_room(depth)) return kNoState;
    const StateId id = result_.store.add(place, encoding_);
    add_to_tree();
    examine(id, state);
    frontier_.push_back(std::move(state));
    frontier_bytes_ += waiting_bytes(encoding_.size());
    note_new_state();
    return id;
  }

  /// Whether one more state may be stored.
  bool has_room(std::uint64_t depth) {
    const Limits& limits = options_.limits;
    const std::uint64_t states = result_.store.size();
    if (states >= limits.states_max.value_or(kNoState) || states == kNoState) {
      stop(StopReason::states);
      return false;
    }
    if (limits.depth_max && depth > *limits.depth_max) {
      has_cut_depth_ = true;
      return false;
    }
    const std::uint64_t memory_bytes = memory_bytes_now() + result_.store.growth_bytes();
    if (limits.memory_bytes_max && memory_bytes > *limits.memory_bytes_max) {
      stop(StopReason::memory);
      return false;
    }
    counts().peak_memory_bytes = std::max(counts().peak_memory_bytes, memory_bytes);
    return true;
  }

  /// Evaluates the properties in a new state.
  void examine(StateId id, const State& state) {
    result_.predicates.add_row();
    for (std::size_t index = 0; index < properties_.size(); ++index) {
      const Property<State>& property = properties_[index];
      Exploration::PropertyRecord& record = result_.properties[index];
      if (record.lacks_premise && property.premise->test(state)) record.lacks_premise = false;
      switch (property.kind) {
        case PropertyKind::invariant:
          if (record.violated_at == kNoState && !property.goal().test(state)) note_violation(id, record);
          break;
        case PropertyKind::temporal:
          for (std::size_t i = 0; i < property.propositions.size(); ++i) {
            if (!property.propositions[i].test(state)) continue;
            record.temporal.was_true[i] = true;
            result_.predicates.set(record.temporal.first + i);
          }
          break;
      }
    }
  }

  void note_violation(StateId id, Exploration::PropertyRecord& record) {
    record.violated_at = id;
    --invariants_left_;
    switch (options_.stop_rule) {
      case StopRule::never:
        break;
      case StopRule::first_violation:
        stop(StopReason::violation);
        break;
      case StopRule::all_invariants_violated:
        if (invariants_left_ == 0) stop(StopReason::violation);
        break;
    }
  }

  void note_end(StateId id, const State& state) {
    if constexpr (EndingModel<M>) {
      if (model_.may_end(state)) return;
    }
    if (!options_.finds_deadlocks) return;
    if (result_.deadlocks++ == 0) result_.deadlock_at = id;
    if (options_.stop_rule == StopRule::first_violation) stop(StopReason::violation);
  }

  void note_label(const Action& action, bool is_new_state) {
    if constexpr (LabelledModel<M>) {
      const std::size_t label = model_.label(action);
      if (label >= counts().labels.size()) counts().labels.resize(label + 1);
      ++counts().labels[label].fired;
      if (is_new_state) ++counts().labels[label].states_found;
    }
  }

  void note_enabled() {
    if constexpr (LabelledModel<M>) {
      for (std::size_t i = 0; i < actions_.size(); ++i) {
        const std::uint32_t label = model_.label(actions_[i]);
        const auto earlier = std::span(actions_).first(i);
        const auto has_label = [&](const Action& action) { return model_.label(action) == label; };
        if (std::ranges::none_of(earlier, has_label)) ++counts().labels[label].enabled;
      }
    }
  }

  ClassIndex class_of(const Action& action) {
    if constexpr (FairModel<M>) {
      return result_.classes.index_of(model_.fairness(action));
    } else {
      return kUnfair;
    }
  }

  void note_new_state() {
    counts().states = result_.store.size();
    counts().depth = result_.tree.level_count() - 1;
    counts().frontier = frontier_.size();
    counts().frontier_widest = std::max(counts().frontier_widest, counts().frontier);
    if (options_.on_progress && counts().states % options_.progress_states == 0) options_.on_progress(counts());
  }

  void poll() {
    if (options_.is_interrupted && options_.is_interrupted()) stop(StopReason::interrupted);
    const std::optional<double>& seconds_max = options_.limits.seconds_max;
    if (seconds_max && options_.elapsed_seconds() > *seconds_max) stop(StopReason::time);
  }

  static std::uint64_t waiting_bytes(std::size_t encoding_bytes) { return sizeof(State) + encoding_bytes; }

  std::uint64_t memory_bytes_now() const {
    return result_.store.bytes() + result_.tree.bytes() + result_.graph.bytes() + result_.predicates.bytes() +
           frontier_bytes_;
  }

  const M& model_;
  std::span<const Property<State>> properties_;
  const ExplorationOptions& options_;
  Exploration result_;

  // The states with numbers from counts().expanded on, in this order.
  std::deque<State> frontier_;
  std::uint64_t frontier_bytes_ = 0;
  std::size_t invariants_left_ = 0;
  bool keeps_graph_ = false;
  bool has_cut_depth_ = false;

  // Kept only to be used again without allocating.
  std::vector<Action> actions_;
  std::string encoding_;
};

}  // namespace doublecheck::checker
