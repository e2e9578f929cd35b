#include "cli/searching.hpp"
#include "engine/depth_first.hpp"
#include "engine/random_walks.hpp"

namespace doublecheck::cli {

SearchResult search_depth_first(const Question& question, const checker::ExplorationOptions& exploration) {
  engine::DepthFirstOptions options;
  options.exploration = exploration;
  return engine::check_depth_first<CheckedProtocol>(question.protocol, question.claims, options);
}

SearchResult walk(const Question& question, const CheckSettings& settings,
                  const checker::ExplorationOptions& exploration) {
  engine::WalkOptions options;
  options.seed = settings.seed;
  options.walks = settings.walks;
  options.length_max = settings.walk_length;
  if (settings.search == SearchMode::swarm) options.swarm.emplace();
  options.jobs = settings.jobs;
  options.exploration = exploration;
  return engine::walk_randomly<CheckedProtocol>(question.protocol, question.claims, options).result;
}

}  // namespace doublecheck::cli
