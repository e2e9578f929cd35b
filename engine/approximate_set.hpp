/// A set of visited states that may take a new one for known, and takes little memory for it: the states of the level
/// that is being found as whole keys, those of all earlier levels as what a filter keeps of them.
///
/// While a level is searched the filter does not change, and when the level is finished all of its states go there at
/// once. So whether a state is taken for known depends on the levels before, not on the order in which threads find
/// states. A state that was added is always found again.
/// Tested by approximate_set_test.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>

#include "engine/bit_array.hpp"
#include "engine/compact_table.hpp"
#include "engine/key.hpp"
#include "engine/visited_set.hpp"

namespace doublecheck::engine {

/// What is kept of the states of earlier levels: BitArray or CompactTable. Hashes must be the same in every run.
template <class F>
concept StateFilter = requires(F filter, const F known, std::uint64_t number, std::span<const std::uint64_t> hashes) {
  { known.bytes() } -> std::same_as<std::uint64_t>;
  { known.prefetch(number) } -> std::same_as<void>;
  { known.contains(number) } -> std::same_as<bool>;
  { known.has_room_for(number) } -> std::same_as<bool>;
  { filter.add(hashes) } -> std::same_as<void>;
  { filter.add_alone(hashes) } -> std::same_as<void>;
  { known.filled() } -> std::same_as<double>;
  { known.false_rate() } -> std::same_as<double>;
};

template <unsigned Words, StateFilter Filter>
class ApproximateSet {
 public:
  /// `filter_bytes` are taken at once; for the rest see VisitedSet.
  ApproximateSet(std::optional<std::uint64_t> bytes_max, LineCompare compare, std::uint64_t filter_bytes)
      : earlier_(filter_bytes), level_(bytes_max, compare) {}

  /// Everything that was added.
  std::uint64_t size() const { return earlier_size_ + level_.size(); }
  std::uint64_t bytes() const { return earlier_.bytes() + level_.bytes(); }

  bool is_crowded() const { return level_.is_crowded(); }
  std::uint64_t bytes_to_grow() const { return level_.bytes_to_grow(); }
  bool grow() { return level_.grow(); }

  void prefetch(std::uint64_t hash) const { earlier_.prefetch(hash); }

  /// As those of VisitedSet.
  std::size_t insert(std::span<const Key<Words>> keys, const std::uint64_t* hashes, std::uint8_t* fresh) {
    return insert_new(keys, hashes, fresh, [this](auto... unknown) { return level_.insert(unknown...); });
  }
  std::size_t insert_alone(std::span<const Key<Words>> keys, const std::uint64_t* hashes, std::uint8_t* fresh) {
    return insert_new(keys, hashes, fresh, [this](auto... unknown) { return level_.insert_alone(unknown...); });
  }

  bool contains(const Key<Words>& key, std::uint64_t hash) const {
    return earlier_.contains(hash) || level_.contains(key, hash_of(key));
  }

  /// Can the level be finished?
  bool has_room_to_finish() const { return earlier_.has_room_for(level_.size()); }

  /// Hands states of this level over to the filter, each once; `hashes` are theirs. Any number of threads may call it
  /// at a time. REQUIRES: has_room_to_finish().
  void hand_over(std::span<const std::uint64_t> hashes) { earlier_.add(hashes); }
  void hand_over_alone(std::span<const std::uint64_t> hashes) { earlier_.add_alone(hashes); }

  /// Begins the next level. REQUIRES: all states of this one were handed over.
  void finish_level() {
    earlier_size_ += level_.size();
    level_.clear();
  }

  double filled() const { return earlier_.filled(); }

  /// How probable it is that a new state of this level is taken for known. Two that differ may also have the same hash.
  double omission_rate() const {
    return std::min(1.0, earlier_.false_rate() + std::ldexp(static_cast<double>(earlier_size_), -64));
  }

 private:
  template <class Insert>
  [[gnu::always_inline]] std::size_t insert_new(std::span<const Key<Words>> keys, const std::uint64_t* hashes,
                                                std::uint8_t* fresh, Insert insert) {
    std::array<Key<Words>, VisitedSet<Words>::kBatchMax> unknown;
    std::array<std::uint64_t, VisitedSet<Words>::kBatchMax> unknown_hashes;
    std::array<std::uint8_t, VisitedSet<Words>::kBatchMax> positions;
    std::size_t count = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (earlier_.contains(hashes[i])) continue;
      unknown[count] = keys[i];
      unknown_hashes[count] = hash_of(keys[i]);
      level_.prefetch(unknown_hashes[count]);
      positions[count++] = static_cast<std::uint8_t>(i);
    }
    const std::size_t inserted =
        insert(std::span<const Key<Words>>(unknown).first(count), unknown_hashes.data(), fresh);
    for (std::size_t i = 0; i < inserted; ++i) fresh[i] = positions[fresh[i]];
    return inserted;
  }

  Filter earlier_;
  std::uint64_t earlier_size_ = 0;
  VisitedSet<Words> level_;
};

}  // namespace doublecheck::engine
