/// A pool: many small objects with 32-bit names, which several threads may take and return without waiting for each
/// other.
#pragma once

#include "model/assert.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace doublecheck::population {

/// Objects stand in chunks that never move. Their names depend on the order of work, so nothing may depend on them.
template <class T>
class Pool {
 public:
  /// Of large objects there are few: a chunk of them takes no more than some of the small ones.
  static constexpr std::size_t kChunkBytesMax = std::size_t{1} << 18U;
  static constexpr unsigned kChunkBits =
      std::min(12U, static_cast<unsigned>(std::bit_width(kChunkBytesMax / sizeof(T))) - 1);
  static constexpr std::uint32_t kChunk = 1U << kChunkBits;

  Pool() : chunks_(kChunksMax) {}
  ~Pool() {
    for (auto& chunk : chunks_) delete[] chunk.load();
  }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  T& operator[](std::uint32_t name) {
    return chunks_[name >> kChunkBits].load(std::memory_order_acquire)[name % kChunk];
  }
  const T& operator[](std::uint32_t name) const {
    return chunks_[name >> kChunkBits].load(std::memory_order_acquire)[name % kChunk];
  }

  std::uint64_t bytes() const {
    return std::uint64_t{used_.load(std::memory_order_relaxed)} * kChunk * sizeof(T) + chunks_.capacity() * sizeof(T*);
  }

  /// Calls visit(object) for all, in use or not. REQUIRES: nobody uses the pool meanwhile.
  template <class Visit>
  void visit(Visit visit) const {
    for (std::uint32_t chunk = 0; chunk < used_; ++chunk) {
      const T* const objects = chunks_[chunk].load();
      for (std::uint32_t i = 0; i < kChunk; ++i) visit(objects[i]);
    }
  }

  /// A thread's own share of the pool.
  class Share {
   public:
    explicit Share(Pool& pool) : pool_(&pool) {}

    /// An object in whatever state it was returned, or as its type makes it.
    std::uint32_t take() {
      if (!free_.empty()) {
        const std::uint32_t name = free_.back();
        free_.pop_back();
        return name;
      }
      if (next_ == end_) {
        next_ = pool_->add_chunk();
        end_ = next_ + kChunk;
      }
      return next_++;
    }
    void give_back(std::uint32_t name) { free_.push_back(name); }
    std::uint64_t bytes() const { return free_.capacity() * sizeof(std::uint32_t); }

   private:
    Pool* pool_;
    std::vector<std::uint32_t> free_;
    std::uint32_t next_ = 0;
    std::uint32_t end_ = 0;
  };

 private:
  static constexpr std::size_t kChunksMax = std::size_t{1} << 18U;

  std::uint32_t add_chunk() {
    const std::uint32_t chunk = used_.fetch_add(1, std::memory_order_relaxed);
    DOUBLECHECK_ASSERT(chunk < kChunksMax);
    chunks_[chunk].store(new T[kChunk]{}, std::memory_order_release);
    return chunk << kChunkBits;
  }

  std::vector<std::atomic<T*>> chunks_;
  std::atomic<std::uint32_t> used_{0};
};

}  // namespace doublecheck::population
