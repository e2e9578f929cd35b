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
  memory_.take_now();
}

// No line ever gets emptier, so all threads find a signature in the same line or add it to the same one.
template <bool Alone>
bool CompactTable::put(const Place& place) {
  for (unsigned distance = 0; distance < kDistances; ++distance) {
    Bucket& bucket = lines()[place.home + distance];
    LineLock<Alone> lock(bucket.used);
    if (holds(bucket, lock.used(), place, distance)) return false;
    if (lock.used() == kSlotsInLine) continue;
    bucket.low[lock.used()] = place.low;
    bucket.high[lock.used()] = static_cast<std::uint8_t>(place.high | distance);
    ++lock.used();
    return true;
  }
  const std::scoped_lock lock(far_mutex_);
  return far_.insert(far(place)).second;
}

template <bool Alone>
std::uint64_t CompactTable::add_all(std::span<const std::uint64_t> hashes) {
  std::uint64_t added = 0;
  for (const std::uint64_t hash : hashes) prefetch(hash);
  for (const std::uint64_t hash : hashes) added += put<Alone>(place_of(hash)) ? 1U : 0U;
  return added;
}

void CompactTable::add(std::span<const std::uint64_t> hashes) {
  const std::uint64_t added = add_all<false>(hashes);
  std::atomic_ref(size_).fetch_add(added, std::memory_order_relaxed);
}

void CompactTable::add_alone(std::span<const std::uint64_t> hashes) { size_ += add_all<true>(hashes); }

// So many signatures have their home where that of another state is, on average.
double CompactTable::false_rate() const {
  return std::ldexp(static_cast<double>(size_) / static_cast<double>(homes_), -static_cast<int>(kSignatureBits));
}

}  // namespace doublecheck::engine
