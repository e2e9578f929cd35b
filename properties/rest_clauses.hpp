/// What is said of a system that does not come to rest: what remains.
#pragma once

#include "model/world.hpp"
#include "properties/clauses.hpp"

#include <span>

namespace doublecheck::properties {

/// Of a run that goes round these worlds, or stays in the only one. REQUIRES: there is a world, and in one something is
/// queued or in flight.
Clauses rest_clauses(const model::Setup& setup, std::span<const model::World> cycle);

}  // namespace doublecheck::properties
