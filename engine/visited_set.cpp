#include "engine/visited_set.hpp"

#include <algorithm>
#include <array>

#include "checker/assert.hpp"
#include "engine/line_probe.hpp"

namespace doublecheck::engine {
namespace {

/// What one thread does with one line.
template <unsigned Words, bool Alone>
struct Slot {
  static std::uint64_t* of(Line& line, unsigned slot) { return line.words + slot * Words; }

  /// Writes into a free slot; false if another thread was there first.
  static bool take(std::uint64_t* slot, const Key<Words>& key) {
    if constexpr (Alone) {
      for (unsigned i = 0; i < Words; ++i) slot[i] = key.words[i];
      return true;
    } else {
      std::uint64_t free = 0;
      const std::atomic_ref first(slot[0]);
      if (!first.compare_exchange_strong(free, key.words[0], std::memory_order_acq_rel)) return false;
      if constexpr (Words == 2) std::atomic_ref(slot[1]).store(key.words[1], std::memory_order_release);
      return true;
    }
  }
};

template <unsigned Words, bool Alone, class Probe>
[[gnu::always_inline]] inline bool put(Line* line, const Key<Words>& key) {
  using Place = Slot<Words, Alone>;
  while (true) {
    const LineMatch found = Probe::match(*line, key);
    if (found.same != 0) return false;
    if (found.half != 0) {                                  // another thread is between its two words
      std::atomic_signal_fence(std::memory_order_acquire);  // or the compiler would look once and wait for ever
      continue;
    }
    if (found.free == 0) {
      ++line;
      continue;
    }
    if (Place::take(Place::of(*line, static_cast<unsigned>(std::countr_zero(found.free))), key)) return true;
  }
}

/// Home lines first. Where one is full, the next line is fetched and waits until all have had their turn: by then it is
/// there, and nobody has waited for it.
template <unsigned Words, bool Alone, class Probe>
[[gnu::always_inline]] inline std::size_t put_all(Line* lines, std::size_t home_lines, std::span<const Key<Words>> keys,
                                                  const std::uint64_t* hashes, std::uint8_t* fresh) {
  using Place = Slot<Words, Alone>;
  std::array<std::uint8_t, VisitedSet<Words>::kBatchMax> late;
  std::size_t late_count = 0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    Line* const home = lines + home_line(hashes[i], home_lines);
    const LineMatch found = Probe::match(*home, keys[i]);
    if (found.same != 0) continue;
    if ((found.free | found.half) == 0) {
      __builtin_prefetch(home + 1, 1);
      late[late_count++] = static_cast<std::uint8_t>(i);
      continue;
    }
    fresh[count] = static_cast<std::uint8_t>(i);
    const bool is_put =
        found.half == 0 && Place::take(Place::of(*home, static_cast<unsigned>(std::countr_zero(found.free))), keys[i]);
    if (is_put || put<Words, Alone, Probe>(home, keys[i])) ++count;
  }
  for (std::size_t i = 0; i < late_count; ++i) {
    fresh[count] = late[i];
    const Key<Words>& key = keys[late[i]];
    if (put<Words, Alone, Probe>(lines + home_line(hashes[late[i]], home_lines) + 1, key)) ++count;
  }
  return count;
}

#if DOUBLECHECK_HAS_AVX512
template <unsigned Words, bool Alone>
DOUBLECHECK_AVX512 std::size_t put_all_by_line(Line* lines, std::size_t home_lines, std::span<const Key<Words>> keys,
                                               const std::uint64_t* hashes, std::uint8_t* fresh) {
  return put_all<Words, Alone, Avx512Probe>(lines, home_lines, keys, hashes, fresh);
}
#endif

template <unsigned Words, bool Alone>
std::size_t put_all(LineCompare compare, Line* lines, std::size_t home_lines, std::span<const Key<Words>> keys,
                    const std::uint64_t* hashes, std::uint8_t* fresh) {
#if DOUBLECHECK_HAS_AVX512
  if (compare == LineCompare::avx512) return put_all_by_line<Words, Alone>(lines, home_lines, keys, hashes, fresh);
#endif
  CHECKER_ASSERT(compare == LineCompare::portable);
  return put_all<Words, Alone, PortableProbe>(lines, home_lines, keys, hashes, fresh);
}

/// See VisitedSet::find.
template <unsigned Words, class Probe>
[[gnu::always_inline]] inline std::uint64_t slot_of(const Line* lines, std::size_t home, const Key<Words>& key) {
  for (std::size_t line = home;; ++line) {
    const LineMatch found = Probe::match(lines[line], key);
    if (found.same != 0) {
      return line * VisitedSet<Words>::kSlotsInLine + static_cast<unsigned>(std::countr_zero(found.same));
    }
    if (found.free != 0) return VisitedSet<Words>::kNoSlot;
  }
}

template <unsigned Words, class Probe>
[[gnu::always_inline]] inline void slots_of(const Line* lines, std::size_t home_lines, std::span<const Key<Words>> keys,
                                            const std::uint64_t* hashes, std::uint64_t* slots) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    slots[i] = slot_of<Words, Probe>(lines, home_line(hashes[i], home_lines), keys[i]);
  }
}

#if DOUBLECHECK_HAS_AVX512
template <unsigned Words>
DOUBLECHECK_AVX512 void slots_by_line(const Line* lines, std::size_t home_lines, std::span<const Key<Words>> keys,
                                      const std::uint64_t* hashes, std::uint64_t* slots) {
  slots_of<Words, Avx512Probe>(lines, home_lines, keys, hashes, slots);
}
#endif

}  // namespace

LineCompare best_line_compare() {
#if DOUBLECHECK_HAS_AVX512
  if (__builtin_cpu_supports("avx512f") != 0) return LineCompare::avx512;
#endif
  return LineCompare::portable;
}

template <unsigned Words>
VisitedSet<Words>::VisitedSet(std::optional<std::uint64_t> bytes_max, LineCompare compare)
    : table_(bytes_max), compare_(compare) {}

template <unsigned Words>
std::size_t VisitedSet<Words>::insert(std::span<const Key<Words>> keys, const std::uint64_t* hashes,
                                      std::uint8_t* fresh) {
  const std::size_t count = put_all<Words, false>(compare_, table_.lines(), table_.home_lines(), keys, hashes, fresh);
  size_.fetch_add(count, std::memory_order_relaxed);
  return count;
}

template <unsigned Words>
std::size_t VisitedSet<Words>::insert_alone(std::span<const Key<Words>> keys, const std::uint64_t* hashes,
                                            std::uint8_t* fresh) {
  const std::size_t count = put_all<Words, true>(compare_, table_.lines(), table_.home_lines(), keys, hashes, fresh);
  size_.store(size() + count, std::memory_order_relaxed);
  return count;
}

template <unsigned Words>
std::uint64_t VisitedSet<Words>::find(const Key<Words>& key, std::uint64_t hash) const {
  return slot_of<Words, PortableProbe>(table_.lines(), home_line(hash, table_.home_lines()), key);
}

template <unsigned Words>
void VisitedSet<Words>::find_all(std::span<const Key<Words>> keys, const std::uint64_t* hashes,
                                 std::uint64_t* slots) const {
#if DOUBLECHECK_HAS_AVX512
  if (compare_ == LineCompare::avx512)
    return slots_by_line<Words>(table_.lines(), table_.home_lines(), keys, hashes, slots);
#endif
  slots_of<Words, PortableProbe>(table_.lines(), table_.home_lines(), keys, hashes, slots);
}

template <unsigned Words>
void VisitedSet<Words>::clear() {
  table_.clear();
  size_ = 0;
}

template class VisitedSet<1>;
template class VisitedSet<2>;

}  // namespace doublecheck::engine
