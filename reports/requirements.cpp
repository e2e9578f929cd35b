#include "reports/requirements.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "reports/verdicts.hpp"

namespace doublecheck::reports {
namespace {

PropertyEvidence& of_property(RequirementEvidence& requirement, const std::string& id) {
  const auto found = std::ranges::find(requirement.properties, id, &PropertyEvidence::property);
  if (found != requirement.properties.end()) return *found;
  requirement.properties.push_back({});
  requirement.properties.back().property = id;
  return requirement.properties.back();
}

void add(PropertyEvidence& evidence, const PropertyResult& property, std::size_t scenario, bool is_mutant) {
  if (is_mutant) {
    if (property.verdict == Verdict::violated && property.violation_expected) evidence.mutants.push_back(scenario);
    return;
  }
  switch (property.verdict) {
    case Verdict::holds:
      evidence.holds.push_back(scenario);
      return;
    case Verdict::violated:
      (outcome(property) == Outcome::unexpected ? evidence.violated : evidence.violated_as_expected)
          .push_back(scenario);
      return;
    case Verdict::inconclusive:
      evidence.inconclusive.push_back(scenario);
      return;
  }
}

}  // namespace

std::string requirements_text(const std::vector<unsigned>& numbers) {
  std::string text;
  for (const unsigned number : numbers) text += (text.empty() ? "R" : ", R") + std::to_string(number);
  return text;
}

std::vector<RequirementEvidence> evidence_of(const Report& report) {
  std::map<unsigned, RequirementEvidence> found;
  for (const Requirement& requirement : report.requirements) {
    RequirementEvidence& evidence = found[requirement.number];
    evidence.statement = requirement.statement;
    evidence.tests = requirement.tests;
    for (const std::string& id : requirement.properties) of_property(evidence, id);
  }
  for (std::size_t i = 0; i < report.scenarios.size(); ++i) {
    const ScenarioResult& scenario = report.scenarios[i];
    for (const unsigned number : scenario.requirements) found[number].scenarios.push_back(i);
    if (!scenario.check) continue;
    for (const PropertyResult& property : scenario.check->properties) {
      for (const unsigned number : property.requirements) {
        add(of_property(found[number], property.id), property, i, scenario.mutant.has_value());
      }
    }
  }
  std::vector<RequirementEvidence> all;
  for (auto& [number, evidence] : found) {
    evidence.number = number;
    all.push_back(std::move(evidence));
  }
  return all;
}

std::optional<Verdict> verdict_of(const PropertyEvidence& evidence) {
  if (!evidence.violated.empty()) return Verdict::violated;
  if (!evidence.inconclusive.empty()) return Verdict::inconclusive;
  if (!evidence.holds.empty()) return Verdict::holds;
  if (!evidence.violated_as_expected.empty()) return Verdict::violated;
  return std::nullopt;
}

std::optional<Verdict> verdict_of(const RequirementEvidence& evidence) {
  std::optional<Verdict> worst;
  for (const PropertyEvidence& property : evidence.properties) {
    const auto verdict = verdict_of(property);
    if (verdict) worst = worst ? worse(*worst, *verdict) : *verdict;
  }
  return worst;
}

}  // namespace doublecheck::reports
