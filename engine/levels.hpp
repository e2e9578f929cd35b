/// The states of each level, as keys: what is to be expanded next, and what a counterexample is found in again.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/footprint.hpp"
#include "engine/key.hpp"

namespace doublecheck::engine {

/// Some states of a level, and how each was found.
template <unsigned Words>
struct Block {
  std::vector<Key<Words>> keys;
  std::vector<Discovery> discoveries;  ///< one for each key, until the level is expanded
};

/// States in blocks, each filled by one thread. Their order says nothing.
template <unsigned Words>
class Level {
 public:
  static constexpr std::size_t kBlockSize = 8192;

  std::uint64_t size() const { return size_; }
  const std::vector<Block<Words>>& blocks() const { return blocks_; }

  void add(Block<Words>&& block) {
    if (block.keys.empty()) return;
    size_ += block.keys.size();
    blocks_.push_back(std::move(block));
  }

  void forget_discoveries() {
    for (Block<Words>& block : blocks_) block.discoveries = {};
  }

  template <class Visit>
  void for_each(Visit visit) const {
    for (const Block<Words>& block : blocks_) {
      for (const Key<Words>& key : block.keys) visit(key);
    }
  }

 private:
  std::vector<Block<Words>> blocks_;
  std::uint64_t size_ = 0;
};

/// A part of a block.
template <unsigned Words>
struct Piece {
  std::span<const Key<Words>> keys;
  std::span<const Discovery> discoveries;
};

/// Hands out the states of a level. Any number of threads may ask.
template <unsigned Words>
class Pieces {
 public:
  explicit Pieces(const Level<Words>& level) : level_(level) {}

  /// Empty when there is nothing left.
  Piece<Words> next() {
    while (true) {
      const std::size_t piece = next_.fetch_add(1, std::memory_order_relaxed);
      const std::size_t block = piece / kPiecesInBlock;
      if (block >= level_.blocks().size()) return {};
      const std::span keys = std::span(level_.blocks()[block].keys);
      const std::span discoveries = std::span(level_.blocks()[block].discoveries);
      const std::size_t begin = piece % kPiecesInBlock * kPieceSize;
      if (begin >= keys.size()) continue;
      const std::size_t size = std::min(kPieceSize, keys.size() - begin);
      return {keys.subspan(begin, size), discoveries.subspan(begin, size)};
    }
  }

 private:
  static constexpr std::size_t kPieceSize = 512;
  // A block may be longer by one batch of insertions.
  static constexpr std::size_t kPiecesInBlock = Level<Words>::kBlockSize / kPieceSize + 1;

  const Level<Words>& level_;
  std::atomic<std::size_t> next_{0};
};

}  // namespace doublecheck::engine
