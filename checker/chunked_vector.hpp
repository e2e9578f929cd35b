/// An array that grows in equal pieces, so that growing neither copies nor doubles the memory.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <vector>

namespace doublecheck::checker {

template <class T>
  requires std::is_trivially_copyable_v<T>
class ChunkedVector {
 public:
  void push_back(T value) {
    if (size_ == chunks_.size() * kChunkSize) chunks_.push_back(std::make_unique_for_overwrite<Chunk>());
    ++size_;
    back() = value;
  }

  /// REQUIRES: index < size().
  const T& operator[](std::size_t index) const { return (*chunks_[index / kChunkSize])[index % kChunkSize]; }
  T& operator[](std::size_t index) { return (*chunks_[index / kChunkSize])[index % kChunkSize]; }

  /// REQUIRES: size() > 0.
  T& back() { return (*this)[size_ - 1]; }

  /// Forgets what follows; keeps the memory. REQUIRES: size <= size().
  void shrink_to(std::size_t size) { size_ = size; }

  std::size_t size() const { return size_; }
  std::uint64_t bytes() const { return chunks_.size() * sizeof(Chunk) + chunks_.capacity() * sizeof(chunks_[0]); }

 private:
  static constexpr std::size_t kChunkSize = 1024;
  using Chunk = std::array<T, kChunkSize>;

  std::vector<std::unique_ptr<Chunk>> chunks_;
  std::size_t size_ = 0;
};

}  // namespace doublecheck::checker
