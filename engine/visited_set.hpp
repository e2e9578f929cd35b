/// The set of all states seen, by their whole keys: exact, shared by all threads without locks, and growing in place.
///
/// A cache line is a bucket. The home of a key is its hash, taken as a fraction, times the number of lines; whatever
/// does not fit there goes to the next line with room. Homes are in the order of the hashes, so the table can grow by
/// any factor within its own memory, walked once from the end to the beginning. Entries are only ever added: a key is
/// found before the first free slot, or is not there.
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
#include "engine/line_memory.hpp"

namespace doublecheck::engine {

/// The hash as a fraction of 1, times `lines`.
inline std::size_t home_line(std::uint64_t hash, std::size_t lines) {
  __extension__ using Product = unsigned __int128;
  return static_cast<std::size_t>((static_cast<Product>(hash) * lines) >> 64U);
}

/// Which instructions compare a line.
enum class LineCompare : std::uint8_t { portable, avx512 };

/// The best that this processor has.
LineCompare best_line_compare();

template <unsigned Words>
class VisitedSet {
 public:
  static constexpr std::size_t kSlotsInLine = sizeof(Line) / (Words * sizeof(std::uint64_t));
  static constexpr std::uint64_t kNoSlot = ~std::uint64_t{0};

  /// Never takes more than about `bytes_max`; if that is not given, than the machine has.
  explicit VisitedSet(std::optional<std::uint64_t> bytes_max, LineCompare compare = best_line_compare());

  std::uint64_t size() const { return size_.load(std::memory_order_relaxed); }
  std::uint64_t bytes() const { return memory_.lines() * sizeof(Line); }
  std::uint64_t slots() const { return memory_.lines() * kSlotsInLine; }

  /// Is it time to call `grow`?
  bool is_crowded() const { return size() > crowded_at_; }

  /// What the next `grow` takes in addition.
  std::uint64_t bytes_to_grow() const { return (grown_lines() - home_lines_) * sizeof(Line); }

  /// Makes room for more. Returns false if there is no memory. REQUIRES: no other call is under way.
  bool grow();

  /// Starts to bring the home of a key closer.
  void prefetch(std::uint64_t hash) const { __builtin_prefetch(&memory_.data()[home(hash)], 1); }

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
  std::size_t home(std::uint64_t hash) const { return home_line(hash, home_lines_); }
  std::size_t grown_lines() const;
  void set_home_lines(std::size_t lines);

  LineMemory memory_;
  LineCompare compare_;
  std::size_t home_lines_ = 0;  // the lines behind them take what does not fit into the last ones
  std::uint64_t crowded_at_ = 0;
  std::atomic<std::uint64_t> size_{0};
};

}  // namespace doublecheck::engine
