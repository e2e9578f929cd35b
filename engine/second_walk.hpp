/// The walk over all states that follows a search where there is more to say than whether claims are broken: liveness
/// is decided on the graph that it leaves behind, and actions are counted by their labels.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "checker/assert.hpp"
#include "checker/exploration.hpp"
#include "checker/verdicts.hpp"
#include "engine/numbering.hpp"
#include "engine/space.hpp"
#include "engine/with_space.hpp"

namespace doublecheck::engine {

template <Space S>
class SecondWalk {
 public:
  using M = typename S::Model;
  using State = typename M::State;
  using Properties = std::span<const checker::Property<State>>;

  /// The first and the last are kept by reference. The claims of the space are those of visit_claims.
  SecondWalk(const S& space, Properties properties, const checker::ExplorationOptions& options)
      : space_(space), options_(options), watched_(watched_claims(properties)) {
    for (const auto& property : properties) records_.push_back(number_claims(property));
  }

  /// Of each property; of temporal ones only.
  const std::vector<checker::TemporalRecord>& records() const { return records_; }
  bool has_temporal_properties() const { return !temporal_.empty(); }

  /// Adds the counts by label to the evidence if the walk could be finished, and the graph if that is wanted. What the
  /// evidence then refers to is kept here. `levels`: see Numbering. REQUIRES: is called once.
  template <class Visited>
  void run(const std::vector<typename S::StateKey>& initial, const Visited& visited, std::uint64_t levels,
           bool keeps_graph, checker::Evidence<M>& evidence) {
    const std::uint64_t bytes = evidence.counts.peak_memory_bytes + Numbering<S, Visited>::bytes_needed(visited);
    evidence.temporal = records_;
    checker::StopReason stop = reason_to_stop(bytes);
    if (keeps_graph) evidence.liveness_stop = stop;
    if (stop != checker::StopReason::complete) return;
    Numbering<S, Visited> numbering(space_, visited, levels, watched_, watched_ + predicates_, keeps_graph);
    graph_ = numbering.walk(initial, [&](const NumberedGraph<S::kWords>& graph) {
      stop = reason_to_stop(bytes + graph.bytes());
      return stop == checker::StopReason::complete;
    });
    const bool is_whole = stop == checker::StopReason::complete;
    CHECKER_ASSERT(!is_whole || evidence.stop != checker::StopReason::complete ||
                   graph_.keys.size() == evidence.counts.states);
    if (is_whole) evidence.counts.labels = graph_.labels;
    evidence.counts.peak_memory_bytes = bytes + graph_.bytes();
    if (!keeps_graph) return;
    evidence.liveness_stop = stop;
    hand_over_graph(evidence);
  }

 private:
  checker::TemporalRecord number_claims(const checker::Property<State>& property) {
    checker::TemporalRecord record;
    if (property.kind == checker::PropertyKind::invariant) return record;
    record.first = predicates_;
    record.was_true.resize(property.propositions.size());
    predicates_ += property.propositions.size();
    temporal_.push_back(records_.size());
    return record;
  }

  checker::StopReason reason_to_stop(std::uint64_t bytes) const {
    const checker::Limits& limits = options_.limits;
    if (limits.memory_bytes_max && bytes > *limits.memory_bytes_max) return checker::StopReason::memory;
    if (limits.seconds_max && options_.elapsed_seconds() > *limits.seconds_max) return checker::StopReason::time;
    if (options_.is_interrupted && options_.is_interrupted()) return checker::StopReason::interrupted;
    return checker::StopReason::complete;
  }

  void hand_over_graph(checker::Evidence<M>& evidence) {
    for (const std::size_t property : temporal_) {
      checker::TemporalRecord& record = evidence.temporal[property];
      const auto first = graph_.occurred.begin() + static_cast<std::ptrdiff_t>(record.first);
      record.was_true.assign(first, first + static_cast<std::ptrdiff_t>(record.was_true.size()));
    }
    evidence.explored.emplace(
        checker::ExploredGraph{graph_.graph, space_.fairness_classes(), graph_.tree, graph_.predicates});
    evidence.is_state = [this](checker::StateId id, const State& state) {
      return space_.key_of(state) == graph_.keys[id];
    };
  }

  const S& space_;
  const checker::ExplorationOptions& options_;
  std::size_t watched_;
  std::size_t predicates_ = 0;
  std::vector<checker::TemporalRecord> records_;
  std::vector<std::size_t> temporal_;  // the properties of this kind
  NumberedGraph<S::kWords> graph_;
};

}  // namespace doublecheck::engine
