#include "cli/searching.hpp"

#include "cli/checkpoint_folder.hpp"
#include "cli/engines.hpp"
#include "cli/fairness.hpp"
#include "cli/forgetting.hpp"
#include "cli/search_identity.hpp"
#include "cli/spill_file.hpp"
#include "cli/symmetry.hpp"

#include <optional>
#include <stdexcept>

namespace doublecheck::cli {
namespace {

/// Lets the search be kept in the folder, and go on from what is kept there.
void keep_in(CheckpointFolder& folder, const CheckSettings& settings, engine::CheckOptions& options) {
  options.search.resumption = folder.load();
  const auto& elapsed_seconds = options.search.exploration.elapsed_seconds;
  options.search.checkpoints = engine::Checkpoints{
      .start_over = [&folder] { folder.start_over(); },
      .is_due =
          [elapsed_seconds, interval = settings.checkpoint_seconds, last = elapsed_seconds()]() mutable {
            if (elapsed_seconds() - last < interval) return false;
            last = elapsed_seconds();
            return true;
          },
      .save = [&folder](const engine::Snapshot& snapshot,
                        const engine::ReadLevel& read_level) { folder.save(snapshot, read_level); }};
}

SearchResult explore(const scenarios::Scenario& scenario, const Question& question, const CheckSettings& settings,
                     const checker::ExplorationOptions& exploration, bool is_reduced) {
  if (settings.engine == Engine::plain) {
    return check_plainly(question.protocol, question.claims, exploration);
  }
  engine::CheckOptions options;
  options.search.exploration = exploration;
  options.search.jobs = settings.jobs;
  options.uses_symmetry = is_reduced;
  options.counts_labels = settings.counts_actions;
  if (settings.explains_size) options.census.emplace();
  SpillFile spill;
  options.search.spill = spill.spill();
  std::optional<CheckpointFolder> folder;
  if (settings.checkpoint) {
    keep_in(folder.emplace(*settings.checkpoint,
                           search_identity(scenario, is_reduced, forgets_irrelevant_history(settings))),
            settings, options);
  }
  return check_fast(question.protocol, question.claims, options);
}

}  // namespace

Question::Question(const scenarios::Scenario& scenario, bool forgets)
    : protocol(scenario.setup, forgets ? std::optional(scenarios::interest_of(scenario)) : std::nullopt,
               promises_of(scenario)) {
  for (const scenarios::AskedProperty& asked : scenario.properties) append_claims(protocol, asked.property, claims);
}

SearchResult search(const scenarios::Scenario& scenario, const CheckSettings& settings,
                    const checker::ExplorationOptions& exploration) {
  const Question question(scenario, forgets_irrelevant_history(settings));
  const bool is_reduced = is_reduced_by_symmetry(scenario, question, settings);
  switch (settings.search) {
    case SearchMode::breadth_first:
      if (settings.approximation) return search_approximately(question, settings, exploration);
      return explore(scenario, question, settings, exploration, is_reduced);
    case SearchMode::fewest_faults:
      return explore(scenario, question, settings, exploration, is_reduced);
    case SearchMode::depth_first:
      return search_depth_first(question, exploration);
    case SearchMode::random:
    case SearchMode::swarm:
      return walk(question, settings, exploration);
  }
  throw std::logic_error("unknown search");
}

}  // namespace doublecheck::cli
