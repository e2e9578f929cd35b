/// Judging: results held against what the scenario expects.
#pragma once

#include "cli/exit_status.hpp"
#include "reports/results.hpp"

#include <string>

namespace doublecheck::cli {

struct Judgement {
  ExitStatus status = ExitStatus::as_expected;
  std::string surprise;  // what was not as expected; empty if all was
};

/// A violation that is neither expected nor allowed is a surprise, and so is an expected one that the checker refutes
/// or does not reach, or that also occurs without a mutant's mutation. The simulator sees single runs only: that it
/// meets no expected violation says nothing. Of a population the ledger must sum up and every fault strike something.
/// `must_send`: whether it is a failure that a driver composed no message at all.
Judgement judge(const reports::ScenarioResult& result, bool simulation_was_cut, bool must_send = false);

}  // namespace doublecheck::cli
