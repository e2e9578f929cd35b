/// Answers: what the checker found of each property, in the terms of reports, with the counterexamples told.
#pragma once

#include "cli/checking.hpp"
#include "cli/searching.hpp"
#include "reports/results.hpp"
#include "scenarios/scenario.hpp"

#include <vector>

namespace doublecheck::cli {

/// Violated is worse than inconclusive, which is worse than holding.
int badness(reports::Verdict verdict);

/// Adds what the answers for its instances say of one property, and of several counterexamples the shortest.
void add_result(const scenarios::Scenario& scenario, const scenarios::AskedProperty& asked,
                const CheckSettings& settings, const std::vector<checker::PropertyResult<CheckedProtocol>>& answers,
                Checked& checked);

/// The same of a property about deadlocks. REQUIRES: the search looked for them.
void add_deadlock(const scenarios::Scenario& scenario, const scenarios::AskedProperty& asked,
                  const CheckSettings& settings, const SearchResult& found, Checked& checked);

}  // namespace doublecheck::cli
