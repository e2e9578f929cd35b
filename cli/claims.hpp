/// The claims of properties as the checker wants them, and as reports do.
#pragma once

#include "checker/property.hpp"
#include "cli/checked_protocol.hpp"
#include "properties/property.hpp"
#include "reports/results.hpp"
#include "scenarios/scenario.hpp"

#include <string>
#include <vector>

namespace doublecheck::cli {

using Claim = checker::Property<model::World>;

/// Appends the claims of the property: a single one if it is of safety, else one for each instance. `protocol` gets the
/// predicates of their formulas.
void append_claims(CheckedProtocol& protocol, const properties::Property& property, std::vector<Claim>& claims);

/// Appends a claim for each message of the workload. It always holds; what it is there for is its premise, that the
/// message has been composed: where that never is, the claim is vacuous.
void append_sightings(CheckedProtocol& protocol, std::vector<Claim>& claims);

/// The id of this claim. No property can have such a name.
std::string sighting_of(const model::Setup& setup, const model::Message& message);

/// What reports say of the property before it is judged.
reports::PropertyResult unjudged(const scenarios::AskedProperty& asked);

}  // namespace doublecheck::cli
