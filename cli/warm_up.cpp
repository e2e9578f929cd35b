#include "cli/warm_up.hpp"

#include "cli/population_names.hpp"
#include "model/assert.hpp"
#include "statistics/warm_up.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace doublecheck::cli {
namespace {

using population::Time;

constexpr Time kAllowance = 2 * sim::kHour;
constexpr int kDoublings = 3;
constexpr Time kSeriesRowsMax = 1'000'000;

std::vector<double> column_of(std::span<const reports::PopulationSeriesRow> series, std::string_view name) {
  const auto column = static_cast<std::size_t>(std::ranges::find(series_names(), name) - series_names().begin());
  DOUBLECHECK_ASSERT(column < series_names().size());
  std::vector<double> values;
  for (const reports::PopulationSeriesRow& row : series) {
    values.push_back(static_cast<double>(row.values[column]) / static_cast<double>(row.replications));
  }
  return values;
}

}  // namespace

std::optional<Time> start_shows_for(std::span<const reports::PopulationSeriesRow> series, Time step) {
  Time longest = 0;
  for (const std::string_view name : {"bodies_held", "two_checks_p50"}) {
    const statistics::WarmUp found = statistics::find_warm_up(column_of(series, name));
    if (!found.is_found) return std::nullopt;
    longest = std::max(longest, static_cast<Time>(found.truncated) * step);
  }
  return longest;
}

ChosenWarmUp choose_warm_up(const population::Crowd& crowd, const PopulationSettings& settings,
                            const Simulate& simulate) {
  PopulationSettings once;
  once.jobs = settings.jobs;
  once.memory_bytes_max = settings.memory_bytes_max;
  once.is_interrupted = settings.is_interrupted;
  if (settings.on_progress) {
    once.on_progress = [&settings](const std::string& line) { settings.on_progress("pilot run: " + line); };
  }
  population::Crowd pilot = crowd;
  pilot.warm_up = 0;
  const Time shortest = static_cast<Time>(statistics::kWarmUpSeriesMin) * crowd.series_step;
  pilot.duration = std::max(crowd.duration + kAllowance, shortest);
  for (int doublings = 0;; ++doublings) {
    const PopulationRun run = run_population(pilot, once, simulate);
    if (run.was_cut) return {0, pilot.duration, false, true};
    const auto found = start_shows_for(run.replications.series, pilot.series_step);
    if (found) return {*found, pilot.duration, true, false};
    const bool is_last = doublings == kDoublings || 2 * pilot.duration / pilot.series_step > kSeriesRowsMax;
    if (is_last) return {pilot.duration / 2 / pilot.series_step * pilot.series_step, pilot.duration, false, false};
    pilot.duration *= 2;
  }
}

}  // namespace doublecheck::cli
