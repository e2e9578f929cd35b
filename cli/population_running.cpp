#include "cli/population_running.hpp"

#include "cli/determinism.hpp"
#include "cli/population_figures.hpp"
#include "reports/quantities.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>

namespace doublecheck::cli {
namespace {

constexpr double kMicrosecondsPerSecond = 1e6;

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

class Runner {
 public:
  Runner(const population::Crowd& crowd, const PopulationSettings& settings, const Simulate& simulate)
      : crowd_(crowd), settings_(settings), simulate_(simulate) {
    run_.replications = settings.before;
  }

  PopulationRun run() {
    const auto start = Clock::now();
    const std::size_t wanted = run_.replications.each.size() + settings_.replications;
    while (wants_more(wanted) && replicate()) continue;
    run_.seconds = seconds_since(start);
    return std::move(run_);
  }

 private:
  bool wants_more(std::size_t wanted) {
    const std::size_t done = run_.replications.each.size();
    if (!settings_.rule) return done < wanted;
    if (done == 0) return true;
    std::vector<statistics::Estimate> estimates;
    for (const std::string& figure : settings_.figures) estimates.push_back(estimate_of(run_.replications, figure));
    switch (statistics::decide(*settings_.rule, estimates, done)) {
      case statistics::Stopping::go_on:
        return true;
      case statistics::Stopping::narrow_enough:
        run_.stopping = fmt::format("{} are enough for {} within {} %", done, fmt::join(settings_.figures, ", "),
                                    reports::number_text(100 * settings_.rule->relative_error));
        return false;
      case statistics::Stopping::at_most:
        run_.stopping = fmt::format(
            "not known within {} % after {}: {}", reports::number_text(100 * settings_.rule->relative_error),
            reports::counted(done, "replication", "replications"), fmt::join(settings_.figures, ", "));
        return false;
    }
    return false;
  }

  /// False if that was the last one.
  bool replicate() {
    const auto number = static_cast<std::uint32_t>(run_.replications.each.size());
    const population::RunSettings settings = settings_of(number);
    population::Outcome outcome;
    if (settings_.checks_determinism) {
      run_.divergence = find_divergence(crowd_, settings, simulate_, outcome);
    } else {
      outcome = simulate_(crowd_, settings);
    }
    run_.events += outcome.events;
    run_.simulated_seconds += static_cast<double>(outcome.simulated) / kMicrosecondsPerSecond;
    if (!outcome.interrupted || number == 0) add_outcome(run_.replications, crowd_, outcome, number);
    run_.was_cut = outcome.interrupted;
    return !run_.was_cut && run_.divergence.empty();
  }

  population::RunSettings settings_of(std::uint32_t number) const {
    population::RunSettings settings;
    settings.jobs = settings_.jobs;
    settings.replication = number;
    settings.memory_bytes_max = settings_.memory_bytes_max;
    settings.interrupted = settings_.is_interrupted;
    settings.on_progress = [this, number, start = Clock::now()](const population::Progress& progress) {
      if (!settings_.on_progress) return;
      std::string line = population_progress_text(progress, seconds_since(start));
      if (number > 0 || settings_.replications > 1) line = fmt::format("replication {}: {}", number + 1, line);
      settings_.on_progress(line);
    };
    return settings;
  }

  const population::Crowd& crowd_;
  const PopulationSettings& settings_;
  const Simulate& simulate_;
  PopulationRun run_;
};

}  // namespace

PopulationRun run_population(const population::Crowd& crowd, const PopulationSettings& settings,
                             const Simulate& simulate) {
  return Runner(crowd, settings, simulate).run();
}

std::string population_progress_text(const population::Progress& progress, double seconds) {
  const double simulated = static_cast<double>(progress.simulated) / kMicrosecondsPerSecond;
  const double until = static_cast<double>(progress.until) / kMicrosecondsPerSecond;
  std::string text = fmt::format("{} of {}", reports::duration_text(simulated), reports::duration_text(until));
  if (seconds > 0 && simulated > 0) {
    text +=
        fmt::format(", {:.2f} million events/s, {} times real time",
                    static_cast<double>(progress.events) / seconds / 1e6, reports::number_text(simulated / seconds));
  }
  text += ", " + reports::bytes_text(progress.bytes);
  if (simulated > 0 && seconds > 0) {
    text += fmt::format(", {} left", reports::duration_text(seconds / simulated * (until - simulated)));
  }
  return text;
}

}  // namespace doublecheck::cli
