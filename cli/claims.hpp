/// The claims of properties as the checker wants them, and as reports do.
#pragma once

#include "checker/property.hpp"
#include "cli/checked_protocol.hpp"
#include "properties/property.hpp"
#include "reports/results.hpp"
#include "scenarios/scenario.hpp"

#include <vector>

namespace doublecheck::cli {

using Claim = checker::Property<model::World>;

/// Appends the claims of the property: a single one if it is of safety, else one for each instance. `protocol` gets the
/// predicates of their formulas.
void append_claims(CheckedProtocol& protocol, const properties::Property& property, std::vector<Claim>& claims);

/// What reports say of the property before it is judged.
reports::PropertyResult unjudged(const scenarios::AskedProperty& asked);

}  // namespace doublecheck::cli
