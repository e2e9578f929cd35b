#include "cli/warnings.hpp"

#include "checker/vacuity.hpp"
#include "cli/action_labels.hpp"
#include "model/budgets.hpp"
#include "properties/tautology.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doublecheck::cli {
namespace {

/// Does the property say nothing where nothing ever happens?
bool speaks_of_events(const properties::Property& property) {
  if (property.stated_premise) return true;
  if (properties::is_safety(property)) return properties::premise_of(property).has_value();
  return std::ranges::all_of(property.claims, [](const properties::Claim& claim) {
    return checker::holds_vacuously(claim.formula, std::vector<bool>(claim.propositions.size(), false));
  });
}

bool is_vacuous(std::span<const reports::PropertyResult> results, const std::string& property) {
  const auto result = std::ranges::find(results, property, &reports::PropertyResult::id);
  return result != results.end() && result->vacuous;
}

/// Do all properties that speak of events wait for them in vain?
bool is_dead(const scenarios::Scenario& scenario, std::span<const reports::PropertyResult> results) {
  bool is_any_judged = false;
  for (const scenarios::AskedProperty& asked : scenario.properties) {
    if (!speaks_of_events(asked.property)) continue;
    if (!is_vacuous(results, asked.property.name)) return false;
    is_any_judged = true;
  }
  return is_any_judged;
}

/// Does nothing ever spend the budget?
bool is_idle(model::Budget budget, std::span<const checker::LabelCounts> counts) {
  const std::span<const ActionLabel> labels = action_labels();
  for (std::size_t i = 0; i < labels.size() && i < counts.size(); ++i) {
    if (model::cost_of(example_of(labels[i])) == budget && counts[i].fired > 0) return false;
  }
  return true;
}

}  // namespace

std::vector<std::string> warnings_about_properties(const scenarios::Scenario& scenario) {
  std::vector<std::string> warnings;
  for (const scenarios::AskedProperty& asked : scenario.properties) {
    if (!asked.is_own || !properties::is_tautology(asked.property.formula, scenario.setup)) continue;
    warnings.push_back(fmt::format(
        "{} says nothing: for reasons of logic alone it is true of every run, whatever happens", asked.property.name));
  }
  return warnings;
}

std::vector<std::string> warnings_about(const scenarios::Scenario& scenario,
                                        std::span<const reports::PropertyResult> properties,
                                        std::span<const checker::LabelCounts> counts) {
  std::vector<std::string> warnings;
  if (is_dead(scenario, properties)) {
    warnings.emplace_back("This scenario proves nothing: what its properties speak of never happens in it");
  }
  if (counts.empty()) return warnings;
  for (const model::BudgetInfo& info : model::budget_catalogue()) {
    if (scenario.setup.budgets[info.budget] == 0 || !is_idle(info.budget, counts)) continue;
    warnings.push_back(fmt::format("`budgets.{}` allows {}, and none can ever happen", info.key, info.plural));
  }
  return warnings;
}

}  // namespace doublecheck::cli
