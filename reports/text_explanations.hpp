/// Texts that explain a search: what became of each action, and why the space is so large.
#pragma once

#include <string>

#include "reports/results.hpp"
#include "reports/text_style.hpp"

namespace doublecheck::reports {

/// A table of the actions that occurred; below it those that never did, with what they take, and those that the
/// scenario rules out, by the reason. Empty unless that was asked for.
std::string actions_text(const CheckResult& check, const TextStyle& style);

/// Growth by level, machines with their fields, budgets, and what to bound. Empty unless that was asked for.
std::string size_text(const CheckResult& check, const TextStyle& style);

}  // namespace doublecheck::reports
