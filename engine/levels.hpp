/// The states of each level, as keys: what is to be expanded next, and what a counterexample is found in again. They
/// wait in memory or, where that is short, elsewhere.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "checker/assert.hpp"
#include "engine/footprint.hpp"
#include "engine/key.hpp"
#include "engine/spill.hpp"

namespace doublecheck::engine {

/// Some states of a level, and how each was found.
template <unsigned Words>
struct Block {
  std::vector<Key<Words>> keys;
  std::vector<Discovery> discoveries;  ///< one for each key, or none at all

  /// All that is taken for it.
  std::uint64_t bytes() const { return keys.capacity() * sizeof(keys[0]) + discoveries.capacity() * sizeof(Discovery); }

  /// Gives back what has remained empty, where that is worth a copy.
  void trim() {
    if (keys.capacity() > keys.size() + keys.size() / 8) keys.shrink_to_fit();
    if (discoveries.capacity() > discoveries.size() + discoveries.size() / 8) discoveries.shrink_to_fit();
  }
};

/// A block, or where it has gone.
template <unsigned Words>
class StoredBlock {
 public:
  explicit StoredBlock(Block<Words>&& block) : block_(std::move(block)), size_(block_.keys.size()) {
    CHECKER_ASSERT(block_.discoveries.empty() || block_.discoveries.size() == size_);
  }

  std::size_t size() const { return size_; }
  /// In memory.
  std::uint64_t bytes() const { return block_.bytes(); }

  void forget_discoveries() {
    block_.discoveries = {};
    has_discoveries_ = false;
  }

  void spill(const Spill& spill) {
    if (place_) return;
    const std::uint64_t place = spill.append(std::as_bytes(std::span(block_.keys)));
    const bool has_discoveries = !block_.discoveries.empty();
    if (has_discoveries) discoveries_place_ = spill.append(std::as_bytes(std::span(block_.discoveries)));
    place_ = place;  // from here on nothing fails, and before nothing has changed
    has_discoveries_ = has_discoveries;
    block_ = {};
  }

  /// Copies the states begin to begin + size - 1. Discoveries that are not known any more spare nothing. `spill` must
  /// be given if the block has gone there.
  void copy(std::size_t begin, std::size_t size, const Spill* spill, Block<Words>& target) const {
    copy_keys(begin, size, spill, target.keys);
    target.discoveries.assign(size, Discovery());
    if (place_) {
      if (!has_discoveries_) return;
      spill->read(discoveries_place_ + begin * sizeof(Discovery),
                  std::as_writable_bytes(std::span(target.discoveries)));
    } else if (!block_.discoveries.empty()) {
      std::ranges::copy(std::span(block_.discoveries).subspan(begin, size), target.discoveries.begin());
    }
  }

  void copy_keys(std::size_t begin, std::size_t size, const Spill* spill, std::vector<Key<Words>>& target) const {
    CHECKER_ASSERT(begin + size <= size_ && (!place_ || spill != nullptr));
    target.resize(size);
    if (place_) {
      spill->read(*place_ + begin * sizeof(Key<Words>), std::as_writable_bytes(std::span(target)));
    } else {
      std::ranges::copy(std::span(block_.keys).subspan(begin, size), target.begin());
    }
  }

 private:
  Block<Words> block_;
  std::size_t size_;
  std::optional<std::uint64_t> place_;
  std::uint64_t discoveries_place_ = 0;
  bool has_discoveries_ = false;  // where it has gone
};

/// States in blocks of any length. Their order says nothing.
template <unsigned Words>
class Level {
 public:
  /// About so many keys should be in a block: with a batch of insertions more, just as many as fill 64 KiB. One more
  /// would take a quarter as much again of an allocator whose sizes are in such steps.
  static constexpr std::size_t kBlockSize = 8192 - 128;

  std::uint64_t size() const { return size_; }
  const std::vector<StoredBlock<Words>>& blocks() const { return blocks_; }

  void add(StoredBlock<Words>&& block) {
    if (block.size() == 0) return;
    size_ += block.size();
    blocks_.push_back(std::move(block));
  }

  void forget_discoveries() {
    for (StoredBlock<Words>& block : blocks_) block.forget_discoveries();
  }

  void spill(const Spill& spill) {
    for (StoredBlock<Words>& block : blocks_) block.spill(spill);
  }

  /// In memory.
  std::uint64_t bytes() const {
    std::uint64_t bytes = 0;
    for (const StoredBlock<Words>& block : blocks_) bytes += block.bytes();
    return bytes;
  }

  /// Calls `visit` with the keys of each block. `spill` must be given if anything has gone there.
  template <class Visit>
  void for_each_piece(const Spill* spill, Visit visit) const {
    std::vector<Key<Words>> keys;
    std::uint64_t visited = 0;
    for (const StoredBlock<Words>& block : blocks_) {
      block.copy_keys(0, block.size(), spill, keys);
      visited += keys.size();
      visit(keys);
    }
    CHECKER_ASSERT(visited == size_);
  }

  template <class Visit>
  void for_each(const Spill* spill, Visit visit) const {
    for_each_piece(spill, [&](const std::vector<Key<Words>>& keys) { std::ranges::for_each(keys, visit); });
  }

 private:
  std::vector<StoredBlock<Words>> blocks_;
  std::uint64_t size_ = 0;
};

/// Hands out the states of a level, each once. Any number of threads may ask.
template <unsigned Words>
class Pieces {
 public:
  static constexpr std::size_t kPieceSize = 512;  ///< keys in a piece, but for the last one of a block

  /// Both are kept by reference.
  Pieces(const Level<Words>& level, const Spill* spill) : level_(level), spill_(spill) {
    firsts_.reserve(level.blocks().size());
    for (const StoredBlock<Words>& block : level.blocks()) {
      firsts_.push_back(count_);
      count_ += (block.size() + kPieceSize - 1) / kPieceSize;
    }
  }

  /// Copies the next states, so that the level may go elsewhere meanwhile. Returns false when there is nothing left.
  bool next(Block<Words>& piece) {
    const std::size_t number = next_.fetch_add(1, std::memory_order_relaxed);
    if (number >= count_) return false;
    const auto first = std::prev(std::ranges::upper_bound(firsts_, number));
    const StoredBlock<Words>& block = level_.blocks()[static_cast<std::size_t>(first - firsts_.begin())];
    const std::size_t begin = (number - *first) * kPieceSize;
    block.copy(begin, std::min(kPieceSize, block.size() - begin), spill_, piece);
    return true;
  }

 private:
  const Level<Words>& level_;
  const Spill* spill_;
  std::vector<std::size_t> firsts_;  // by block: the number of its first piece
  std::size_t count_ = 0;            // of all pieces
  std::atomic<std::size_t> next_{0};
};

}  // namespace doublecheck::engine
