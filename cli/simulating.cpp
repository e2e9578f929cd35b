#include "cli/simulating.hpp"

#include "cli/claims.hpp"
#include "cli/measuring.hpp"
#include "cli/story.hpp"
#include "model/predicates.hpp"
#include "properties/sentences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace doublecheck::cli {
namespace {

constexpr double kMicrosecondsPerSecond = 1e6;

reports::Counterexample counterexample_of(const model::Setup& setup, const properties::Property& property,
                                          const sim::SafetyFinding& finding) {
  model::Setup without_budgets = setup;
  without_budgets.budgets = model::unlimited_budgets();
  Story story = tell(without_budgets, finding.path);
  std::string sentence =
      properties::sentence_about_state(property, property.claims[finding.violation.claim], setup, story.worlds.back());
  return {property.name, std::move(sentence), std::move(story.parties), std::move(story.steps), std::nullopt};
}

}  // namespace

bool is_watched(const properties::Property& property) {
  return properties::is_safety(property) && !property.is_about_deadlocks;
}

sim::WatchedProperty watched(const properties::Property& property) {
  sim::WatchedProperty watched{property.name, {}, properties::premise_of(property)};
  for (const properties::Claim& claim : property.claims) watched.goals.push_back(claim.invariant.value());
  return watched;
}

Simulated simulate_scenario(const scenarios::Scenario& scenario, const SimulationSettings& settings) {
  const auto start = std::chrono::steady_clock::now();
  // A finite run can refute these and no others.
  std::vector<const scenarios::AskedProperty*> of_safety;
  std::vector<sim::WatchedProperty> properties;
  for (const scenarios::AskedProperty& asked : scenario.properties) {
    if (!is_watched(asked.property)) continue;
    of_safety.push_back(&asked);
    properties.push_back(watched(asked.property));
  }
  const std::size_t of_messages = properties.size();
  for (const model::Message& message : scenario.setup.workload) {
    properties.push_back({model::name_of(scenario.setup, message), {}, model::is_composed(message)});
  }
  const sim::Outcome outcome = sim::simulate(scenario.setup, scenario.environment, properties, {},
                                             settings.is_interrupted, settings.on_progress);
  Simulated simulated;
  simulated.interrupted = outcome.interrupted;
  reports::SimulationResult& result = simulated.result;
  result.was_cut = outcome.interrupted;
  result.seed = scenario.environment.seed;
  result.runs = outcome.metrics[sim::Counter::runs];
  result.events = outcome.events;
  result.simulated_seconds = static_cast<double>(outcome.simulated) / kMicrosecondsPerSecond;
  result.fingerprint = fmt::format("{:016x}", outcome.fingerprint);
  add_measures(result, outcome, scenario);
  for (std::size_t i = 0; i < of_safety.size(); ++i) {
    reports::PropertyResult property = unjudged(*of_safety[i]);
    property.verdict = reports::Verdict::holds;
    const auto finding =
        std::ranges::find_if(outcome.findings, [&](const sim::SafetyFinding& f) { return f.violation.property == i; });
    if (finding != outcome.findings.end()) {
      property.verdict = reports::Verdict::violated;
      property.counterexample = counterexample_of(scenario.setup, of_safety[i]->property, *finding);
      simulated.paths.push_back({property.id, "", finding->path, std::nullopt});
    } else {
      property.vacuous = std::ranges::binary_search(outcome.untested, i);
    }
    result.properties.push_back(std::move(property));
  }
  if (!outcome.interrupted) {
    for (const std::size_t one : outcome.untested) {
      if (one >= of_messages) result.never_composed.push_back(properties[one].name);
    }
    result.sends_nothing =
        of_messages < properties.size() && result.never_composed.size() == properties.size() - of_messages;
  }
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return simulated;
}

}  // namespace doublecheck::cli
