#include "engine/bit_array.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <new>

namespace doublecheck::engine {

BitArray::BitArray(std::uint64_t bytes)
    : memory_(std::max<std::size_t>(bytes / sizeof(Line), 1)), bits_(memory_.lines_max() * sizeof(Line) * 8) {
  if (!memory_.commit(memory_.lines_max())) throw std::bad_alloc();
  memory_.take_now();
}

void BitArray::add(std::span<const std::uint64_t> hashes) {
  std::uint64_t fresh = 0;
  for (const std::uint64_t hash : hashes) prefetch(hash);
  for (const std::uint64_t hash : hashes) {
    visit(hash, [&](std::uint64_t bit) {
      const std::uint64_t before = std::atomic_ref(*word(bit)).fetch_or(mask(bit), std::memory_order_relaxed);
      if ((before & mask(bit)) == 0) ++fresh;
      return true;
    });
  }
  std::atomic_ref(bits_set_).fetch_add(fresh, std::memory_order_relaxed);
}

void BitArray::add_alone(std::span<const std::uint64_t> hashes) {
  for (const std::uint64_t hash : hashes) prefetch(hash);
  for (const std::uint64_t hash : hashes) {
    visit(hash, [&](std::uint64_t bit) {
      if ((*word(bit) & mask(bit)) == 0) ++bits_set_;
      *word(bit) |= mask(bit);
      return true;
    });
  }
}

double BitArray::filled() const { return static_cast<double>(bits_set_) / static_cast<double>(bits_); }

double BitArray::false_rate() const { return std::pow(filled(), kProbes); }

}  // namespace doublecheck::engine
