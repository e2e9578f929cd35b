/// The set of all states seen, by their whole keys: exact, shared by all threads without locks, and growing in place.
///
/// After A. Laarman, J. van de Pol, M. Weber, "Boosting multi-core reachability performance with shared hash tables"
/// (FMCAD 2010), with whole-line comparison, and growth.
/// Tested by visited_set_test.cpp.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/key.hpp"
#include "engine/line_table.hpp"

namespace doublecheck::engine {

/// Which instructions compare a line.
enum class LineCompare : std::uint8_t { portable, avx512 };

/// The best that this processor has.
LineCompare best_line_compare();

/// A key in a LineTable.
template <unsigned Words>
struct KeyEntry {
  static constexpr unsigned kWords = Words;
  static constexpr unsigned kFullest = Words == 1 ? 85 : 75;
  static std::uint64_t hash(const std::array<std::uint64_t, Words>& words) { return hash_of(Key<Words>{words}); }
};

template <unsigned Words>
class VisitedPositions;

template <unsigned Words>
class VisitedSet {
 public:
  using StateKey = Key<Words>;
  using Positions = VisitedPositions<Words>;
  static constexpr std::size_t kSlotsInLine = LineTable<KeyEntry<Words>>::kSlots;
  static constexpr std::uint64_t kNoSlot = ~std::uint64_t{0};

  /// Never takes more than about `bytes_max`; if that is not given, than the machine has.
  explicit VisitedSet(std::optional<std::uint64_t> bytes_max, LineCompare compare = best_line_compare());

  std::uint64_t size() const { return size_.load(std::memory_order_relaxed); }
  std::uint64_t bytes() const { return table_.bytes(); }
  std::uint64_t slots() const { return table_.slots(); }

  /// Is it time to call `grow`?
  bool is_crowded() const { return size() > table_.entries_max(); }

  /// What the next `grow` takes in addition.
  std::uint64_t bytes_to_grow() const { return table_.bytes_to_grow(); }

  /// Makes room for more. Returns false if there is no memory. REQUIRES: no other call is under way.
  bool grow() { return table_.grow(); }

  /// What all below want to know of a key.
  static std::uint64_t hash(const Key<Words>& key) { return hash_of(key); }

  /// Starts to bring the home of a key closer.
  void prefetch(std::uint64_t hash) const { __builtin_prefetch(&table_.home(hash), 1); }

  /// Inserts keys (hashes[i] is that of keys[i]). Writes the positions of those that were new to `fresh`, in any order,
  /// and returns their number. Of equal keys the first is new. Any number of threads may call it at a time. REQUIRES:
  /// keys.size() <= kBatchMax, fresh has room for one more, and !is_crowded() at some time since the last call.
  std::size_t insert(std::span<const Key<Words>> keys, const std::uint64_t* hashes, std::uint8_t* fresh);

  /// The same for one thread that is alone, which spares the locked instructions.
  std::size_t insert_alone(std::span<const Key<Words>> keys, const std::uint64_t* hashes, std::uint8_t* fresh);

  /// Where the key is, below slots(), or kNoSlot. Good until `grow`.
  std::uint64_t find(const Key<Words>& key, std::uint64_t hash) const;

  /// The same for many keys: slots[i] is for keys[i], whose hash is hashes[i].
  void find_all(std::span<const Key<Words>> keys, const std::uint64_t* hashes, std::uint64_t* slots) const;

  bool contains(const Key<Words>& key, std::uint64_t hash) const { return find(key, hash) != kNoSlot; }

  /// Forgets everything, keeps the memory. REQUIRES: no other call is under way.
  void clear();

  static constexpr std::size_t kBatchMax = 256;

 private:
  LineTable<KeyEntry<Words>> table_;
  LineCompare compare_;
  std::atomic<std::uint64_t> size_{0};
};

/// A number of its own for each key of a set to which nothing is added any more.
template <unsigned Words>
class VisitedPositions {
 public:
  static constexpr std::uint64_t kNone = VisitedSet<Words>::kNoSlot;

  /// The set is kept by reference.
  explicit VisitedPositions(const VisitedSet<Words>& set) : set_(set) {}

  /// Positions are below this.
  std::uint64_t count() const { return count(set_); }
  /// kNone if the key is not there.
  std::uint64_t find(const Key<Words>& key, std::uint64_t hash) const { return set_.find(key, hash); }
  /// The same for many keys: positions[i] is for keys[i], whose hash is hashes[i].
  void find_all(std::span<const Key<Words>> keys, const std::uint64_t* hashes, std::uint64_t* positions) const {
    set_.find_all(keys, hashes, positions);
  }

  /// Memory beside the set.
  static std::uint64_t bytes_needed(const VisitedSet<Words>&) { return 0; }
  static std::uint64_t count(const VisitedSet<Words>& set) { return set.slots(); }

 private:
  const VisitedSet<Words>& set_;
};

}  // namespace doublecheck::engine
