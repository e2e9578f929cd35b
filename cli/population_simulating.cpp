#include "cli/population_simulating.hpp"

#include "cli/population_figures.hpp"
#include "cli/saved_replications.hpp"
#include "cli/terminal.hpp"
#include "cli/warm_up.hpp"
#include "population/outcome.hpp"
#include "scenarios/text_file.hpp"
#include "statistics/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace doublecheck::cli {
namespace {

constexpr std::uint32_t kReplicationsCompared = 5;
/// A result with its histograms has some hundred kilobytes; long series and many traces make it larger.
constexpr std::size_t kResultBytesMax = std::size_t{256} << 20U;
constexpr double kMicrosecondsPerSecond = 1e6;

double seconds(population::Time time) { return static_cast<double>(time) / kMicrosecondsPerSecond; }

std::vector<std::string> watched_names() {
  std::vector<std::string> names;
  for (const std::string_view name : population::watched_properties()) names.emplace_back(name);
  return names;
}

Replications earlier(const Arguments& arguments, const population::Crowd& crowd,
                     const std::vector<std::string>& watched) {
  const std::string& file = arguments.population.extend;
  if (file.empty()) return {};
  std::vector<scenarios::Diagnostic> diagnostics;
  const auto text = scenarios::read_text_file(file, "result of a simulation", diagnostics, kResultBytesMax);
  if (!text) throw NotExtendable("`" + file + "` cannot be extended: " + diagnostics.front().message);
  return read_replications(*text, file, crowd, watched);
}

/// `with_variants`: there is something to compare, which takes several replications.
PopulationSettings settings_of(const Arguments& arguments, unsigned jobs, bool with_variants) {
  const PopulationArguments& asked = arguments.population;
  PopulationSettings settings;
  settings.jobs = jobs;
  settings.memory_bytes_max = arguments.max_memory_bytes;
  settings.replications = asked.replications.value_or(with_variants ? kReplicationsCompared : 1);
  if (asked.relative_error) {
    settings.rule = statistics::StoppingRule{.relative_error = *asked.relative_error};
    settings.figures = asked.figures.empty() ? usual_figures() : asked.figures;
  }
  settings.checks_determinism = asked.checks_determinism;
  settings.is_interrupted = [limit = arguments.timeout_seconds, start = std::chrono::steady_clock::now()] {
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    return is_interrupted() || (limit && elapsed.count() > *limit);
  };
  return settings;
}

reports::PopulationComparison::Shown shown_by(statistics::Difference difference) {
  switch (difference) {
    case statistics::Difference::better:
      return reports::PopulationComparison::Shown::better;
    case statistics::Difference::worse:
      return reports::PopulationComparison::Shown::worse;
    case statistics::Difference::not_shown:
      break;
  }
  return reports::PopulationComparison::Shown::no_difference;
}

using Bounds = std::vector<reports::Bound>;

/// What is not reached is later than all values, and what never is, later still.
std::pair<reports::Reach, double> lateness(const reports::Bound& bound) { return {bound.reach, bound.value}; }

reports::Bound median_of(Bounds bounds) {
  std::ranges::sort(bounds, {}, lateness);
  return bounds[(bounds.size() - 1) / 2];
}

void compare_values(const Bounds& base, const Bounds& variant, statistics::Better better,
                    reports::PopulationComparison& comparison) {
  std::vector<double> one;
  std::vector<double> other;
  for (const reports::Bound& bound : base) one.push_back(bound.value);
  for (const reports::Bound& bound : variant) other.push_back(bound.value);
  const statistics::PairedComparison compared = statistics::compare_paired(one, other, better);
  comparison.base.value = statistics::estimate_mean(one).mean;
  comparison.variant.value = statistics::estimate_mean(other).mean;
  comparison.difference = {compared.difference.mean, compared.difference.half_width};
  comparison.ratio = compared.ratio;
  if (compared.ratio_interval)
    comparison.ratio_interval = {compared.ratio_interval->low, compared.ratio_interval->high};
  comparison.shown = shown_by(compared.verdict);
}

/// Where not all are reached there are no means: pairs only tell which of the two is later.
void compare_lateness(const Bounds& base, const Bounds& variant, statistics::Better better,
                      reports::PopulationComparison& comparison) {
  std::uint64_t less = 0;
  std::uint64_t more = 0;
  for (std::size_t i = 0; i < base.size(); ++i) {
    less += lateness(variant[i]) < lateness(base[i]) ? 1U : 0U;
    more += lateness(base[i]) < lateness(variant[i]) ? 1U : 0U;
  }
  comparison.base = median_of(base);
  comparison.variant = median_of(variant);
  comparison.shown = shown_by(statistics::compare_by_signs(less, more, better));
}

/// Of the replications in which both measured something; none if there are none.
std::optional<reports::PopulationComparison> compare(const FigureInfo& figure, const Replications& base,
                                                     const Replications& variant) {
  const auto base_values = values_of(base, figure.name);
  const auto variant_values = values_of(variant, figure.name);
  Bounds one;
  Bounds other;
  for (std::size_t i = 0; i < std::min(base_values.size(), variant_values.size()); ++i) {
    if (!base_values[i] || !variant_values[i]) continue;
    one.push_back(*base_values[i]);
    other.push_back(*variant_values[i]);
  }
  if (one.empty()) return std::nullopt;
  reports::PopulationComparison comparison;
  comparison.name = figure.name;
  comparison.meaning = figure.meaning;
  comparison.unit = figure.unit;
  // One pair that is the same says little.
  comparison.is_same = one.size() > 1 && one == other;
  const auto is_reached = [](const reports::Bound& bound) { return bound.reach == reports::Reach::reached; };
  if (std::ranges::all_of(one, is_reached) && std::ranges::all_of(other, is_reached)) {
    compare_values(one, other, figure.better, comparison);
  } else {
    compare_lateness(one, other, figure.better, comparison);
  }
  return comparison;
}

/// Gives the scenario and its variants, where they ask for it, the same warm-up, so that pairs of replications measure
/// the same time: the longest that a pilot run of any of them finds. Nothing if none of them asks.
std::optional<reports::PopulationPilot> find_warm_up(scenarios::Scenario& scenario, const PopulationSettings& settings,
                                                     const Simulate& simulate) {
  std::vector<population::Crowd*> crowds;
  if (scenario.finds_warm_up) crowds.push_back(&*scenario.population);
  for (scenarios::Variant& variant : scenario.variants) {
    if (variant.finds_warm_up) crowds.push_back(&variant.population);
  }
  if (crowds.empty()) return std::nullopt;
  reports::PopulationPilot pilot;
  pilot.found_all = true;
  population::Time longest = 0;
  for (const population::Crowd* crowd : crowds) {
    const ChosenWarmUp chosen = choose_warm_up(*crowd, settings, simulate);
    ++pilot.runs;
    pilot.longest_seconds = std::max(pilot.longest_seconds, seconds(chosen.pilot));
    pilot.found_all = pilot.found_all && chosen.is_found;
    longest = std::max(longest, chosen.warm_up);
    pilot.was_cut = chosen.was_cut;
    if (chosen.was_cut) break;
  }
  for (population::Crowd* crowd : crowds) crowd->warm_up = pilot.was_cut ? 0 : longest;
  return pilot;
}

std::vector<FigureInfo> compared_figures(const Replications& base, const Replications& variant) {
  std::vector<FigureInfo> figures = figure_catalogue();
  const auto has = [](const Replications& replications, const std::string& name) {
    return std::ranges::find(replications.figures, name, &reports::PopulationFigure::name) !=
           replications.figures.end();
  };
  for (FigureInfo& figure : opening_figures(base.slices)) {
    if (has(base, figure.name) && has(variant, figure.name)) figures.push_back(std::move(figure));
  }
  return figures;
}

void note_expectations(const std::vector<scenarios::AskedProperty>& properties,
                       std::vector<reports::PopulationWatched>& watched) {
  for (reports::PopulationWatched& property : watched) {
    const scenarios::AskedProperty* asked = scenarios::find_asked(properties, property.property);
    if (asked == nullptr) continue;
    property.violation_expected = asked->expected == scenarios::Expected::violated;
    property.violation_allowed = asked->expected == scenarios::Expected::allowed;
  }
}

/// Runs each variant with the random numbers of as many replications as there are of the scenario itself.
void compare_variants(const scenarios::Scenario& scenario, PopulationSettings settings, const Replications& base,
                      const Simulate& simulate, PopulationSimulated& simulated) {
  settings.rule.reset();
  settings.checks_determinism = false;
  settings.before = {};
  settings.replications = static_cast<std::uint32_t>(base.each.size());
  for (const scenarios::Variant& variant : scenario.variants) {
    if (simulated.was_cut) return;
    const PopulationRun run = run_population(variant.population, settings, simulate);
    simulated.was_cut = run.was_cut;
    reports::PopulationResult result = result_of(run.replications, variant.population, watched_names());
    note_expectations(variant.properties, result.watched);
    reports::PopulationVariant compared{variant.name,
                                        variant.changes,
                                        result.warm_up_seconds,
                                        std::move(result.all),
                                        std::move(result.groups),
                                        result.held,
                                        {},
                                        std::move(result.watched)};
    for (const FigureInfo& figure : compared_figures(base, run.replications)) {
      if (auto comparison = compare(figure, base, run.replications)) compared.comparisons.push_back(*comparison);
    }
    simulated.result.variants.push_back(std::move(compared));
  }
}

/// The first message whose life was asked for and that no replication has; "" if there is none.
std::string untraced_message(const population::Crowd& crowd, const Replications& replications) {
  for (std::size_t i = 0; i < crowd.traced.size(); ++i) {
    const std::uint64_t asked = crowd.traced[i];
    if (std::ranges::find(replications.traces, asked, &reports::PopulationTrace::message) != replications.traces.end())
      continue;
    std::string text = fmt::format("there is no message {} to trace", asked);
    if (i < replications.nearest_written.size())
      text += fmt::format("; the nearest that was written is {}", replications.nearest_written[i]);
    return text;
  }
  return "";
}

}  // namespace

PopulationSimulated simulate_population(scenarios::Scenario scenario, const Arguments& arguments, unsigned jobs,
                                        const std::function<void(const std::string&)>& on_progress,
                                        const Simulate& simulate) {
  if (arguments.command != Command::simulate) scenario.variants.clear();
  PopulationSettings settings = settings_of(arguments, jobs, !scenario.variants.empty());
  settings.on_progress = on_progress;
  const std::optional<reports::PopulationPilot> pilot = find_warm_up(scenario, settings, simulate);
  population::Crowd& crowd = scenario.population.value();
  crowd.traced.insert(crowd.traced.end(), arguments.population.traced.begin(), arguments.population.traced.end());
  const std::vector<std::string> watched = watched_names();
  settings.before = earlier(arguments, crowd, watched);
  PopulationRun run = run_population(crowd, settings, simulate);
  PopulationSimulated simulated;
  simulated.result = result_of(run.replications, crowd, watched);
  if (scenario.finds_warm_up) {
    simulated.result.pilot = pilot;
    simulated.result.warm_up.clear();  // MSER-5 was asked before
  }
  note_expectations(scenario.properties, simulated.result.watched);
  simulated.result.stopping = run.stopping;
  simulated.result.speed = {run.seconds, run.events, run.simulated_seconds, run.replications.bytes, jobs};
  simulated.divergence = std::move(run.divergence);
  simulated.was_cut = run.was_cut || (pilot && pilot->was_cut);
  // Of a run that ended early some messages had still to be written.
  if (!simulated.was_cut) simulated.untraced = untraced_message(crowd, run.replications);
  if (simulated.divergence.empty()) compare_variants(scenario, settings, run.replications, simulate, simulated);
  simulated.result.was_cut = simulated.was_cut;
  return simulated;
}

}  // namespace doublecheck::cli
