/// Parts of the page about a simulation that compare: platforms, retention, and the schedule with what came of it.
#pragma once

#include <string>

#include "reports/results.hpp"

namespace doublecheck::reports {

// Each is a heading with a table, and empty if there is nothing to show.
std::string openings_markup(const SimulationResult& simulation);
std::string held_markup(const SimulationResult& simulation);
std::string schedule_markup(const SimulationResult& simulation);

}  // namespace doublecheck::reports
