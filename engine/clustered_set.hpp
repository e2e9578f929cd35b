/// The set of all states seen, where states come in clusters: exact, in half a byte to seven bytes a state.
///
/// Keys that differ in their low bits only are a cluster, which has a bit for each of its 192 possible keys. A layout
/// puts counters and the first component into the low bits, so that what one state leads to is often in its own
/// cluster. Clusters lie in a LineTable, two to a line. All threads insert without locks: a cluster is taken by
/// writing its number, a key by setting its bit.
/// Tested by clustered_set_test.cpp.
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/key.hpp"
#include "engine/line_table.hpp"
#include "engine/visited_set.hpp"

namespace doublecheck::engine {

/// Where the bit of a key is.
struct ClusterBit {
  static constexpr std::size_t kWords = 3;

  std::uint64_t cluster = 0;  ///< its number, from 1 on
  std::size_t word = 0;       ///< of the cluster, below kWords
  std::uint64_t mask = 0;     ///< in that word

  static ClusterBit of(const Key<1>& key) {
    const std::uint64_t number = key.words[0] >> 1U;  // the lowest bit is always set
    const std::uint64_t word = number / 64;
    return {word / kWords + 1, word % kWords, std::uint64_t{1} << (number % 64)};
  }
};

/// A cluster in a LineTable: its number, then its bits.
struct ClusterEntry {
  static constexpr unsigned kWords = 1 + ClusterBit::kWords;
  static constexpr unsigned kFullest = 75;
  static std::uint64_t hash(const std::array<std::uint64_t, kWords>& words) { return mixed(words[0]); }
};

class ClusteredPositions;

class ClusteredSet {
 public:
  using StateKey = Key<1>;
  using Positions = ClusteredPositions;

  /// See VisitedSet. No instructions beyond the portable ones are of use here.
  explicit ClusteredSet(std::optional<std::uint64_t> bytes_max, LineCompare = LineCompare::portable)
      : table_(bytes_max) {}

  std::uint64_t size() const { return size_.load(std::memory_order_relaxed); }
  std::uint64_t clusters() const { return clusters_.load(std::memory_order_relaxed); }
  std::uint64_t bytes() const { return table_.bytes(); }
  bool is_crowded() const { return clusters() > table_.entries_max(); }
  std::uint64_t bytes_to_grow() const { return table_.bytes_to_grow(); }
  bool grow() { return table_.grow(); }

  /// Of the cluster that the key is in.
  static std::uint64_t hash(const StateKey& key) { return mixed(ClusterBit::of(key).cluster); }

  void prefetch(std::uint64_t hash) const { __builtin_prefetch(&table_.home(hash), 1); }

  /// See VisitedSet.
  std::size_t insert(std::span<const StateKey> keys, const std::uint64_t* hashes, std::uint8_t* fresh);
  std::size_t insert_alone(std::span<const StateKey> keys, const std::uint64_t* hashes, std::uint8_t* fresh);

  bool contains(const StateKey& key, std::uint64_t hash) const;

  static constexpr std::size_t kBatchMax = VisitedSet<1>::kBatchMax;

 private:
  friend class ClusteredPositions;

  /// Where the cluster is: its number, in front of its bits. nullptr: nowhere.
  const std::uint64_t* find(std::uint64_t cluster, std::uint64_t hash) const;

  LineTable<ClusterEntry> table_;
  std::atomic<std::uint64_t> size_{0};
  std::atomic<std::uint64_t> clusters_{0};
};

/// See VisitedPositions.
class ClusteredPositions {
 public:
  static constexpr std::uint64_t kNone = ~std::uint64_t{0};

  /// The set is kept by reference.
  explicit ClusteredPositions(const ClusteredSet& set);

  std::uint64_t count() const { return set_.size(); }
  std::uint64_t find(const Key<1>& key, std::uint64_t hash) const;
  void find_all(std::span<const Key<1>> keys, const std::uint64_t* hashes, std::uint64_t* positions) const;

  static std::uint64_t bytes_needed(const ClusteredSet& set) { return set.table_.slots() * sizeof(std::uint64_t); }
  static std::uint64_t count(const ClusteredSet& set) { return set.size(); }

 private:
  const ClusteredSet& set_;
  std::vector<std::uint64_t> before_;  // by slot: how many keys there are in the clusters before it
};

}  // namespace doublecheck::engine
