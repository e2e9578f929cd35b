/// The driver: runs a crowd in simulated time under the rules of the protocol.
#pragma once

#include "population/crowd.hpp"
#include "population/outcome.hpp"

#include <cstdint>
#include <functional>
#include <optional>

namespace doublecheck::population {

struct Progress {
  Time simulated = 0;
  Time until = 0;  // warm-up and duration together
  std::uint64_t events = 0;
  std::uint64_t bytes = 0;
};

struct RunSettings {
  unsigned jobs = 1;                              // threads; the outcome is the same for any number
  std::uint32_t replication = 0;                  // independent of all other replications of the same seed
  std::optional<std::uint64_t> memory_bytes_max;  // reached: the run ends early, as if interrupted
  std::function<bool()> interrupted;              // asked every few milliseconds; true ends the run, with valid results
  std::function<void(const Progress&)> on_progress;
  /// The end of a window of time, and the order-free digest of the events in it: of two runs that should be the same,
  /// the first window that differs has the first event that does.
  std::function<void(Time end, std::uint64_t digest)> on_window;
  /// Every event of the windows that begin in [first, last).
  struct Listing {
    Time first = 0;
    Time last = 0;
    std::function<void(Time at, std::uint64_t client, const std::string& words)> take;
  };
  std::optional<Listing> listing;
};

/// REQUIRES: `crowd` is within the ranges that its fields state, as scenarios/ sees to.
Outcome simulate(const Crowd& crowd, const RunSettings& settings);

}  // namespace doublecheck::population
