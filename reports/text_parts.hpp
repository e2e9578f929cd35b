/// Parts that the texts of several commands share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/results.hpp"
#include "reports/text_style.hpp"
#include "reports/text_table.hpp"

namespace doublecheck::reports {

std::string_view verdict_sign(Verdict verdict, const TextStyle& style);
Ink verdict_ink(Verdict verdict);

/// Sign and name of the scenario, then its title, on one line.
std::string title_line(const ScenarioResult& scenario, std::string_view sign, Ink ink, const TextStyle& style);

/// Wrapped to the width, `indent` blanks before each line; empty for empty text.
std::string paragraph(std::string_view text, std::size_t indent, const TextStyle& style, Ink ink = Ink::plain);

/// Rows of the percentiles of each distribution, with a heading. `with_ranges`: below each the 95 % intervals, where
/// there are some.
std::string percentile_table(const std::vector<Distribution>& distributions, std::size_t indent, const TextStyle& style,
                             bool with_ranges = false);

/// The property's statement and the diagram of its counterexample; empty without one. `when` goes behind "How ORDER
/// fails" in the heading.
std::string violation_text(const PropertyResult& property, const TextStyle& style, std::string_view when = "");

/// A line for each scenario: a sign that tells whether it went as expected, its name, verdict, states and outcome.
std::string scenario_table(const Report& report, const TextStyle& style);

}  // namespace doublecheck::reports
