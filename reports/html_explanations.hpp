/// Sections of the page that explain a search: what became of each action, and why the space is so large.
#pragma once

#include <string>
#include <string_view>

#include "reports/results.hpp"

namespace doublecheck::reports {

/// Empty if the actions were not counted.
std::string actions_markup(const CheckResult& check);

/// The growth by level as a chart if the levels are known; machines, budgets and advice if that was asked for. `id`
/// must be unique in the page and need no escaping.
std::string size_markup(const CheckResult& check, std::string_view id);

}  // namespace doublecheck::reports
