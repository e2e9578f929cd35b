// The approximate search, compiled by itself: it takes long.

#include "cli/searching.hpp"
#include "cli/spill_file.hpp"
#include "engine/check_approximately.hpp"

#include <stdexcept>

namespace doublecheck::cli {
namespace {

engine::Approximation in_engine(Approximation approximation) {
  switch (approximation) {
    case Approximation::bitstate:
      return engine::Approximation::bitstate;
    case Approximation::compact:
      return engine::Approximation::compact;
  }
  throw std::logic_error("unknown approximation");
}

}  // namespace

SearchResult search_approximately(const Question& question, const CheckSettings& settings,
                                  const checker::ExplorationOptions& exploration) {
  engine::ApproximateOptions options;
  options.approximation = in_engine(settings.approximation.value());
  options.search.exploration = exploration;
  options.search.jobs = settings.jobs;
  SpillFile spill;
  options.search.spill = spill.spill();
  return engine::check_approximately<CheckedProtocol>(question.protocol, question.claims, options);
}

}  // namespace doublecheck::cli
