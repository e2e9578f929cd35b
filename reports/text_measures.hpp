/// Parts of the text of a simulation that compare: platforms, retention, and the schedule with what came of it.
#pragma once

#include <string>

#include "reports/results.hpp"
#include "reports/text_style.hpp"

namespace doublecheck::reports {

// Tables with their headings. Empty if there is nothing to show.
std::string openings_text(const SimulationResult& simulation, const TextStyle& style);
std::string held_text(const SimulationResult& simulation, const TextStyle& style);
std::string schedule_text(const SimulationResult& simulation, const TextStyle& style);

/// A paragraph for each scheduled fault that never struck: the scenario does not test what it says.
std::string schedule_findings(const SimulationResult& simulation, std::size_t indent, const TextStyle& style);

}  // namespace doublecheck::reports
