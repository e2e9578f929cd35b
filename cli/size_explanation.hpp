/// Why a space is so large: the census of its states in the terms of the scenario, and what would make it smaller.
#pragma once

#include "checker/census.hpp"
#include "model/setup.hpp"
#include "reports/results.hpp"

namespace doublecheck::cli {

/// REQUIRES: the census is one of this setup as CheckedProtocol.
reports::SpaceSize explain_size(const model::Setup& setup, const checker::Census& census);

}  // namespace doublecheck::cli
