/// Replications that an earlier run left in its JSON file, so that more can be added.
#pragma once

#include "cli/replications.hpp"
#include "population/crowd.hpp"
#include "reports/population_result.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace doublecheck::cli {

/// A file that cannot be extended: what is wrong, in one line.
struct NotExtendable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What `digest` must be of a result that is to be extended later: of all that stands beside it in the JSON document,
/// but for `speed`, in hexadecimal digits.
std::string digest_of_result(const reports::PopulationResult& result);

/// What the JSON text tells of a simulation of the crowd. `file`: its name, for words. Throws NotExtendable: where it
/// is no result of exactly one scenario with a population, of another scenario, seed or version than this one, of a
/// run that was cut short, or not what was written.
Replications read_replications(const std::string& text, const std::string& file, const population::Crowd& crowd,
                               const std::vector<std::string>& watched);

}  // namespace doublecheck::cli
