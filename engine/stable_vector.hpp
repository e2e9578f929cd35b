/// An array that one thread at a time may lengthen while others read: elements never move.
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <utility>

#include "checker/assert.hpp"

namespace doublecheck::engine {

/// Blocks double in size, so that a short array is small.
template <class T>
class StableVector {
 public:
  StableVector() = default;
  ~StableVector() {
    for (std::atomic<T*>& block : blocks_) delete[] block.load();
  }
  StableVector(const StableVector&) = delete;
  StableVector& operator=(const StableVector&) = delete;

  /// Adds an element as the type makes it. REQUIRES: no other thread is adding.
  T& extend() {
    const auto [block, offset] = place_of(size_);
    CHECKER_ASSERT(block < blocks_.size());
    if (offset == 0) blocks_[block].store(new T[kFirstBlockSize << block]{}, std::memory_order_release);
    return (*this)[size_++];
  }

  void push_back(T value) { extend() = std::move(value); }

  /// REQUIRES: the element was added, by this thread or by one that has since told this one of it.
  T& operator[](std::size_t index) {
    const auto [block, offset] = place_of(index);
    return blocks_[block].load(std::memory_order_acquire)[offset];
  }
  const T& operator[](std::size_t index) const {
    const auto [block, offset] = place_of(index);
    return blocks_[block].load(std::memory_order_acquire)[offset];
  }

  /// REQUIRES: no other thread is adding.
  std::size_t size() const { return size_; }

 private:
  static constexpr std::size_t kFirstBlockBits = 5;
  static constexpr std::size_t kFirstBlockSize = std::size_t{1} << kFirstBlockBits;

  struct Place {
    std::size_t block = 0;
    std::size_t offset = 0;
  };

  static Place place_of(std::size_t index) {
    const std::size_t number = index + kFirstBlockSize;
    const auto block = static_cast<std::size_t>(std::bit_width(number)) - 1 - kFirstBlockBits;
    return {block, number - (kFirstBlockSize << block)};
  }

  std::array<std::atomic<T*>, 28> blocks_{};
  std::size_t size_ = 0;
};

}  // namespace doublecheck::engine
