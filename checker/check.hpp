/// The plain front door of the checker: explores a model breadth first, decides every property, and gives a
/// counterexample for each that is violated. The oracle for the fast one in engine/check.hpp.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "checker/exploration.hpp"
#include "checker/verdicts.hpp"

namespace doublecheck::checker {

using CheckOptions = ExplorationOptions;

/// Explores `model` breadth first.
///
/// Invariants: violated as soon as a state breaks one, and the search goes on for the others unless told to stop.
/// Temporal properties: decided on the stored graph after the exploration. If a limit on states or depth cut the graph,
/// it can still be violated, never hold. After any other end of the exploration it is inconclusive. Nothing holds
/// unless everything was explored.
template <Model M>
CheckResult<M> check(const M& model, std::span<const Property<typename M::State>> properties,
                     const CheckOptions& options = {}) {
  const Exploration exploration = BreadthFirstSearch<M>(model, properties, options).run();
  const auto is_state = [&](StateId id, const typename M::State& state) {
    std::string encoding;
    model.encode(state, encoding);
    return encoding == exploration.store.encoding(id);
  };
  const auto path_to = [&](StateId state) -> std::optional<Path<M>> {
    if (state == kNoState) return std::nullopt;
    return path_of<M>(model, is_state, exploration.tree.path_to(state));
  };
  Evidence<M> evidence;
  evidence.stop = exploration.stop;
  evidence.counts = exploration.counts;
  for (const Exploration::PropertyRecord& record : exploration.properties) {
    evidence.paths.push_back(path_to(record.violated_at));
    evidence.temporal.push_back(record.temporal);
    evidence.lacks_premise.push_back(record.lacks_premise);
  }
  evidence.deadlock = path_to(exploration.deadlock_at);
  evidence.deadlocks = exploration.deadlocks;
  evidence.explored.emplace(
      ExploredGraph{exploration.graph, exploration.classes, exploration.tree, exploration.predicates});
  evidence.is_state = is_state;
  return Verdicts<M>(model, properties, options, evidence).decide();
}

}  // namespace doublecheck::checker
