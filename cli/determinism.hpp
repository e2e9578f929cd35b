/// The check that a simulation does the same with another number of threads.
#pragma once

#include "population/simulate.hpp"

#include <functional>
#include <string>

namespace doublecheck::cli {

/// Runs the replication twice, with the number of threads of `settings` and with another one. Empty if both were the
/// same; else which event is the first that only one of them has, or that it cannot be told. `outcome`: of the first.
std::string find_divergence(
    const population::Crowd& crowd, const population::RunSettings& settings,
    const std::function<population::Outcome(const population::Crowd&, const population::RunSettings&)>& simulate,
    population::Outcome& outcome);

}  // namespace doublecheck::cli
