#include "cli/coverage.hpp"

#include "cli/requirement_tests.hpp"
#include "reports/text_parts.hpp"
#include "scenarios/standard_properties.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doublecheck::cli {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kDeepIndent = 4;

/// A heading with its lines below it.
std::string block(std::string_view heading, const std::vector<std::string>& lines, const reports::TextStyle& style) {
  std::string text = fmt::format("  {}{}\n", heading, lines.empty() ? ": none" : "");
  for (const std::string& line : lines) text += reports::paragraph(line, kDeepIndent, style);
  return text;
}

std::string line_of(const scenarios::Scenario& scenario) {
  return fmt::format("{}: {}{}", scenario.name, scenario.title,
                     scenario.mutant ? fmt::format(" (mutant {})", *scenario.mutant) : "");
}

}  // namespace

Coverage coverage_of(unsigned number, std::span<const scenarios::Scenario> scenarios) {
  Coverage coverage;
  coverage.requirement = &model::requirement(number);
  for (const scenarios::StandardProperty& property : scenarios::standard_properties()) {
    if (property.requirements.contains(number)) coverage.properties.push_back(&property);
  }
  for (const scenarios::Scenario& scenario : scenarios) {
    if (std::ranges::count(scenario.requirements, number) > 0) coverage.scenarios.push_back(&scenario);
  }
  for (const RequirementTest& test : requirement_tests()) {
    if (test.requirements.contains(number)) coverage.tests.emplace_back(test.name);
  }
  return coverage;
}

std::string coverage_text(const Coverage& coverage, const reports::TextStyle& style) {
  const model::RequirementInfo& info = *coverage.requirement;
  std::vector<std::string> properties;
  std::vector<std::string> scenarios;
  for (const auto* property : coverage.properties) {
    properties.push_back(fmt::format("{}: {}", property->name, property->statement));
  }
  for (const auto* scenario : coverage.scenarios) scenarios.push_back(line_of(*scenario));
  return fmt::format("{}\n", painted(style, reports::Ink::bold, info.name)) +
         reports::paragraph(fmt::format("{}.", info.statement), kIndent, style) +
         fmt::format("  Rule: `{}` in {}\n", info.function, info.file) + block("Properties", properties, style) +
         block("Scenarios", scenarios, style) + block("Tests", coverage.tests, style);
}

std::vector<reports::Requirement> reported_requirements() {
  std::vector<reports::Requirement> requirements;
  for (const model::RequirementInfo& info : model::requirement_catalogue()) {
    Coverage coverage = coverage_of(info.number, {});
    reports::Requirement requirement;
    requirement.number = info.number;
    requirement.statement = info.statement;
    for (const auto* property : coverage.properties) requirement.properties.emplace_back(property->name);
    requirement.tests = std::move(coverage.tests);
    requirements.push_back(std::move(requirement));
  }
  return requirements;
}

}  // namespace doublecheck::cli
