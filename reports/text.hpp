/// Results as a person reads them in a terminal. Every text ends in a line feed; the verdict is its last line.
#pragma once

#include <string>

#include "reports/results.hpp"
#include "reports/text_style.hpp"

namespace doublecheck::reports {

/// `check` of one scenario: title, scope, a table of the properties, the diagram of each that is violated, and as the
/// last line the verdict with the command that gives it again.
std::string check_text(const ScenarioResult& scenario, const TextStyle& style);

/// `simulate` of one scenario: distributions, counts, fingerprint, what was watched, diagrams of what was violated,
/// and as the last line the verdict with the command that gives it again.
std::string simulate_text(const ScenarioResult& scenario, const TextStyle& style);

/// One block of `gate`: the verdict of every property, states, delivery percentiles, and whether all was as expected.
/// Diagrams only of unexpected violations. Of a mutant also the mutation and what holds without it.
std::string gate_text(const ScenarioResult& scenario, const TextStyle& style);

/// What follows the blocks of `gate`: a table of the scenarios, a table of the mutants with the score "mutants: 5 of 5
/// caught" below it, the surprises with the commands that give them again, and as the last line "gate: 11 of 11
/// scenarios as expected".
std::string gate_summary_text(const Report& report, const TextStyle& style);

/// What follows the blocks of `check` or `simulate` of several scenarios: a table, and as the last line
/// "check: 3 scenarios: 2 hold, 1 violated". `command` is "check" or "simulate". Empty for one scenario, whose block
/// has said it all.
std::string summary_text(const Report& report, const std::string& command, const TextStyle& style);

}  // namespace doublecheck::reports
