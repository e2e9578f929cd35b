/// The parts of the page that say of each requirement what covers it, and with what verdict.
#pragma once

#include <string>

#include "reports/results.hpp"

namespace doublecheck::reports {

/// A section over all scenarios of the report; empty if none was checked.
std::string requirements_section(const Report& report);

/// A table for one scenario, which its reader unfolds; empty if it was not checked.
std::string requirements_of_scenario(const ScenarioResult& scenario, const Report& report);

}  // namespace doublecheck::reports
