/// The warm-up of a population: for how long its start shows, as MSER-5 tells from its time series.
#pragma once

#include "cli/population_running.hpp"
#include "population/crowd.hpp"
#include "reports/population_result.hpp"

#include <optional>
#include <span>

namespace doublecheck::cli {

/// The longer of what the bodies that servers hold and what the median time to two checks tells, on average over the
/// replications. Nothing where one of them finds no steady state. `step`: of the series.
std::optional<population::Time> start_shows_for(std::span<const reports::PopulationSeriesRow> series,
                                                population::Time step);

struct ChosenWarmUp {
  population::Time warm_up = 0;
  population::Time pilot = 0;  // how long the last pilot run was
  bool is_found = false;       // else `warm_up` is half of the pilot run, the most that can be found in it
  bool was_cut = false;        // then `warm_up` is 0
};

/// Runs replication 0 of the crowd without a warm-up, at first for two hours longer than it is to be measured, or for
/// as many steps as MSER-5 needs, then for twice as long, and so on three times at most, until the start shows in the
/// first half of it alone.
ChosenWarmUp choose_warm_up(const population::Crowd& crowd, const PopulationSettings& settings,
                            const Simulate& simulate);

}  // namespace doublecheck::cli
