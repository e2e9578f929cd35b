#include "cli/running.hpp"

#include "cli/checkpoint_folder.hpp"
#include "cli/failures.hpp"
#include "cli/judging.hpp"
#include "cli/population_simulating.hpp"
#include "cli/search_progress.hpp"
#include "cli/simulating.hpp"
#include "cli/terminal.hpp"
#include "cli/unsent.hpp"
#include "cli/warnings.hpp"
#include "escape/shell_word.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <filesystem>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>

namespace doublecheck::cli {
namespace {

/// `at_once`: scenarios that are run at the same time.
CheckSettings check_settings(const scenarios::Scenario& scenario, const Arguments& arguments, unsigned at_once,
                             ProgressLine& progress) {
  CheckSettings settings;
  settings.engine = arguments.engine;
  settings.search = arguments.search;
  if (arguments.command == Command::check) {
    settings.symmetry = arguments.symmetry;
    settings.history = arguments.history;
  }
  settings.approximation = arguments.approximation;
  settings.seed = arguments.seed.value_or(1);
  settings.walks = arguments.walks;
  settings.walk_length = arguments.walk_length;
  settings.jobs = std::max(1U, arguments.jobs / at_once);
  if (!arguments.checkpoint.empty()) settings.checkpoint = std::filesystem::path(arguments.checkpoint) / scenario.name;
  settings.checkpoint_seconds = arguments.checkpoint_seconds;
  settings.counts_actions = arguments.coverage;
  settings.explains_size = arguments.explain_size;
  settings.limits.states_max = arguments.max_states ? arguments.max_states : scenario.limits.states;
  settings.limits.depth_max = arguments.max_depth ? arguments.max_depth : scenario.limits.depth;
  settings.limits.memory_bytes_max = arguments.max_memory_bytes;
  settings.limits.seconds_max = arguments.timeout_seconds;
  settings.is_interrupted = is_interrupted;
  settings.on_progress = [&, line = std::make_shared<SearchProgress>(settings.limits)](const checker::Counts& counts,
                                                                                       double seconds) {
    progress.show(scenario.name + ": " + line->line(counts, seconds));
  };
  return settings;
}

SimulationSettings simulation_settings(const scenarios::Scenario& scenario, const Arguments& arguments,
                                       ProgressLine& progress) {
  SimulationSettings settings;
  settings.is_interrupted = [limit = arguments.timeout_seconds, start = std::chrono::steady_clock::now()] {
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    return is_interrupted() || (limit && elapsed.count() > *limit);
  };
  settings.on_progress = [&](const sim::Progress& done) {
    progress.show(fmt::format("{}: run {} of {}, {} events", scenario.name, done.runs_done, done.runs, done.events));
  };
  return settings;
}

/// How the state space is searched, as far as that is not the default.
void add_search_words(escape::ShellLine& line, const Arguments& arguments) {
  if (arguments.approximation) line.option("--approximate", name_of(*arguments.approximation));
  if (arguments.engine == Engine::plain) line.option("--engine", "plain");
  switch (arguments.search) {
    case SearchMode::breadth_first:
      break;
    case SearchMode::depth_first:
      line.option("--search", "depth-first");
      break;
    case SearchMode::fewest_faults:
      line.option("--search", "fewest-faults");
      break;
    case SearchMode::random:
    case SearchMode::swarm:
      line.option("--search", arguments.search == SearchMode::random ? "random" : "swarm");
      line.option("--walks", fmt::format("{}", arguments.walks));
      line.option("--walk-length", fmt::format("{}", arguments.walk_length));
      break;
  }
  if (arguments.symmetry == Symmetry::on) line.option("--symmetry", "on");
  if (arguments.symmetry == Symmetry::off) line.option("--symmetry", "off");
  if (arguments.history == History::full) line.option("--history", "full");
  if (arguments.explain_size) line.option("--explain-size");
  if (arguments.coverage) line.option("--coverage");
}

void add_population_words(escape::ShellLine& line, const Arguments& arguments) {
  const PopulationArguments& asked = arguments.population;
  if (asked.replications && asked.extend.empty()) line.option("--replications", fmt::format("{}", *asked.replications));
  if (asked.relative_error) line.option("--until-within", fmt::format("{}%", 100 * *asked.relative_error));
  if (!asked.figures.empty()) line.option("--figures", fmt::format("{}", fmt::join(asked.figures, ",")));
  for (const std::uint64_t message : asked.traced) line.option("--trace", fmt::format("{}", message));
  if (asked.checks_determinism) line.option("--check-determinism");
}

/// With all that the result depends on, limits of time and memory too, though they depend on the machine.
std::string reproduce_command(const scenarios::Scenario& scenario, const Drivers& drivers, const Arguments& arguments) {
  const std::string_view command = drivers.check && drivers.simulate ? "gate" : drivers.check ? "check" : "simulate";
  escape::ShellLine line(fmt::format("doublecheck {}", command));
  line.file(scenario.file);
  for (const scenarios::Setting& setting : arguments.settings) {
    line.option("--set", fmt::format("{}={}", setting.key, setting.value));
  }
  if (scenario.population) add_population_words(line, arguments);
  const auto add_number = [&](std::string_view option, const auto& number) {
    if (number) line.option(option, fmt::format("{}", *number));
  };
  add_number("--seed", arguments.seed);
  add_number("--max-states", arguments.max_states);
  add_number("--max-depth", arguments.max_depth);
  add_number("--max-memory", arguments.max_memory_bytes);
  add_number("--timeout", arguments.timeout_seconds);
  add_search_words(line, arguments);
  return line.line();
}

/// What is said of a scenario before anything was run.
reports::ScenarioResult heading_of(const scenarios::Scenario& scenario, const Drivers& drivers,
                                   const Arguments& arguments) {
  reports::ScenarioResult result;
  result.scenario = scenario.name;
  result.file = scenario.file;
  result.title = scenario.title;
  result.question = scenario.question;
  result.reproduce = reproduce_command(scenario, drivers, arguments);
  result.options = model::changed_options(scenario.setup.options);
  result.mutant = scenario.mutant;
  result.mutation = scenario.mutation;
  result.requirements = scenario.requirements;
  return result;
}

Finished run_scenario(const scenarios::Scenario& scenario, const Drivers& drivers, const Arguments& arguments,
                      unsigned at_once, ProgressLine& progress) {
  Finished finished;
  finished.result = heading_of(scenario, drivers, arguments);
  reports::ScenarioResult& result = finished.result;
  bool simulation_was_cut = false;
  if (drivers.check && scenario.explored) {
    Checked checked = check_scenario(scenario, check_settings(scenario, arguments, at_once, progress));
    result.check = std::move(checked.result);
    finished.check_paths = std::move(checked.paths);
  }
  if (drivers.unmutated && scenario.explored && scenario.mutant) {
    const scenarios::Scenario unmutated = scenarios::without_mutation(scenario);
    result.unmutated = check_scenario(unmutated, check_settings(unmutated, arguments, at_once, progress)).result;
  }
  std::string divergence;
  std::string untraced;
  if (drivers.simulate && scenario.population) {
    PopulationSimulated simulated = simulate_population(
        scenario, arguments, std::max(1U, arguments.jobs / at_once),
        [&](const std::string& line) { progress.show(scenario.name + ": " + line); }, population::simulate);
    result.population = std::move(simulated.result);
    if (!arguments.population.extend.empty()) {
      result.reproduce += fmt::format(" --replications {}", result.population->replications.size());
    }
    simulation_was_cut = simulated.was_cut;
    divergence = std::move(simulated.divergence);
    untraced = std::move(simulated.untraced);
  } else if (drivers.simulate && scenario.simulated) {
    Simulated simulated = simulate_scenario(scenario, simulation_settings(scenario, arguments, progress));
    result.simulation = std::move(simulated.result);
    finished.simulation_paths = std::move(simulated.paths);
    simulation_was_cut = simulated.interrupted;
  }
  result.warnings = warnings_about_properties(scenario);
  std::ranges::move(warnings_about_unsent(scenario, result), std::back_inserter(result.warnings));
  const Judgement judgement = judge(result, simulation_was_cut, arguments.command == Command::gate);
  finished.status = judgement.status;
  result.as_expected = judgement.status == ExitStatus::as_expected;
  result.surprise = judgement.surprise;
  if (!untraced.empty()) {
    finished.status = worse(finished.status, ExitStatus::bad_input);
    result.as_expected = false;
    result.surprise += (result.surprise.empty() ? "" : "; ") + untraced;
  }
  if (!divergence.empty()) {
    finished.status = ExitStatus::internal_error;
    result.as_expected = false;
    result.surprise = "the simulation is not deterministic: " + divergence;
  }
  return finished;
}

/// Each scenario's search is kept in a folder of the scenario's name.
void require_folders_of_their_own(const std::vector<scenarios::Scenario>& scenarios) {
  std::map<std::string, std::string> files;
  for (const scenarios::Scenario& scenario : scenarios) {
    const auto [known, is_new] = files.try_emplace(scenario.name, scenario.file);
    if (is_new) continue;
    throw CheckpointError(
        fmt::format("{} and {} would be kept in one folder, {}; give them different names, or check one at a time",
                    known->second, scenario.file, scenario.name));
  }
}

/// A scenario that an exception has ended: nothing is said of it but why. The others go on.
Finished failed(const scenarios::Scenario& scenario, const Drivers& drivers, const Arguments& arguments,
                const Failure& failure) {
  Finished finished;
  finished.result = heading_of(scenario, drivers, arguments);
  finished.result.surprise = failure.status == ExitStatus::internal_error
                                 ? fmt::format("a bug in doublecheck ended it: {}", failure.words)
                                 : fmt::format("it could not be run: {}", failure.words);
  finished.status = failure.status;
  return finished;
}

}  // namespace

Finished run_guarded(const scenarios::Scenario& scenario, const Drivers& drivers, const Arguments& arguments,
                     const std::function<Finished()>& run) {
  try {
    return run();
  } catch (...) {
    return failed(scenario, drivers, arguments, failure_of(std::current_exception()));
  }
}

std::vector<Finished> run_scenarios(const std::vector<scenarios::Scenario>& scenarios, const Drivers& drivers,
                                    const Arguments& arguments,
                                    const std::function<void(const Finished&)>& on_finished) {
  if (!arguments.checkpoint.empty()) require_folders_of_their_own(scenarios);
  ProgressLine progress(!arguments.quiet);
  std::vector<std::optional<Finished>> slots(scenarios.size());
  std::size_t reported = 0;
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::exception_ptr failure;
  const auto at_once = static_cast<unsigned>(std::clamp<std::size_t>(scenarios.size(), 1, arguments.jobs));
  const auto work = [&] {
    for (std::size_t i = next++; i < scenarios.size(); i = next++) {
      try {
        const auto run = [&] { return run_scenario(scenarios[i], drivers, arguments, at_once, progress); };
        Finished finished = scenarios.size() == 1 ? run() : run_guarded(scenarios[i], drivers, arguments, run);
        const std::lock_guard lock(mutex);
        slots[i] = std::move(finished);
        progress.clear();
        for (; reported < slots.size() && slots[reported]; ++reported) on_finished(*slots[reported]);
      } catch (...) {
        const std::lock_guard lock(mutex);
        failure = std::current_exception();
        next = scenarios.size();
      }
    }
  };
  std::vector<std::jthread> workers;
  for (std::size_t i = 1; i < at_once; ++i) workers.emplace_back(work);
  work();
  workers.clear();  // joins them
  if (failure) std::rethrow_exception(failure);
  std::vector<Finished> finished;
  for (auto& slot : slots) finished.push_back(std::move(*slot));
  return finished;
}

}  // namespace doublecheck::cli
