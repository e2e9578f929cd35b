/// A search between two levels, as data that can be kept and taken up again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "checker/counts.hpp"

namespace doublecheck::engine {

/// All but the keys of the levels. Whatever is a key here is its bytes in memory, words in order.
struct Snapshot {
  /// Where the first level is that breaks a claim, or that has a deadlock, and which states those are.
  struct Finding {
    std::uint64_t claim = 0;  ///< its number; the number of claims stands for deadlocks
    std::uint64_t level = 0;
    std::vector<std::byte> keys;

    bool operator==(const Finding&) const = default;
  };

  std::uint64_t words = 1;                       ///< of a key
  std::vector<std::uint64_t> fields;             ///< how keys are laid out; anything that only the writer understands
  std::vector<std::vector<std::string>> locals;  ///< by component: what each number in a key stands for
  checker::Counts counts;
  std::uint64_t claims = 0;
  std::uint64_t deadlocks = 0;
  std::vector<Finding> findings;
  std::vector<std::uint64_t> level_sizes;  ///< states of each level; the last one counts as not expanded

  bool operator==(const Snapshot&) const = default;
};

/// Takes some of the bytes of a level's keys, one piece of any size after the other.
using TakeBytes = std::function<void(std::span<const std::byte>)>;
/// Gives the keys of a level.
using ReadLevel = std::function<void(std::size_t level, const TakeBytes& take)>;

/// Where snapshots are kept. Called by one thread, between two levels.
struct Checkpoints {
  /// A search begins at its beginning: levels that were kept before mean nothing from now on, though they look alike.
  std::function<void()> start_over;
  /// Whether a snapshot is wanted now. One is also made when the search ends early, but for an error.
  std::function<bool()> is_due;
  /// Keeps the snapshot instead of the one before. The levels that were in that one have not changed.
  std::function<void(const Snapshot&, const ReadLevel&)> save;
};

/// No search of the model can go on from the snapshot: why, as half a sentence.
class BadSnapshot : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Snapshots were wanted of a search that has none: why, as half a sentence.
class CannotBeKept : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A search that was kept.
struct Resumption {
  Snapshot snapshot;
  ReadLevel read_level;
};

}  // namespace doublecheck::engine
