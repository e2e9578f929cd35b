/// A watched simulation: the steps of its last run, with the outcome.
#pragma once

#include "sim/simulation.hpp"

#include <utility>
#include <vector>

#include "tests/sim/setups.hpp"

namespace doublecheck::sim::tests {

struct Happened {
  model::Action action;
  Time at = 0;
};

struct Seen {
  std::vector<Happened> steps;  // of the last run
  Outcome outcome;

  std::vector<Time> times_of(model::ActionKind kind) const {
    std::vector<Time> times;
    for (const Happened& step : steps) {
      if (step.action.kind == kind) times.push_back(step.at);
    }
    return times;
  }

  std::uint64_t operator[](Counter counter) const { return outcome.metrics[counter]; }
};

/// Watches every safety property.
inline Seen watch(const model::Setup& setup, const Environment& environment) {
  Seen seen;
  seen.outcome = simulate(
      setup, environment, all_safety_properties(setup),
      {[&](const model::World&, const model::Action& action, const model::World&, const model::Facts&, Time at) {
        if (!seen.steps.empty() && at < seen.steps.back().at) seen.steps.clear();  // the next run
        seen.steps.push_back({action, at});
      }});
  return seen;
}

/// Nothing happens by chance.
inline Environment scheduled(std::vector<ScheduledFault> schedule) {
  Environment environment = steady();
  environment.schedule = std::move(schedule);
  return environment;
}

}  // namespace doublecheck::sim::tests
