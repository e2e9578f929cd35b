/// Invariants of the world that no property speaks of: what the fields of a state say of each other.
#pragma once

#include "model/world.hpp"

#include <string>
#include <vector>

namespace doublecheck::model::fixtures {

/// The invariants that this world breaks, each as "whose: what should hold".
std::vector<std::string> broken_invariants(const World& world, const Setup& setup);

}  // namespace doublecheck::model::fixtures
