#include "engine/compact_table.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <new>

namespace doublecheck::engine {
namespace {

constexpr std::uint32_t kLocked = 1U << 31U;

/// Holds a line for this thread; does nothing for one that is alone.
template <bool Alone>
class LineLock {
 public:
  explicit LineLock(std::uint32_t& word) : word_(word) {
    if constexpr (Alone) {
      used_ = word_;
    } else {
      do used_ = std::atomic_ref(word_).fetch_or(kLocked, std::memory_order_acquire);
      while ((used_ & kLocked) != 0);
    }
  }
  ~LineLock() {
    if constexpr (Alone) {
      word_ = used_;
    } else {
      std::atomic_ref(word_).store(used_, std::memory_order_release);
    }
  }
  LineLock(const LineLock&) = delete;
  LineLock& operator=(const LineLock&) = delete;

  /// Slots of the line; what is written here is so for others when they get the lock.
  std::uint32_t& used() { return used_; }

 private:
  std::uint32_t& word_;
  std::uint32_t used_ = 0;
};

}  // namespace

CompactTable::CompactTable(std::uint64_t bytes)
    : memory_(std::max<std::size_t>(bytes / sizeof(Line), 2 * kDistances)), homes_(memory_.lines_max() - kDistances) {
  if (!memory_.commit(memory_.lines_max())) throw std::bad_alloc();
}

// No line ever gets emptier, so all threads find a signature in the same line or add it to the same one.
template <bool Alone>
CompactTable::Outcome CompactTable::put(const Place& place) {
  for (unsigned distance = 0; distance < kDistances; ++distance) {
    Bucket& bucket = lines()[place.home + distance];
    LineLock<Alone> lock(bucket.used);
    if (holds(bucket, lock.used(), place, distance)) return Outcome::known;
    if (lock.used() == kSlotsInLine) continue;
    bucket.low[lock.used()] = place.low;
    bucket.high[lock.used()] = static_cast<std::uint8_t>(place.high | distance);
    ++lock.used();
    return Outcome::added;
  }
  return Outcome::too_far;
}

template <bool Alone>
bool CompactTable::add_all(std::span<const std::uint64_t> hashes, std::uint64_t& added) {
  for (const std::uint64_t hash : hashes) prefetch(hash);
  for (const std::uint64_t hash : hashes) {
    const Outcome outcome = put<Alone>(place_of(hash));
    if (outcome == Outcome::too_far) return false;
    if (outcome == Outcome::added) ++added;
  }
  return true;
}

bool CompactTable::add(std::span<const std::uint64_t> hashes) {
  std::uint64_t added = 0;
  const bool is_done = add_all<false>(hashes, added);
  std::atomic_ref(size_).fetch_add(added, std::memory_order_relaxed);
  return is_done;
}

bool CompactTable::add_alone(std::span<const std::uint64_t> hashes) { return add_all<true>(hashes, size_); }

// So many signatures have their home where that of another state is, on average.
double CompactTable::false_rate() const {
  return std::ldexp(static_cast<double>(size_) / static_cast<double>(homes_), -static_cast<int>(kSignatureBits));
}

}  // namespace doublecheck::engine
