/// Results of populations as JSON objects, and as comma-separated values.
#pragma once

#include <string>

#include "reports/json_parts.hpp"
#include "reports/population_result.hpp"

namespace doublecheck::reports {

/// As docs/json.md describes it.
Json population_json(const PopulationResult& population);

}  // namespace doublecheck::reports
