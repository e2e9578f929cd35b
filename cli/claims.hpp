/// The claims of the model's properties, as the checker wants them.
#pragma once

#include "checker/property.hpp"
#include "cli/checked_protocol.hpp"
#include "model/properties.hpp"
#include "scenarios/scenario.hpp"

#include <vector>

namespace doublecheck::cli {

using Claim = checker::Property<model::World>;

/// Appends the claims of one property: one for safety and for QUIET, one for each message otherwise. `protocol` gets
/// the predicates of their formulas.
void append_claims(CheckedProtocol& protocol, model::PropertyId id, std::vector<Claim>& claims);

/// The same for a property that the scenario states itself: a single claim if it is of safety, else one for each
/// instance.
void append_claims(CheckedProtocol& protocol, const scenarios::OwnProperty& property, std::vector<Claim>& claims);

/// Does the property say no more than that something is true in every state?
bool is_safety(const scenarios::OwnProperty& property);

}  // namespace doublecheck::cli
