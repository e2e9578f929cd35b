#include "cli/forgetting.hpp"

namespace doublecheck::cli {
namespace {

bool is_asked_for(const CheckSettings& settings) {
  return settings.history == History::automatic && !settings.explains_size && !settings.counts_actions;
}

}  // namespace

bool forgets_irrelevant_history(const scenarios::Scenario& scenario, const CheckSettings& settings) {
  return is_asked_for(settings) && scenario.own_properties.empty();
}

std::optional<reports::Reduction> reduction_by_forgetting(const scenarios::Scenario& scenario,
                                                          const CheckSettings& settings) {
  if (!is_asked_for(settings)) return std::nullopt;
  if (!forgets_irrelevant_history(scenario, settings)) {
    return reports::Reduction{
        .name = "irrelevant history",
        .in_force = false,
        .sentence = "Not reduced by irrelevant history: the scenario's own properties may see it"};
  }
  return reports::Reduction{
      .name = "irrelevant history",
      .in_force = true,
      .sentence = "Reduced by irrelevant history: what nothing asked for depends on tells no two states apart"};
}

}  // namespace doublecheck::cli
