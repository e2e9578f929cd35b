/// Replications that an earlier run left in its JSON file, so that more can be added.
#pragma once

#include "cli/replications.hpp"
#include "population/crowd.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace doublecheck::cli {

/// A file that cannot be extended: what is wrong, in one line.
struct NotExtendable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What the JSON text tells of a simulation of the crowd. `file`: its name, for words. Throws NotExtendable: where it
/// is no result of exactly one scenario with a population, of another scenario, seed or version than this one, or of a
/// run that was cut short.
Replications read_replications(const std::string& text, const std::string& file, const population::Crowd& crowd,
                               const std::vector<std::string>& watched);

}  // namespace doublecheck::cli
