#include "engine/visited_set.hpp"

#include <algorithm>
#include <array>

#include "checker/assert.hpp"
#include "engine/line_probe.hpp"

namespace doublecheck::engine {
namespace {

constexpr std::size_t kFirstLines = 1024;
// Behind the last home. Enough for any run of full lines that a good hash makes at the greatest load.
constexpr std::size_t kSpareLines = 512;
constexpr std::size_t kDoublesUpToBytes = std::size_t{32} << 20U;

template <unsigned Words>
constexpr std::uint64_t most_entries(std::uint64_t slots) {
  return Words == 1 ? slots / 100 * 85 : slots / 100 * 75;
}

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

/// How many slots of each line are taken while keys settle in lines that were empty, in falling order of lines: by and
/// large, so that those of a few thousand lines are enough. To look into the lines would cost more than all else, for a
/// line cannot be read as a whole just after a word of it was written.
template <unsigned Words>
class Settling {
 public:
  /// Lines from `end` on are never asked for.
  Settling(Line* lines, std::size_t end) : lines_(lines), lowest_(end) {}

  /// Puts a key that is not there into the first free slot from its home on.
  void settle(std::size_t home, const Key<Words>& key) {
    while (home < lowest_) taken_[--lowest_ % kLines] = 0;
    while (taken(home) == kSlots) ++home;
    std::uint64_t* const slot = lines_[home].words + std::size_t{taken(home)++} * Words;
    for (unsigned i = 0; i < Words; ++i) slot[i] = key.words[i];
  }

 private:
  static constexpr std::size_t kSlots = VisitedSet<Words>::kSlotsInLine;
  static constexpr std::size_t kLines = 8 * kSpareLines;

  std::uint8_t& taken(std::size_t line) {
    CHECKER_ASSERT(line - lowest_ < kLines);
    return taken_[line % kLines];
  }

  Line* lines_;
  std::size_t lowest_;
  std::array<std::uint8_t, kLines> taken_{};
};

/// Moves every key of the first `old_lines` lines to where it belongs among more.
///
/// Walked from the end, each key moves forward, behind all that have not moved yet: only near the beginning can its
/// new home be at or before the line that it leaves, and such keys wait until the walk is over.
template <unsigned Words>
void spread(Line* lines, std::size_t old_lines, std::size_t home_lines) {
  std::vector<Key<Words>> waiting;
  Settling<Words> settling(lines, home_lines + kSpareLines);
  for (std::size_t line = old_lines; line-- > 0;) {
    const Line leaving = lines[line];
    lines[line] = Line{};
    for (std::size_t word = 0; word < 8 && leaving.words[word] != 0; word += Words) {
      Key<Words> key;
      for (std::size_t i = 0; i < Words; ++i) key.words[i] = leaving.words[word + i];
      const std::size_t home = home_line(hash_of(key), home_lines);
      if (home > line) {
        settling.settle(home, key);
      } else {
        waiting.push_back(key);
      }
    }
  }
  for (const Key<Words>& key : waiting) {
    put<Words, true, PortableProbe>(lines + home_line(hash_of(key), home_lines), key);
  }
}

}  // namespace

LineCompare best_line_compare() {
#if DOUBLECHECK_HAS_AVX512
  if (__builtin_cpu_supports("avx512f") != 0) return LineCompare::avx512;
#endif
  return LineCompare::portable;
}

template <unsigned Words>
VisitedSet<Words>::VisitedSet(std::optional<std::uint64_t> bytes_max, LineCompare compare)
    : memory_(std::max<std::size_t>(bytes_max ? *bytes_max / sizeof(Line) : LineMemory::lines_of_machine(),
                                    kFirstLines + kSpareLines)),
      compare_(compare) {
  if (!memory_.commit(kFirstLines + kSpareLines)) throw std::bad_alloc();
  set_home_lines(kFirstLines);
}

template <unsigned Words>
void VisitedSet<Words>::set_home_lines(std::size_t lines) {
  home_lines_ = lines;
  crowded_at_ = most_entries<Words>(lines * kSlotsInLine);
}

template <unsigned Words>
std::size_t VisitedSet<Words>::insert(std::span<const Key<Words>> keys, const std::uint64_t* hashes,
                                      std::uint8_t* fresh) {
  const std::size_t count = put_all<Words, false>(compare_, memory_.data(), home_lines_, keys, hashes, fresh);
  size_.fetch_add(count, std::memory_order_relaxed);
  return count;
}

template <unsigned Words>
std::size_t VisitedSet<Words>::insert_alone(std::span<const Key<Words>> keys, const std::uint64_t* hashes,
                                            std::uint8_t* fresh) {
  const std::size_t count = put_all<Words, true>(compare_, memory_.data(), home_lines_, keys, hashes, fresh);
  size_.store(size() + count, std::memory_order_relaxed);
  return count;
}

template <unsigned Words>
std::uint64_t VisitedSet<Words>::find(const Key<Words>& key, std::uint64_t hash) const {
  return slot_of<Words, PortableProbe>(memory_.data(), home(hash), key);
}

template <unsigned Words>
void VisitedSet<Words>::find_all(std::span<const Key<Words>> keys, const std::uint64_t* hashes,
                                 std::uint64_t* slots) const {
#if DOUBLECHECK_HAS_AVX512
  if (compare_ == LineCompare::avx512) return slots_by_line<Words>(memory_.data(), home_lines_, keys, hashes, slots);
#endif
  slots_of<Words, PortableProbe>(memory_.data(), home_lines_, keys, hashes, slots);
}

template <unsigned Words>
std::size_t VisitedSet<Words>::grown_lines() const {
  const bool doubles = bytes() < kDoublesUpToBytes;
  const std::size_t room = memory_.lines_max() - kSpareLines;
  return std::min(doubles ? home_lines_ * 2 : home_lines_ / 2 * 3, room);
}

template <unsigned Words>
bool VisitedSet<Words>::grow() {
  const std::size_t old_lines = home_lines_ + kSpareLines;
  const std::size_t wanted = grown_lines();
  if (wanted <= home_lines_ || !memory_.commit(wanted + kSpareLines)) return false;
  set_home_lines(wanted);
  spread<Words>(memory_.data(), old_lines, home_lines_);
  return true;
}

template <unsigned Words>
void VisitedSet<Words>::clear() {
  std::fill_n(memory_.data(), memory_.lines(), Line{});
  size_ = 0;
}

template class VisitedSet<1>;
template class VisitedSet<2>;

}  // namespace doublecheck::engine
