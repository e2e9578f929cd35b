/// The simulation: many independent runs of one scenario in simulated time, measured and watched.
#pragma once

#include "model/world.hpp"
#include "sim/environment.hpp"
#include "sim/metrics.hpp"
#include "sim/watch.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace doublecheck::sim {

/// Sees every step. Worlds are copied for it only where it is set.
struct Observer {
  std::function<void(const model::World& before, const model::Action& action, const model::World& after,
                     const model::Facts& facts, Time at)>
      on_step;
};

/// The first state of all runs, in their order, that violates the property.
struct SafetyFinding {
  Violation violation;
  std::uint64_t run = 0;
  Time at = 0;
  std::vector<model::Action> path;  // from the start of the run to this state

  bool operator==(const SafetyFinding&) const = default;
};

struct Progress {
  std::uint64_t runs_done = 0;
  std::uint64_t runs = 0;
  std::uint64_t events = 0;
  Time simulated = 0;  // of all runs together
};

/// One value of a measure, or what is known of it without one.
struct Observation {
  enum class Kind : std::uint8_t {
    reached,
    so_far,  // it lasts longer
    never,   // for ever: `after` says nothing
  };

  Time after = 0;
  std::uint32_t run = 0;
  Kind kind = Kind::reached;

  bool operator==(const Observation&) const = default;
};

struct Outcome {
  Metrics metrics;                                                   // of the finished runs; samples are sorted
  std::array<std::vector<Observation>, kMeasureCount> observations;  // by measure and run, the same as in the metrics
  std::vector<SafetyFinding> findings;                               // in the order in which they were seen
  std::vector<std::size_t> untested;  // properties whose premise was true in no state, by number and rising
  std::uint64_t events = 0;           // actions applied, in finished runs
  Time simulated = 0;                 // of all finished runs together
  std::uint64_t fingerprint = 0;      // of every (time, action) of the finished runs, in order
  bool interrupted = false;           // the last runs are missing
};

/// Runs the scenario `environment.runs` times with unlimited budgets: rates, not budgets, decide what goes wrong. A run
/// ends when all is composed, all that was stored has been seen, and nothing is queued or in flight; at the horizon at
/// the latest. `interrupted` is asked now and then; true ends the simulation, without the run that it falls into.
/// REQUIRES: `watched` were made for the setup, and the numbers of `environment` are in the ranges that its fields
/// state.
Outcome simulate(const model::Setup& setup, const Environment& environment, std::span<const WatchedProperty> watched,
                 const Observer& observer = {}, const std::function<bool()>& interrupted = {},
                 const std::function<void(const Progress&)>& on_progress = {});

}  // namespace doublecheck::sim
