/// An array that one thread at a time may lengthen while others read: elements never move.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <utility>

#include "checker/assert.hpp"

namespace doublecheck::engine {

template <class T>
class StableVector {
 public:
  StableVector() : blocks_(std::make_unique<std::array<std::atomic<T*>, kBlocksMax>>()) {}
  ~StableVector() {
    for (std::size_t block = 0; block * kBlockSize < size_; ++block) delete[] (*blocks_)[block].load();
  }
  StableVector(const StableVector&) = delete;
  StableVector& operator=(const StableVector&) = delete;

  /// Adds an element as the type makes it. REQUIRES: no other thread is adding.
  T& extend() {
    const std::size_t block = size_ / kBlockSize;
    CHECKER_ASSERT(block < kBlocksMax);
    if (size_ % kBlockSize == 0) (*blocks_)[block].store(new T[kBlockSize]{}, std::memory_order_release);
    return (*this)[size_++];
  }

  void push_back(T value) { extend() = std::move(value); }

  /// REQUIRES: the element was added, by this thread or by one that has since told this one of it.
  T& operator[](std::size_t index) { return block_of(index)[index % kBlockSize]; }
  const T& operator[](std::size_t index) const { return block_of(index)[index % kBlockSize]; }

  /// REQUIRES: no other thread is adding.
  std::size_t size() const { return size_; }

 private:
  static constexpr std::size_t kBlockSize = 4096;
  static constexpr std::size_t kBlocksMax = std::size_t{1} << 12U;

  T* block_of(std::size_t index) const { return (*blocks_)[index / kBlockSize].load(std::memory_order_acquire); }

  std::unique_ptr<std::array<std::atomic<T*>, kBlocksMax>> blocks_;
  std::size_t size_ = 0;
};

}  // namespace doublecheck::engine
