/// Limits: what a crowd may ask for that this driver cannot do, and what it does in a simpler way than the world.
#pragma once

#include "population/crowd.hpp"

#include <optional>
#include <string>
#include <vector>

namespace doublecheck::population {

/// A sentence without a full stop, if the crowd cannot be simulated as it stands.
std::optional<std::string> why_not(const Crowd& crowd);

/// What is left out, in sentences without full stops.
std::vector<std::string> simplifications(const Crowd& crowd);

}  // namespace doublecheck::population
