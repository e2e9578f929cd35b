#include "cli/checking.hpp"

#include "checker/budget_deepening.hpp"
#include "cli/action_coverage.hpp"
#include "cli/answers.hpp"
#include "cli/fairness.hpp"
#include "cli/forgetting.hpp"
#include "cli/searching.hpp"
#include "cli/size_explanation.hpp"
#include "cli/symmetry.hpp"
#include "cli/warnings.hpp"
#include "model/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

namespace doublecheck::cli {
namespace {

using checker::Verdict;

std::string words_of(checker::StopReason reason) {
  switch (reason) {
    case checker::StopReason::complete:
      return "complete";
    case checker::StopReason::states:
      return "the limit on states was hit";
    case checker::StopReason::depth:
      return "the limit on depth was hit";
    case checker::StopReason::memory:
      return "the limit on memory was hit";
    case checker::StopReason::time:
      return "the limit on time was hit";
    case checker::StopReason::storage:
      return "states that did not fit into memory could not be kept on the disk";
    case checker::StopReason::interrupted:
      return "interrupted";
    case checker::StopReason::violation:
      return "a violation was found";
    case checker::StopReason::sampled:
      return "some runs were walked, at random";
    case checker::StopReason::approximate:
      return "approximate search";
  }
  throw std::logic_error("unknown stop reason");
}

/// Why a property that nothing has violated is not judged; empty where a limit was hit, which is what readers expect.
std::string why_undecided(checker::StopReason reason) {
  switch (reason) {
    case checker::StopReason::storage:
      return "the disk failed";
    case checker::StopReason::interrupted:
      return "interrupted";
    case checker::StopReason::violation:
      return "the search ended at a violation";
    case checker::StopReason::sampled:
      return "some runs were walked";
    case checker::StopReason::approximate:
      return "approximate search";
    case checker::StopReason::complete:
    case checker::StopReason::states:
    case checker::StopReason::depth:
    case checker::StopReason::memory:
    case checker::StopReason::time:
      return "";
  }
  throw std::logic_error("unknown stop reason");
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t place = digits.size(); place > 3; place -= 3) digits.insert(place - 3, ",");
  return digits;
}

reports::Omissions omissions_of(const checker::Omissions& found, Approximation approximation, std::uint64_t states) {
  const auto met = static_cast<double>(states);
  return {std::string(name_of(approximation)), found.probability, found.expected, met / (met + found.expected),
          found.filled};
}

/// Which messages nobody composes, if everything was explored in a way that tells.
void note_unsent(const model::Setup& setup, const SearchResult& found, reports::CheckResult& result) {
  if (found.stop != checker::StopReason::complete) return;
  for (const model::Message& message : setup.workload) {
    const auto sighting =
        std::ranges::find(found.properties, sighting_of(setup, message), &checker::PropertyResult<CheckedProtocol>::id);
    if (sighting != found.properties.end() && sighting->is_vacuous) {
      result.never_composed.push_back(model::name_of(setup, message));
    }
  }
  result.sends_nothing = !setup.workload.empty() && result.never_composed.size() == setup.workload.size();
}

void add_explanations(const scenarios::Scenario& scenario, const CheckSettings& settings,
                      const checker::CheckResult<CheckedProtocol>& found, reports::CheckResult& result) {
  result.levels = found.counts.levels;
  result.actions_asked = settings.counts_actions;
  if (!found.counts.labels.empty()) {
    result.actions = action_coverage(scenario.setup, found.counts.labels, found.stop == checker::StopReason::complete);
  } else if (settings.counts_actions) {
    result.actions_missing = "counting takes a second walk over the states, for which there was no time or memory left";
  }
  if (found.stop == checker::StopReason::complete) {
    result.warnings = warnings_about(scenario, result.properties, found.counts.labels);
  }
  note_unsent(scenario.setup, found, result);
  if (found.census) result.size = explain_size(scenario.setup, *found.census);
}

void summarise(const scenarios::Scenario& scenario, const checker::CheckResult<CheckedProtocol>& found,
               const CheckSettings& settings, const std::optional<std::string>& storage_failure, Checked& checked) {
  reports::CheckResult& result = checked.result;
  const checker::StopReason stop = found.stop == checker::StopReason::complete ? found.liveness_stop : found.stop;
  result.exhaustive = found.stop == checker::StopReason::complete;
  result.stop_reason = words_of(stop);
  if (stop == checker::StopReason::storage && storage_failure) result.stop_reason += ": " + *storage_failure;
  result.states = found.counts.states;
  result.transitions = found.counts.transitions;
  result.depth = found.counts.depth;
  result.peak_memory_bytes = found.counts.peak_memory_bytes;
  if (found.omissions) {
    result.omissions = omissions_of(*found.omissions, settings.approximation.value(), found.counts.states);
  }
  result.scope =
      fmt::format("{}; {}: {} {}.", scope_of(scenario.setup),
                  result.exhaustive ? "explored completely" : "NOT explored completely (" + result.stop_reason + ")",
                  grouped(result.states),
                  found.symmetry       ? "orbits of states"
                  : result.states == 1 ? "state"
                                       : "states");
  result.verdict = reports::Verdict::holds;
  for (reports::PropertyResult& property : result.properties) {
    if (badness(property.verdict) > badness(result.verdict)) result.verdict = property.verdict;
    if (property.verdict == reports::Verdict::inconclusive) {
      const bool takes_every_state = settings.approximation && property.kind == "liveness";
      property.undecided = takes_every_state ? "not judged: that takes every state" : why_undecided(stop);
    }
    if (property.kind == "liveness" && !settings.approximation) result.fairness = fairness_in_words(scenario);
  }
}

checker::ExplorationOptions options_of(const CheckSettings& settings) {
  checker::ExplorationOptions options;
  options.limits = settings.limits;
  options.is_interrupted = settings.is_interrupted;
  options.elapsed_seconds = [start = std::chrono::steady_clock::now()] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  if (settings.on_progress) {
    options.progress_states = 20'000;
    options.on_progress = [report = settings.on_progress, elapsed = options.elapsed_seconds](
                              const checker::Counts& counts) { report(counts, elapsed()); };
  }
  return options;
}

Checked check_once(const scenarios::Scenario& scenario, const CheckSettings& settings) {
  checker::ExplorationOptions exploration = options_of(settings);
  exploration.finds_deadlocks = std::ranges::any_of(
      scenario.properties, [](const scenarios::AskedProperty& asked) { return asked.property.is_about_deadlocks; });
  Checked checked;
  std::optional<std::string> storage_failure;
  const SearchResult found = search(scenario, settings, exploration, &storage_failure);
  for (const scenarios::AskedProperty& asked : scenario.properties) {
    if (asked.property.is_about_deadlocks) {
      add_deadlock(scenario, asked, settings, found, checked);
    } else {
      add_result(scenario, asked, settings, found.properties, checked);
    }
  }
  summarise(scenario, found, settings, storage_failure, checked);
  if (auto reduction = reduction_by_forgetting(settings)) checked.result.reductions.push_back(std::move(*reduction));
  if (auto reduction = reduction_by_symmetry(scenario, settings, found)) {
    checked.result.reductions.push_back(std::move(*reduction));
  }
  add_explanations(scenario, settings, found, checked.result);
  checked.result.seconds = exploration.elapsed_seconds();
  return checked;
}

/// Checks the scenario with ever larger budgets, up to its own: what the fewest faults are that break a property.
Checked check_fewest_faults(const scenarios::Scenario& scenario, const CheckSettings& settings) {
  std::vector<model::Budget> rationed;
  checker::Budgets greatest;
  for (const model::BudgetInfo& info : model::budget_catalogue()) {
    const std::uint8_t most = scenario.setup.budgets[info.budget];
    if (most == 0 || most == model::kUnlimited) continue;
    rationed.push_back(info.budget);
    greatest.push_back(most);
  }
  const auto check_with = [&](const checker::Budgets& budgets) {
    scenarios::Scenario smaller = scenario;
    for (std::size_t i = 0; i < budgets.size(); ++i) smaller.setup.budgets[rationed[i]] = budgets[i];
    return check_once(smaller, settings);
  };
  const auto judge = [](const Checked& checked) {
    switch (checked.result.verdict) {
      case reports::Verdict::holds:
        return Verdict::holds;
      case reports::Verdict::violated:
        return Verdict::violated;
      case reports::Verdict::inconclusive:
        return Verdict::inconclusive;
    }
    throw std::logic_error("unknown verdict");
  };
  checker::DeepeningOptions options;
  options.is_interrupted = settings.is_interrupted;
  const auto found = checker::deepen_budgets(greatest, check_with, judge, options);
  Checked checked = found.minimal.empty() ? check_with(greatest) : found.minimal.front().answer;
  const std::string certainty =
      !found.minimal.empty() && !found.is_least_sum_certain() ? " as far as was explored" : "";
  checked.result.scope +=
      found.minimal.empty()
          ? fmt::format(" No budgets up to these break anything ({} were tried).", found.checks)
          : fmt::format(" These are the fewest faults that break a property{} ({} budgets were tried).", certainty,
                        found.checks);
  return checked;
}

}  // namespace

std::string scope_of(const model::Setup& setup) {
  std::vector<std::string> clients;
  clients.reserve(setup.participants.size());
  for (std::size_t i = 0; i < setup.participants.size(); ++i) {
    clients.push_back(
        fmt::format("{} ({})", model::display_name(setup, model::client_at(i)), setup.participants[i].platform.title));
  }
  std::vector<std::string> faults;
  for (const model::BudgetInfo& info : model::budget_catalogue()) {
    const auto budget = setup.budgets[info.budget];
    if (budget == 0) continue;
    faults.push_back(budget == model::kUnlimited
                         ? fmt::format("any number of {}", info.plural)
                         : fmt::format("{} {}", budget, budget == 1 ? info.singular : info.plural));
  }
  const std::size_t messages = setup.workload.size();
  return fmt::format(
      "{}; {} {}; {}", fmt::join(clients, ", "), messages, messages == 1 ? "message" : "messages",
      faults.empty() ? std::string("no faults") : "at most " + fmt::format("{}", fmt::join(faults, ", ")));
}

Checked check_scenario(const scenarios::Scenario& scenario, const CheckSettings& settings) {
  if (settings.search == SearchMode::fewest_faults) return check_fewest_faults(scenario, settings);
  return check_once(scenario, settings);
}

}  // namespace doublecheck::cli
