#include "cli/forgetting.hpp"

namespace doublecheck::cli {

bool forgets_irrelevant_history(const CheckSettings& settings) {
  return settings.history == History::automatic && !settings.explains_size && !settings.counts_actions;
}

std::optional<reports::Reduction> reduction_by_forgetting(const CheckSettings& settings) {
  if (!forgets_irrelevant_history(settings)) return std::nullopt;
  return reports::Reduction{
      .name = "irrelevant history",
      .in_force = true,
      .sentence =
          "Reduced by irrelevant history: states that differ only in what nothing asked for depends on count once"};
}

}  // namespace doublecheck::cli
