/// What is said of a message that nobody keeps safe: where it still is, and where it is not.
#pragma once

#include "model/world.hpp"
#include "properties/clauses.hpp"

namespace doublecheck::properties {

/// REQUIRES: the world breaks CUSTODY for this device and message.
Clauses custody_clauses(const model::Setup& setup, const model::World& world, model::ClientId device,
                        const model::Message& message);

}  // namespace doublecheck::properties
