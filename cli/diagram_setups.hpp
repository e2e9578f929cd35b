/// The setups from which state diagrams are drawn: small, fixed, and together enough to show every arrow that the
/// protocol has.
#pragma once

#include "model/setup.hpp"

#include <vector>

namespace doublecheck::cli {

std::vector<model::Setup> diagram_setups();

}  // namespace doublecheck::cli
