#include "cli/searching.hpp"

#include "cli/checkpoint_folder.hpp"
#include "cli/engines.hpp"
#include "cli/fairness.hpp"
#include "cli/forgetting.hpp"
#include "cli/search_identity.hpp"
#include "cli/spill_file.hpp"
#include "cli/symmetry.hpp"

#include <fmt/format.h>

#include <optional>
#include <span>
#include <stdexcept>

namespace doublecheck::cli {
namespace {

/// Lets the search be kept in the folder, and go on from what is kept there.
void keep_in(CheckpointFolder& folder, const engine::SearchShape& shape, const CheckSettings& settings,
             engine::CheckOptions& options) {
  options.search.resumption = folder.load(shape);
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

/// In the folder that the settings name, if they name one.
SearchResult keep_and_check(const scenarios::Scenario& scenario, const Question& question,
                            const CheckSettings& settings, engine::CheckOptions& options) {
  if (!settings.checkpoint) return check_fast(question.protocol, question.claims, options);
  CheckpointFolder folder(*settings.checkpoint,
                          search_identity(scenario, options.uses_symmetry, forgets_irrelevant_history(settings)));
  keep_in(folder, shape_of(question), settings, options);
  try {
    return check_fast(question.protocol, question.claims, options);
  } catch (const engine::BadSnapshot& error) {
    throw CheckpointError(fmt::format("{} cannot be used: {}; give another folder, or empty this one",
                                      folder.search_file().string(), error.what()));
  } catch (const engine::CannotBeKept& error) {
    throw CheckpointError(
        fmt::format("{} cannot be kept in a folder: {}; leave `--checkpoint` out", scenario.name, error.what()));
  }
}

SearchResult explore(const scenarios::Scenario& scenario, const Question& question, const CheckSettings& settings,
                     const checker::ExplorationOptions& exploration, bool is_reduced,
                     std::optional<std::string>* storage_failure) {
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
  SearchResult result = keep_and_check(scenario, question, settings, options);
  if (storage_failure != nullptr) *storage_failure = spill.failure();
  return result;
}

}  // namespace

Question::Question(const scenarios::Scenario& scenario, bool forgets)
    : protocol(scenario.setup, forgets ? std::optional(scenarios::interest_of(scenario)) : std::nullopt,
               promises_of(scenario)) {
  for (const scenarios::AskedProperty& asked : scenario.properties) append_claims(protocol, asked.property, claims);
  append_sightings(protocol, claims);
}

engine::SearchShape shape_of(const Question& question) {
  const std::span<const Claim> claims = question.claims;
  return {.claims = engine::watched_claims<CheckedProtocol::State>(claims),
          .components = question.protocol.component_count(),
          .counters = question.protocol.counters(question.protocol.initial().front()).size()};
}

SearchResult search(const scenarios::Scenario& scenario, const CheckSettings& settings,
                    const checker::ExplorationOptions& exploration, std::optional<std::string>* storage_failure) {
  const Question question(scenario, forgets_irrelevant_history(settings));
  const bool is_reduced = is_reduced_by_symmetry(scenario, question, settings);
  switch (settings.search) {
    case SearchMode::breadth_first:
      if (settings.approximation) return search_approximately(question, settings, exploration);
      return explore(scenario, question, settings, exploration, is_reduced, storage_failure);
    case SearchMode::fewest_faults:
      return explore(scenario, question, settings, exploration, is_reduced, storage_failure);
    case SearchMode::depth_first:
      return search_depth_first(question, exploration);
    case SearchMode::random:
    case SearchMode::swarm:
      return walk(question, settings, exploration);
  }
  throw std::logic_error("unknown search");
}

}  // namespace doublecheck::cli
