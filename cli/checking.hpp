/// Checking: one scenario explored by the checker, and the answers in the terms of reports.
#pragma once

#include "checker/counts.hpp"
#include "checker/limits.hpp"
#include "cli/arguments.hpp"
#include "model/action.hpp"
#include "reports/results.hpp"
#include "scenarios/scenario.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace doublecheck::cli {

/// A violated property as a sequence of actions. `cycle_start` as in reports::Counterexample.
struct FoundPath {
  std::string property;  // its name
  std::string instance;
  std::vector<model::Action> actions;
  std::optional<std::size_t> cycle_start;
};

struct Checked {
  reports::CheckResult result;
  std::vector<FoundPath> paths;  // one for each violated property, in the order of the result
};

struct CheckSettings {
  checker::Limits limits;
  Engine engine = Engine::fast;
  SearchMode search = SearchMode::breadth_first;
  Symmetry symmetry = Symmetry::off;
  History history = History::full;
  std::optional<Approximation> approximation;  // only with the fast engine, breadth first, and without a checkpoint
  std::uint64_t seed = 1;                      // of random walks and swarms
  std::uint64_t walks = 10'000;
  std::uint64_t walk_length = 1'000;
  unsigned jobs = 1;                                // threads
  std::optional<std::filesystem::path> checkpoint;  // the folder in which the search is kept
  double checkpoint_seconds = 60;                   // between two checkpoints
  bool counts_actions = false;                      // even where that costs a second walk over all states
  bool explains_size = false;
  std::function<bool()> is_interrupted;
  /// What was found so far, and how many seconds that took.
  std::function<void(const checker::Counts&, double seconds)> on_progress;
};

Checked check_scenario(const scenarios::Scenario& scenario, const CheckSettings& settings);

/// Who takes part, how much is sent and what may go wrong, as the first half of a scope sentence.
std::string scope_of(const model::Setup& setup);

}  // namespace doublecheck::cli
