/// The parts of the page about all scenarios together.
#pragma once

#include <string>

#include "reports/results.hpp"

namespace doublecheck::reports {

/// What the whole report says in one line of words, without markup: "3 of 4 scenarios as expected".
std::string report_headline(const Report& report);

/// A table of the scenarios with links to their sections; empty for one scenario.
std::string scenario_index(const Report& report);

}  // namespace doublecheck::reports
