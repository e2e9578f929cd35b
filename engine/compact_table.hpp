/// States as signatures of 40 bits in a hash table: whatever has the signature of a known state is taken for known.
///
/// Hash compaction: P. Wolper, D. Leroy, "Reliable hashing without collision detection" (CAV 1993); U. Stern, D. L.
/// Dill, "Improved probabilistic verification by hash compaction" (CHARME 1995). Here a signature is read together with
/// its home: 36 bits tell states of one home apart, and 4 say how many lines behind its home the signature lies. The
/// few that would lie farther away are kept elsewhere. So what is contained is a set of pairs (home, 36 bits), and does
/// not depend on the order in which they were added.
/// Tested by approximate_set_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <set>
#include <span>
#include <utility>

#include "engine/line_memory.hpp"

namespace doublecheck::engine {

class CompactTable {
 public:
  static constexpr unsigned kSlotsInLine = 12;

  explicit CompactTable(std::uint64_t bytes);

  std::uint64_t bytes() const { return memory_.lines() * sizeof(Line) + far_.size() * kBytesOfFar; }

  void prefetch(std::uint64_t hash) const { __builtin_prefetch(lines() + place_of(hash).home); }

  /// Any number of threads may ask, but not while any adds.
  bool contains(std::uint64_t hash) const {
    const Place place = place_of(hash);
    for (unsigned distance = 0; distance < kDistances; ++distance) {
      const Bucket& bucket = lines()[place.home + distance];
      if (holds(bucket, bucket.used, place, distance)) return true;
      if (bucket.used < kSlotsInLine) return false;
    }
    return far_.contains(far(place));
  }

  /// Of 100 slots, 80 are used at most.
  bool has_room_for(std::uint64_t signatures) const { return size_ + signatures <= slots() / 100 * 80; }

  /// Any number of threads may add at a time; one that is alone spares the locks. REQUIRES: there is room.
  void add(std::span<const std::uint64_t> hashes);
  void add_alone(std::span<const std::uint64_t> hashes);

  /// The part of the slots that are used. Like the next for when nobody adds.
  double filled() const { return static_cast<double>(size_) / static_cast<double>(slots()); }

  /// How probable it is that a state that was not added is taken for one that was.
  double false_rate() const;

 private:
  static constexpr unsigned kDistances = 16;
  static constexpr unsigned kSignatureBits = 36;

  /// A line. `used` counts the slots in use; its highest bit is the lock.
  struct alignas(64) Bucket {
    std::array<std::uint32_t, kSlotsInLine> low;
    std::array<std::uint8_t, kSlotsInLine> high;
    std::uint32_t used;
  };
  static_assert(sizeof(Bucket) == sizeof(Line));

  struct Place {
    std::size_t home = 0;
    std::uint32_t low = 0;
    std::uint8_t high = 0;  ///< the 4 bits above, and behind them 4 for the distance
  };

  Place place_of(std::uint64_t hash) const {
    __extension__ using Product = unsigned __int128;
    const Product product = static_cast<Product>(hash) * homes_;
    const std::uint64_t signature = static_cast<std::uint64_t>(product) >> (64U - kSignatureBits);
    return {static_cast<std::size_t>(product >> 64U), static_cast<std::uint32_t>(signature),
            static_cast<std::uint8_t>(signature >> 32U << 4U)};
  }

  /// `used`: slots of the bucket.
  static bool holds(const Bucket& bucket, std::uint32_t used, const Place& place, unsigned distance) {
    std::uint32_t same = 0;
    for (unsigned slot = 0; slot < kSlotsInLine; ++slot) {
      same |= static_cast<std::uint32_t>(bucket.low[slot] == place.low) << slot;
    }
    same &= (1U << used) - 1;
    for (; same != 0; same &= same - 1) {
      const auto slot = static_cast<std::size_t>(__builtin_ctz(same));
      if (bucket.high[slot] == (place.high | distance)) return true;
    }
    return false;
  }

  using Far = std::pair<std::size_t, std::uint64_t>;
  static constexpr std::uint64_t kBytesOfFar = 64;  // a node of the set
  static Far far(const Place& place) { return {place.home, std::uint64_t{place.high} << 32U | place.low}; }

  /// Returns whether it is new.
  template <bool Alone>
  bool put(const Place& place);
  /// Returns how many were new.
  template <bool Alone>
  std::uint64_t add_all(std::span<const std::uint64_t> hashes);

  Bucket* lines() const { return reinterpret_cast<Bucket*>(memory_.data()); }
  std::uint64_t slots() const { return homes_ * kSlotsInLine; }

  LineMemory memory_;
  std::size_t homes_;  // the lines behind them take what does not fit into the last ones
  std::uint64_t size_ = 0;
  std::mutex far_mutex_;  // for adding
  std::set<Far> far_;     // of signatures with a long run of full lines from their home on
};

}  // namespace doublecheck::engine
