/// The part of the page about a simulated population.
#pragma once

#include <string>
#include <string_view>

#include "reports/population_result.hpp"

namespace doublecheck::reports {

/// From the heading on. `id` must be unique in the page and need no escaping.
std::string population_markup(const PopulationResult& population, std::string_view id);

}  // namespace doublecheck::reports
