/// Symmetry as users of the program meet it: when a check is reduced by it, and what reports say of that.
#pragma once

#include "cli/checking.hpp"
#include "cli/searching.hpp"
#include "reports/results.hpp"
#include "scenarios/scenario.hpp"

#include <optional>
#include <stdexcept>

namespace doublecheck::cli {

/// The user insists on a reduction that would not be sound or has nothing to reduce.
class SymmetryRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Is this search reduced by symmetry? Throws SymmetryRefused.
bool is_reduced_by_symmetry(const scenarios::Scenario& scenario, const Question& question,
                            const CheckSettings& settings);

/// What was reduced, or why it was not although users are interchangeable; nothing where nobody would expect it.
std::optional<reports::Reduction> reduction_by_symmetry(const scenarios::Scenario& scenario,
                                                        const CheckSettings& settings, const SearchResult& found);

}  // namespace doublecheck::cli
