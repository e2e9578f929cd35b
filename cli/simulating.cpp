#include "cli/simulating.hpp"

#include "cli/measuring.hpp"
#include "cli/story.hpp"
#include "model/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace doublecheck::cli {
namespace {

constexpr double kMicrosecondsPerSecond = 1e6;

reports::Counterexample counterexample_of(const model::Setup& setup, const sim::SafetyFinding& finding) {
  model::Setup without_budgets = setup;
  without_budgets.budgets = model::unlimited_budgets();
  Story story = tell(without_budgets, finding.path);
  std::string sentence = model::sentence_of(setup, story.worlds.back(), finding.violation);
  return {std::string(model::info_of(finding.property).name), std::move(sentence), std::move(story.parties),
          std::move(story.steps), std::nullopt};
}

}  // namespace

std::vector<model::PropertyId> safety_properties(const scenarios::Scenario& scenario) {
  std::vector<model::PropertyId> safety;
  for (const model::PropertyId id : scenario.properties) {
    if (model::info_of(id).kind == model::PropertyKind::safety) safety.push_back(id);
  }
  return safety;
}

Simulated simulate_scenario(const scenarios::Scenario& scenario, const SimulationSettings& settings) {
  const auto start = std::chrono::steady_clock::now();
  const auto watched = safety_properties(scenario);
  const sim::Outcome outcome =
      sim::simulate(scenario.setup, scenario.environment, watched, {}, settings.is_interrupted, settings.on_progress);
  Simulated simulated;
  simulated.interrupted = outcome.interrupted;
  reports::SimulationResult& result = simulated.result;
  result.seed = scenario.environment.seed;
  result.runs = outcome.metrics[sim::Counter::runs];
  result.events = outcome.events;
  result.simulated_seconds = static_cast<double>(outcome.simulated) / kMicrosecondsPerSecond;
  result.fingerprint = fmt::format("{:016x}", outcome.fingerprint);
  add_measures(result, outcome.metrics, scenario);
  for (const model::PropertyId id : watched) {
    const model::PropertyInfo& info = model::info_of(id);
    reports::PropertyResult property;
    property.id = info.name;
    property.kind = "safety";
    property.statement = info.statement;
    property.requirements = model::numbers_in(info.requirements);
    property.verdict = reports::Verdict::holds;
    property.violation_expected = std::ranges::count(scenario.expect.violated, id) > 0;
    property.violation_allowed = std::ranges::count(scenario.expect.allowed, id) > 0;
    const auto finding =
        std::ranges::find_if(outcome.findings, [&](const sim::SafetyFinding& f) { return f.property == id; });
    if (finding != outcome.findings.end()) {
      property.verdict = reports::Verdict::violated;
      property.counterexample = counterexample_of(scenario.setup, *finding);
      simulated.paths.push_back({property.id, "", finding->path, std::nullopt});
    }
    result.properties.push_back(std::move(property));
  }
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return simulated;
}

}  // namespace doublecheck::cli
