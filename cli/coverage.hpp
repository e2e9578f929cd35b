/// Coverage: for each requirement the properties, scenarios and tests that answer for it.
#pragma once

#include "model/requirements.hpp"
#include "reports/results.hpp"
#include "reports/text_style.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/standard_properties.hpp"

#include <span>
#include <string>
#include <vector>

namespace doublecheck::cli {

struct Coverage {
  const model::RequirementInfo* requirement = nullptr;
  std::vector<const scenarios::StandardProperty*> properties;
  std::vector<const scenarios::Scenario*> scenarios;  // mutants included
  std::vector<std::string> tests;                     // names
};

/// What covers the requirement of that number. The scenarios must live as long as the answer.
Coverage coverage_of(unsigned number, std::span<const scenarios::Scenario> scenarios);

/// The requirement in words, with the place of its rule and all that covers it.
std::string coverage_text(const Coverage& coverage, const reports::TextStyle& style);

/// Every requirement for a report, which knows its scenarios by itself.
std::vector<reports::Requirement> reported_requirements();

}  // namespace doublecheck::cli
