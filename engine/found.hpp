/// What a search leaves behind.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "checker/counts.hpp"
#include "checker/limits.hpp"
#include "checker/omissions.hpp"
#include "engine/key.hpp"
#include "engine/levels.hpp"
#include "engine/space.hpp"

namespace doublecheck::engine {

/// States of one level that break an invariant, or that are deadlocks.
template <unsigned Words>
struct Findings {
  std::uint64_t level = 0;
  std::vector<Key<Words>> keys;
};

template <Space S>
struct Found {
  static constexpr unsigned kWords = S::kWords;

  checker::StopReason stop = checker::StopReason::complete;
  checker::Counts counts;
  std::vector<Level<kWords>> levels;  ///< those that are complete
  std::uint64_t expanded_levels = 0;  ///< of them, those whose states have all been expanded: all or all but the last
  /// Whether the set of visited states has all states of the levels. It has not where memory was too short to take up a
  /// search that was kept.
  bool is_visited_whole = true;
  std::vector<std::optional<Findings<kWords>>> broken;  ///< of each watched claim: where it is broken first
  std::optional<Findings<kWords>> deadlocked;           ///< the first level with a deadlock
  std::uint64_t deadlocks = 0;                          ///< on all levels expanded
  std::optional<checker::Omissions> omissions;          ///< of an approximate search
};

}  // namespace doublecheck::engine
