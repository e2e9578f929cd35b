/// Requirements and their evidence: what the properties that cover each of them came to over the scenarios of a report.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "reports/results.hpp"

namespace doublecheck::reports {

/// "R9, R10".
std::string requirements_text(const std::vector<unsigned>& numbers);

/// What the checks of one property came to. Scenarios stand here by their indexes, in ascending order.
struct PropertyEvidence {
  std::string property;                           // its id
  std::vector<std::size_t> holds;                 // these four without the mutants
  std::vector<std::size_t> violated;              // and must not be
  std::vector<std::size_t> violated_as_expected;  // must be, or may be
  std::vector<std::size_t> inconclusive;
  std::vector<std::size_t> mutants;  // those that must violate it, and do
};

struct RequirementEvidence {
  unsigned number = 0;
  std::string statement;                     // empty if the report does not know it
  std::vector<PropertyEvidence> properties;  // that cover it, checked or not, in the order of the report
  std::vector<std::size_t> scenarios;        // that answer for it, as they say themselves; mutants included
  std::vector<std::string> tests;            // names
};

/// Every requirement that the report knows, that a checked property covers or that a scenario answers for, in ascending
/// order.
std::vector<RequirementEvidence> evidence_of(const Report& report);

/// Over all scenarios but the mutants: the worst of what was not expected; if there is nothing of the kind but expected
/// violations, violated. None: nothing was checked.
std::optional<Verdict> verdict_of(const PropertyEvidence& evidence);

/// The worst of its properties. None: nothing that covers it was checked.
std::optional<Verdict> verdict_of(const RequirementEvidence& evidence);

}  // namespace doublecheck::reports
