/// What simulations of a population showed, as tables for a terminal.
#pragma once

#include <string>
#include <string_view>

#include "reports/population_result.hpp"
#include "reports/text_style.hpp"

namespace doublecheck::reports {

/// Everything between the title and the verdict.
std::string population_text(const PopulationResult& population, const TextStyle& style);

/// The few lines that `gate` tells of it.
std::string population_gate_text(const PopulationResult& population, const TextStyle& style);

/// "1.2 s ± 30 ms"; the value alone without an interval. `unit` as PopulationFigure::unit.
std::string estimated_text(const Estimated& estimated, std::string_view unit);

}  // namespace doublecheck::reports
