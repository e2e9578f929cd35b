/// What simulations of a population showed, as tables for a terminal.
#pragma once

#include <string>

#include "reports/population_result.hpp"
#include "reports/text_style.hpp"

namespace doublecheck::reports {

/// Everything between the title and the verdict.
std::string population_text(const PopulationResult& population, const TextStyle& style);

/// The few lines that `gate` tells of it.
std::string population_gate_text(const PopulationResult& population, const TextStyle& style);

}  // namespace doublecheck::reports
