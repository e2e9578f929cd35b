/// Followed formulas: what somebody asks of a path in the language of properties, read and evaluated along it.
#pragma once

#include "model/setup.hpp"
#include "properties/claims.hpp"
#include "properties/course.hpp"
#include "reports/replay.hpp"
#include "scenarios/diagnostic.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace doublecheck::cli {

/// What the formula says of the setup, or what is wrong with it. `source` is what diagnostics call the place where the
/// formula stands, for example "--formula".
std::variant<std::vector<properties::Claim>, std::vector<scenarios::Diagnostic>> read_claims(std::string_view text,
                                                                                             const model::Setup& setup,
                                                                                             const std::string& source);

/// The claims at the first `states` worlds of the run. REQUIRES: the run has so many.
reports::FollowedFormula follow(const std::string& text, const std::vector<properties::Claim>& claims,
                                const properties::EndlessRun& run, std::size_t states);

}  // namespace doublecheck::cli
