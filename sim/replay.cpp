#include "sim/replay.hpp"

#include "sim/event_queue.hpp"

#include <optional>

namespace doublecheck::sim {

ReplayOutcome replay(const model::Setup& setup, std::span<const model::Action> path,
                     std::span<const WatchedProperty> watched, const Observer& observer) {
  ReplayOutcome outcome;
  outcome.possible = true;
  outcome.end = model::initial_world(setup);
  SafetyWatch watch(watched);
  const auto look = [&] {
    for (const Violation& violation : watch.look(outcome.end)) {
      outcome.findings.push_back({outcome.steps_done, violation});
    }
  };
  EventQueue<model::Action> queue;
  Time due = 0;
  for (const model::Action& action : path) queue.push(due += kMillisecond, action);
  look();
  model::Facts facts;
  while (!queue.empty()) {
    const auto [at, number, action] = queue.pop();
    outcome.possible = model::is_enabled(outcome.end, setup, action);
    if (!outcome.possible) break;
    std::optional<model::World> before;
    if (observer.on_step) before = outcome.end;
    facts.clear();
    model::apply(outcome.end, setup, action, facts);
    ++outcome.steps_done;
    look();
    if (before) observer.on_step(*before, action, outcome.end, facts, at);
  }
  return outcome;
}

}  // namespace doublecheck::sim
