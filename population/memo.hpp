/// The memo: canonical sides as numbers, and what each stimulus does to each. The rules run once for each distinct
/// question; all else is looking up.
#pragma once

#include "population/rules.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace doublecheck::population {

/// The number of a canonical side.
using SideNumber = std::uint32_t;

/// The side is too large to be remembered, and is kept whole.
inline constexpr SideNumber kWhole = 0xFFFFFFFF;

/// Sides with more messages in slots are kept whole.
inline constexpr std::size_t kSlotsMax = 16;

/// All sides that any thread has seen. A number that reached a thread may be asked for by it.
class Sides {
 public:
  Sides() : outlines_(kChunksMax) {}
  ~Sides() {
    for (auto& chunk : outlines_) delete[] chunk.load();
  }
  Sides(const Sides&) = delete;
  Sides& operator=(const Sides&) = delete;

  /// kWhole if the side is new, and there are as many as may be.
  SideNumber number_of(const model::Side& side, const Outline& outline);

  const Outline& outline(SideNumber number) const {
    return outlines_[number >> kChunkBits].load(std::memory_order_acquire)[number % kChunk];
  }
  model::Side side(SideNumber number) const;

  std::uint64_t bytes() const;

 private:
  static constexpr unsigned kChunkBits = 12;
  static constexpr SideNumber kChunk = 1U << kChunkBits;
  static constexpr std::size_t kChunksMax = 1U << 10U;  // some four million sides

  mutable std::mutex mutex_;
  std::unordered_map<std::string, SideNumber> numbers_;  // by platform and encoding
  std::vector<const std::string*> encodings_;            // keys of numbers_
  std::uint64_t encoded_bytes_ = 0;
  std::vector<std::atomic<Outline*>> outlines_;
};

/// What a stimulus does to a side, as it is remembered.
struct Transition {
  SideNumber next = 0;
  std::uint8_t breaches = 0;
  std::span<const std::uint16_t> slots;
  std::span<const Retired> retired;
  std::span<const Deed> deeds;
  std::span<const Posted> posts;
};

/// What some worker has computed, for the others to find. Transitions never change and live as long as their memos.
class Findings {
 public:
  /// nullptr if nobody has computed it.
  const Transition* find(std::uint64_t key) const {
    const std::scoped_lock lock(mutex_);
    const auto found = found_.find(key);
    return found == found_.end() ? nullptr : found->second;
  }
  void add(std::uint64_t key, const Transition* transition) {
    const std::scoped_lock lock(mutex_);
    found_.emplace(key, transition);
  }
  std::uint64_t bytes() const {
    constexpr std::size_t kNode = 40;  // of the hash table, with its bucket
    const std::scoped_lock lock(mutex_);
    return found_.size() * kNode;
  }

 private:
  mutable std::mutex mutex_;
  std::unordered_map<std::uint64_t, const Transition*> found_;
};

/// One thread's memory of transitions.
class Memo {
 public:
  Memo(Findings& findings, std::size_t entries_max)
      : findings_(findings), entries_max_(entries_max), table_(kFirstSize) {}

  /// nullptr if it is not remembered, by others neither.
  const Transition* find(SideNumber side, std::uint32_t stimulus) {
    const std::uint64_t key = key_of(side, stimulus);
    for (std::size_t place = place_of(key);; place = (place + 1) & (table_.size() - 1)) {
      const Entry& entry = table_[place];
      if (entry.transition == nullptr) return find_elsewhere(key);
      if (entry.key == key) return entry.transition;
    }
  }

  /// Remembers it, unless the memo is full. The result lives as long as the memo, or until the next call.
  const Transition& add(SideNumber side, std::uint32_t stimulus, SideNumber next, const Derived& derived);

  std::uint64_t bytes() const { return arena_bytes_ + table_.capacity() * sizeof(Entry); }

 private:
  static constexpr std::size_t kFirstSize = 1U << 12U;

  struct Entry {
    std::uint64_t key = 0;
    const Transition* transition = nullptr;
  };

  static std::uint64_t key_of(SideNumber side, std::uint32_t stimulus) {
    return (std::uint64_t{side} << 32U) | stimulus;
  }
  std::size_t place_of(std::uint64_t key) const {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15U) >> 32U) & (table_.size() - 1);
  }
  const Transition* find_elsewhere(std::uint64_t key);
  void grow();
  void put(std::uint64_t key, const Transition* transition);
  void place(std::uint64_t key, const Transition* transition);
  template <class T>
  std::span<const T> keep(const std::vector<T>& values);

  Findings& findings_;
  std::size_t entries_max_;
  std::vector<Entry> table_;
  std::size_t used_ = 0;
  std::vector<std::unique_ptr<std::byte[]>> arena_;
  std::size_t arena_left_ = 0;
  std::byte* arena_next_ = nullptr;
  std::uint64_t arena_bytes_ = 0;
  Transition scratch_;
};

/// The derived transition itself, seen as a remembered one.
Transition view_of(const Derived& derived, SideNumber next);

}  // namespace doublecheck::population
