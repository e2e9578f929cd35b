/// The states of each level, as keys: what is to be expanded next, and what a counterexample is found in again.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/entry.hpp"

namespace doublecheck::engine {

/// Keys in blocks, each filled by one thread. Their order says nothing.
template <unsigned Words>
class Level {
 public:
  static constexpr std::size_t kBlockSize = 8192;

  std::uint64_t size() const { return size_; }
  const std::vector<std::vector<Entry<Words>>>& blocks() const { return blocks_; }

  void add_block(std::vector<Entry<Words>>&& block) {
    if (block.empty()) return;
    size_ += block.size();
    blocks_.push_back(std::move(block));
  }

  template <class Visit>
  void for_each(Visit visit) const {
    for (const auto& block : blocks_) {
      for (const Entry<Words>& key : block) visit(key);
    }
  }

 private:
  std::vector<std::vector<Entry<Words>>> blocks_;
  std::uint64_t size_ = 0;
};

/// Hands out the keys of a level in pieces. Any number of threads may ask.
template <unsigned Words>
class Pieces {
 public:
  explicit Pieces(const Level<Words>& level) : level_(level) {}

  /// Empty when there is nothing left.
  std::span<const Entry<Words>> next() {
    while (true) {
      const std::size_t piece = next_.fetch_add(1, std::memory_order_relaxed);
      const std::size_t block = piece / kPiecesInBlock;
      if (block >= level_.blocks().size()) return {};
      const std::span<const Entry<Words>> keys = level_.blocks()[block];
      const std::size_t begin = piece % kPiecesInBlock * kPieceSize;
      if (begin < keys.size()) return keys.subspan(begin, std::min(kPieceSize, keys.size() - begin));
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
