/// The section of the page about one scenario.
#pragma once

#include <string>
#include <string_view>

#include "reports/results.hpp"

namespace doublecheck::reports {

/// Verdict strip, properties, counterexamples, simulation. `id` must be unique in the page and need no escaping.
std::string scenario_section(const ScenarioResult& scenario, const Report& report, std::string_view id);

}  // namespace doublecheck::reports
