#include "reports/json.hpp"

#include "reports/json_parts.hpp"
#include "reports/population_json.hpp"
#include "reports/requirements.hpp"
#include "reports/verdicts.hpp"

namespace doublecheck::reports {
namespace {

std::string_view word(Outcome outcome) {
  switch (outcome) {
    case Outcome::as_expected:
      return "as_expected";
    case Outcome::allowed:
      return "allowed";
    case Outcome::unexpected:
      return "unexpected";
    case Outcome::undecided:
      return "undecided";
  }
  return "";
}

Json property_json(const PropertyResult& property) {
  return {{"id", property.id},
          {"verdict", word(property.verdict)},
          {"requirement", requirements_text(property.requirements)},
          {"counterexample_length", or_null(counterexample_length(property))},
          {"kind", property.kind},
          {"statement", property.statement},
          {"outcome", word(outcome(property))},
          {"violation_expected", property.violation_expected},
          {"violation_allowed", property.violation_allowed},
          {"vacuous", property.vacuous},
          {"undecided", property.undecided},
          {"counterexample", property.counterexample ? counterexample_json(*property.counterexample) : Json(nullptr)}};
}

Json range_json(const Quantile& quantile) {
  if (!quantile.range) return nullptr;
  return Json::array({bound_json(quantile.range->first), bound_json(quantile.range->second)});
}

Json distribution_json(const Distribution& distribution) {
  return {{"name", distribution.name},
          {"unit", distribution.unit},
          {"count", distribution.count},
          {"pending", distribution.pending},
          {"never", distribution.never},
          {"mean", distribution.mean},
          {"p50", bound_json(distribution.p50.at)},
          {"p90", bound_json(distribution.p90.at)},
          {"p99", bound_json(distribution.p99.at)},
          {"p50_interval", range_json(distribution.p50)},
          {"p90_interval", range_json(distribution.p90)},
          {"p99_interval", range_json(distribution.p99)},
          {"max", distribution.max},
          {"quantiles", array_of(distribution.quantiles, bound_json)}};
}

Json count_json(const Count& count) { return {{"name", count.name}, {"unit", count.unit}, {"value", count.value}}; }

Json platform_json(const PlatformOpenings& group) {
  return {{"platform", group.platform},
          {"openings", group.openings},
          {"in_store", group.in_store},
          {"on_server", group.on_server},
          {"wait", distribution_json(group.wait)}};
}

Json held_json(const HeldBodies& held) {
  const bool has_ratio = held.until_acknowledged > 0;
  return {{"until_acknowledged", held.until_acknowledged},
          {"for_ever", held.for_ever},
          {"is_archived", held.is_archived},
          {"ratio", has_ratio ? Json(held.for_ever / held.until_acknowledged) : Json(nullptr)}};
}

Json scheduled_json(const ScheduledFault& fault) {
  return {{"fault", fault.fault},      {"at_seconds", fault.at_seconds},
          {"client", fault.client},    {"lasts_seconds", or_null(fault.lasts_seconds)},
          {"struck", fault.struck},    {"impossible", fault.impossible},
          {"too_late", fault.too_late}};
}

Json simulation_json(const SimulationResult& simulation) {
  return {{"seed", simulation.seed},
          {"runs", simulation.runs},
          {"events", simulation.events},
          {"simulated_seconds", simulation.simulated_seconds},
          {"fingerprint", simulation.fingerprint},
          {"seconds", simulation.seconds},
          {"was_cut", simulation.was_cut},
          {"delivery", delivery_json(simulation.delivery)},
          {"distributions", array_of(simulation.distributions, distribution_json)},
          {"counts", array_of(simulation.counts, count_json)},
          {"platforms", array_of(simulation.platforms, platform_json)},
          {"held", held_json(simulation.held)},
          {"schedule", array_of(simulation.schedule, scheduled_json)},
          {"properties", array_of(simulation.properties, property_json)}};
}

Json names_of(const std::vector<unsigned>& requirements) {
  return array_of(requirements, [](unsigned number) { return Json("R" + std::to_string(number)); });
}

Json scenario_names(const Report& report, const std::vector<std::size_t>& scenarios) {
  return array_of(scenarios, [&](std::size_t index) { return Json(report.scenarios[index].scenario); });
}

Json evidence_json(const PropertyEvidence& evidence, const Report& report) {
  const auto names = [&](const auto& scenarios) { return scenario_names(report, scenarios); };
  const auto verdict = verdict_of(evidence);
  return {{"id", evidence.property},
          {"verdict", verdict ? Json(word(*verdict)) : Json(nullptr)},
          {"holds", names(evidence.holds)},
          {"violated", names(evidence.violated)},
          {"violated_as_expected", names(evidence.violated_as_expected)},
          {"inconclusive", names(evidence.inconclusive)},
          {"mutants", names(evidence.mutants)}};
}

Json requirement_json(const RequirementEvidence& requirement, const Report& report) {
  const auto verdict = verdict_of(requirement);
  return {{"id", "R" + std::to_string(requirement.number)},
          {"statement", requirement.statement},
          {"verdict", verdict ? Json(word(*verdict)) : Json(nullptr)},
          {"properties",
           array_of(requirement.properties, [&](const PropertyEvidence& e) { return evidence_json(e, report); })},
          {"scenarios", scenario_names(report, requirement.scenarios)},
          {"tests", requirement.tests}};
}

Json reduction_json(const Reduction& reduction) {
  return {{"name", reduction.name},
          {"in_force", reduction.in_force},
          {"sentence", reduction.sentence},
          {"states_meant", or_null(reduction.states_meant)}};
}

/// What is infinite is written as null.
Json omissions_json(const Omissions& omissions) {
  return {{"approximation", omissions.approximation},
          {"probability", omissions.probability},
          {"expected", omissions.expected},
          {"coverage", omissions.coverage},
          {"filled", omissions.filled}};
}

std::string_view word(Occurrence occurrence) {
  switch (occurrence) {
    case Occurrence::occurred:
      return "occurred";
    case Occurrence::never:
      return "never";
    case Occurrence::impossible:
      return "impossible";
  }
  return "";
}

Json action_json(const ActionCoverage& action) {
  return {{"action", action.action}, {"occurrence", word(action.occurrence)}, {"enabled", action.enabled},
          {"fired", action.fired},   {"states_found", action.states_found},   {"why_never", action.why_never}};
}

Json part_json(const SizePart& part) {
  return {{"name", part.name},
          {"values", part.values},
          {"states", part.states},
          {"rest", part.rest},
          {"factor", factor_of(part)}};
}

Json machine_json(const SizePart& machine) {
  Json json = part_json(machine);
  json["fields"] = array_of(machine.fields, part_json);
  return json;
}

Json budget_json(const BudgetSize& budget) {
  Json json = part_json(budget.part);
  json["states_by_left"] = budget.states_by_left;
  return json;
}

Json advice_json(const SizeAdvice& advice) {
  return {{"bound", advice.bound}, {"now", advice.now}, {"states", advice.states}};
}

Json size_json(const SpaceSize& size) {
  return {{"is_sampled", size.is_sampled},
          {"machines", array_of(size.machines, machine_json)},
          {"budgets", array_of(size.budgets, budget_json)},
          {"advice", array_of(size.advice, advice_json)}};
}

// The fields of the check stand beside those of the scenario: null where nothing was checked.
void add_check(Json& scenario, const std::optional<CheckResult>& check) {
  const auto field = [&](auto member) { return check ? Json((*check).*member) : Json(nullptr); };
  scenario["exhaustive"] = field(&CheckResult::exhaustive);
  scenario["stop_reason"] = field(&CheckResult::stop_reason);
  scenario["states"] = field(&CheckResult::states);
  scenario["transitions"] = field(&CheckResult::transitions);
  scenario["depth"] = field(&CheckResult::depth);
  scenario["seconds"] = field(&CheckResult::seconds);
  scenario["peak_memory_bytes"] = field(&CheckResult::peak_memory_bytes);
  scenario["warnings"] = check ? Json(check->warnings) : Json::array();
  scenario["reductions"] = check ? array_of(check->reductions, reduction_json) : Json::array();
  scenario["omissions"] = check && check->omissions ? omissions_json(*check->omissions) : Json(nullptr);
  scenario["scope"] = field(&CheckResult::scope);
  scenario["fairness"] = field(&CheckResult::fairness);
  scenario["levels"] = check ? Json(check->levels) : Json::array();
  scenario["actions"] = check ? array_of(check->actions, action_json) : Json::array();
  scenario["size"] = check && check->size ? size_json(*check->size) : Json(nullptr);
  scenario["properties"] = check ? array_of(check->properties, property_json) : Json::array();
}

void add_scenario(Json& json, const ScenarioResult& scenario) {
  json["scenario"] = scenario.scenario;
  json["verdict"] = word(verdict_of(scenario));
  json["as_expected"] = scenario.as_expected;
  json["surprise"] = scenario.surprise;
  json["file"] = scenario.file;
  json["title"] = scenario.title;
  json["question"] = scenario.question;
  json["mutant"] = or_null(scenario.mutant);
  json["mutation"] = scenario.mutation;
  json["caught"] = scenario.mutant ? Json(is_caught(scenario)) : Json(nullptr);
  json["shortest_catch"] = scenario.mutant ? or_null(shortest_catch(scenario)) : Json(nullptr);
  json["answers_for"] = names_of(scenario.requirements);
  json["options"] = scenario.options;
  json["reproduce"] = scenario.reproduce;
  add_check(json, scenario.check);
  json["warnings"] = warnings_of(scenario);
  json["unmutated"] = nullptr;
  if (scenario.unmutated) add_check(json["unmutated"], scenario.unmutated);
  json["simulation"] = scenario.simulation ? simulation_json(*scenario.simulation) : Json(nullptr);
  json["population"] = scenario.population ? population_json(*scenario.population) : Json(nullptr);
}

Json path_json(const PathResult& path) {
  return {{"file", path.file},
          {"scenario", path.scenario},
          {"property", path.property.empty() ? Json(nullptr) : Json(path.property)},
          {"violation_expected", path.violation_expected},
          {"as_expected", path.as_expected},
          {"findings", path.findings}};
}

Json scenario_json(const ScenarioResult& scenario) {
  Json json;
  add_scenario(json, scenario);
  return json;
}

}  // namespace

std::string to_json(const Report& report) {
  Json document = document_head(report.tool_version, report.command);
  if (report.scenarios.size() == 1) {
    add_scenario(document, report.scenarios.front());
  } else {
    document["scenarios"] = array_of(report.scenarios, scenario_json);
  }
  document["requirements"] =
      array_of(evidence_of(report), [&](const RequirementEvidence& r) { return requirement_json(r, report); });
  document["paths"] = array_of(report.paths, path_json);
  return text_of(document);
}

}  // namespace doublecheck::reports
