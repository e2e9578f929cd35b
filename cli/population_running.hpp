/// Running a population: as many replications as are asked for or needed, one after the other.
#pragma once

#include "cli/replications.hpp"
#include "population/simulate.hpp"
#include "statistics/estimate.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace doublecheck::cli {

/// Who simulates: population::simulate, but for tests.
using Simulate = std::function<population::Outcome(const population::Crowd&, const population::RunSettings&)>;

struct PopulationSettings {
  unsigned jobs = 1;
  std::optional<std::uint64_t> memory_bytes_max;
  std::uint32_t replications = 1;                // so many more than there are
  std::optional<statistics::StoppingRule> rule;  // until then, instead
  std::vector<std::string> figures;              // that the rule is about
  bool checks_determinism = false;
  Replications before;  // that are extended
  std::function<bool()> is_interrupted;
  std::function<void(const std::string& line)> on_progress;
};

struct PopulationRun {
  Replications replications;
  std::string stopping;      // why there are no more, without a full stop; empty where so many were asked for
  std::string divergence;    // the first event by which two runs of the same differ; empty: none was seen
  bool was_cut = false;      // interrupted, or out of memory
  double seconds = 0;        // wall clock
  std::uint64_t events = 0;  // of the replications of this run
  double simulated_seconds = 0;
};

/// A replication that was cut short counts only where it is the only one.
PopulationRun run_population(const population::Crowd& crowd, const PopulationSettings& settings,
                             const Simulate& simulate);

/// "3.2 h of 24 h, 2.1 million events/s, 128 times real time, 310 MiB, 4.2 min left".
std::string population_progress_text(const population::Progress& progress, double seconds);

}  // namespace doublecheck::cli
