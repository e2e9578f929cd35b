/// What a simulated population is, as a short text: equal ones have equal outcomes.
#pragma once

#include "population/crowd.hpp"

#include <string>

namespace doublecheck::cli {

/// A digest of the version of the program and of everything in the crowd, but for what only is looked at more closely:
/// traced messages.
std::string crowd_identity(const population::Crowd& crowd);

}  // namespace doublecheck::cli
