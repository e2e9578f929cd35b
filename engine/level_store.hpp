/// The levels of a search: those that are complete, and the one that is being found. All threads put keys into that
/// one; what no longer fits into memory goes to where there is room.
///
/// Its law: what was put into a level is what the level holds, each key once with how it was found, wherever it lies.
/// Tested by level_store_test.cpp.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

#include "checker/assert.hpp"
#include "engine/levels.hpp"

namespace doublecheck::engine {

template <unsigned Words>
class LevelStore {
 public:
  /// `spill`: where keys may go, or nullptr; is kept.
  explicit LevelStore(const Spill* spill) : spill_(spill) {}

  const Spill* spill() const { return spill_; }

  /// Those that are complete.
  const std::vector<Level<Words>>& levels() const { return levels_; }
  const Level<Words>& last() const { return levels_.back(); }

  /// All keys that wait in memory, in bytes. Any number of threads may ask.
  std::uint64_t bytes() const { return bytes_.load(std::memory_order_relaxed); }

  /// Adds to the level that is being found. Any number of threads may call it at a time; throws SpillError. Where
  /// `goes_elsewhere`, the keys do not stay in memory if there is another place.
  void put(Block<Words>&& block, bool goes_elsewhere) {
    block.trim();
    StoredBlock<Words> stored(std::move(block));
    if (goes_elsewhere && spill_ != nullptr) stored.spill(*spill_);
    const std::scoped_lock lock(mutex_);
    bytes_ += stored.bytes();
    put_ += stored.size();
    growing_.add(std::move(stored));
  }

  // What follows is for one thread that is alone.

  /// The level that was being found is complete; it may be an empty one. Returns its size.
  std::uint64_t finish_level() {
    CHECKER_ASSERT(growing_.size() == put_);
    put_ = 0;
    levels_.push_back(std::exchange(growing_, {}));
    return levels_.back().size();
  }

  /// How the states of the last level were found is not asked any more.
  void forget_discoveries() {
    const std::uint64_t before = levels_.back().bytes();
    levels_.back().forget_discoveries();
    bytes_ -= before - levels_.back().bytes();
  }

  /// REQUIRES: the last level is empty.
  void drop_empty_level() {
    CHECKER_ASSERT(!levels_.empty() && levels_.back().size() == 0);
    levels_.pop_back();
  }

  /// Everything goes elsewhere. Returns false where there is no such place; throws SpillError.
  bool spill_all() {
    if (spill_ == nullptr) return false;
    for (Level<Words>& level : levels_) level.spill(*spill_);
    growing_.spill(*spill_);
    bytes_ = 0;
    return true;
  }

  /// All levels that are complete. REQUIRES: is called once, at the end.
  std::vector<Level<Words>> take() { return std::move(levels_); }

 private:
  const Spill* spill_;
  std::vector<Level<Words>> levels_;
  std::mutex mutex_;  // for what follows, while several threads add
  Level<Words> growing_;
  std::uint64_t put_ = 0;
  std::atomic<std::uint64_t> bytes_{0};
};

}  // namespace doublecheck::engine
