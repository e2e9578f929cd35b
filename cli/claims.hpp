/// The claims of the model's properties, as the checker wants them.
#pragma once

#include "checker/property.hpp"
#include "cli/checked_protocol.hpp"
#include "model/properties.hpp"

#include <vector>

namespace doublecheck::cli {

using Claim = checker::Property<model::World>;

/// Appends the claims of one property: one for safety and for QUIET, one for each message otherwise. `protocol` gets
/// the predicates of their formulas.
void append_claims(CheckedProtocol& protocol, model::PropertyId id, std::vector<Claim>& claims);

}  // namespace doublecheck::cli
