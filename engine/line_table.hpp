/// A hash table in cache lines that grows within its own memory.
///
/// A line is a bucket. The home of an entry is its hash, taken as a fraction, times the number of lines; whatever does
/// not fit there goes to the next line with room. Homes are in the order of the hashes, so the table can grow by any
/// factor within its own memory, walked once from the end to the beginning. Entries are only ever added: one is found
/// before the first free slot, or is not there.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <new>
#include <optional>
#include <vector>

#include "checker/assert.hpp"
#include "engine/line_memory.hpp"

namespace doublecheck::engine {

/// The hash as a fraction of 1, times `lines`.
inline std::size_t home_line(std::uint64_t hash, std::size_t lines) {
  __extension__ using Product = unsigned __int128;
  return static_cast<std::size_t>((static_cast<Product>(hash) * lines) >> 64U);
}

/// `Entry` says how many words an entry has (`kWords`, a power of two), of which the first is never 0, what its hash is
/// (`hash(words)`), and how many of 100 slots are taken at most (`kFullest`). Whoever uses the table puts entries into
/// its lines, any number of threads at a time; `grow` and `clear` want to be alone.
template <class Entry>
class LineTable {
 public:
  static constexpr std::size_t kSlots = 8 / Entry::kWords;  // of a line

  /// Never takes more than about `bytes_max`; if that is not given, than the machine has.
  explicit LineTable(std::optional<std::uint64_t> bytes_max)
      : memory_(std::max<std::size_t>(bytes_max ? *bytes_max / sizeof(Line) : LineMemory::lines_of_machine(),
                                      kFirstLines + kSpareLines)) {
    if (!memory_.commit(kFirstLines + kSpareLines)) throw std::bad_alloc();
    home_lines_ = kFirstLines;
  }

  Line* lines() const { return memory_.data(); }
  std::size_t home_lines() const { return home_lines_; }
  Line& home(std::uint64_t hash) const { return memory_.data()[home_line(hash, home_lines_)]; }

  std::uint64_t bytes() const { return memory_.lines() * sizeof(Line); }
  std::uint64_t slots() const { return memory_.lines() * kSlots; }
  /// More entries than this are too many.
  std::uint64_t entries_max() const { return home_lines_ * kSlots / 100 * Entry::kFullest; }

  /// What the next `grow` takes in addition.
  std::uint64_t bytes_to_grow() const { return (grown_lines() - home_lines_) * sizeof(Line); }

  /// Makes room for more. Returns false if there is no memory; nothing has changed then.
  bool grow() {
    const std::size_t old_lines = home_lines_ + kSpareLines;
    const std::size_t wanted = grown_lines();
    if (wanted <= home_lines_) return false;
    std::vector<Words> waiting;
    try {
      waiting.reserve(entries_in_place(wanted));
    } catch (const std::bad_alloc&) {
      return false;
    }
    if (!memory_.commit(wanted + kSpareLines)) return false;
    home_lines_ = wanted;
    spread(old_lines, waiting);
    return true;
  }

  /// Forgets everything, keeps the memory.
  void clear() { std::fill_n(memory_.data(), memory_.lines(), Line{}); }

 private:
  static constexpr std::size_t kFirstLines = 1024;
  // Behind the last home. Enough for any run of full lines that a good hash makes at the greatest load.
  static constexpr std::size_t kSpareLines = 512;
  static constexpr std::size_t kDoublesUpToBytes = std::size_t{32} << 20U;

  using Words = std::array<std::uint64_t, Entry::kWords>;

  /// How many slots of each line are taken while entries settle in lines that were empty, in falling order of lines: by
  /// and large, so that those of a few thousand lines are enough. To look into the lines would cost more than all else,
  /// for a line cannot be read as a whole just after a word of it was written.
  class Settling {
   public:
    /// Lines from `end` on are never asked for.
    Settling(Line* lines, std::size_t end) : lines_(lines), lowest_(end) {}

    /// Puts an entry into the first free slot from its home on.
    void settle(std::size_t home, const Words& entry) {
      while (home < lowest_) taken_[--lowest_ % kLines] = 0;
      while (taken(home) == kSlots) ++home;
      std::ranges::copy(entry, lines_[home].words + std::size_t{taken(home)++} * Entry::kWords);
    }

   private:
    static constexpr std::size_t kLines = 8 * kSpareLines;

    std::uint8_t& taken(std::size_t line) {
      CHECKER_ASSERT(line - lowest_ < kLines);
      return taken_[line % kLines];
    }

    Line* lines_;
    std::size_t lowest_;
    std::array<std::uint8_t, kLines> taken_{};
  };

  std::size_t grown_lines() const {
    const bool doubles = bytes() < kDoublesUpToBytes;
    const std::size_t room = memory_.lines_max() - kSpareLines;
    return std::min(doubles ? home_lines_ * 2 : home_lines_ / 2 * 3, room);
  }

  /// More entries than this need not wait in `spread`: one that does lies no more than the spare lines behind its old
  /// home, and its new home, which is farther by (wanted - home_lines_) / home_lines_ of the old one, no farther still.
  std::size_t entries_in_place(std::size_t wanted) const {
    const std::size_t homes = kSpareLines * home_lines_ / (wanted - home_lines_) + 1;
    return std::min(homes + kSpareLines, home_lines_ + kSpareLines) * kSlots;
  }

  /// Moves every entry of the first `old_lines` lines to where it belongs among more.
  ///
  /// Walked from the end, each entry moves forward, behind all that have not moved yet: only near the beginning can its
  /// new home be at or before the line that it leaves, and such entries wait until the walk is over. `waiting`: empty,
  /// with room for them.
  void spread(std::size_t old_lines, std::vector<Words>& waiting) {
    Line* const lines = memory_.data();
    Settling settling(lines, home_lines_ + kSpareLines);
    for (std::size_t line = old_lines; line-- > 0;) {
      const Line leaving = lines[line];
      lines[line] = Line{};
      for (std::size_t word = 0; word < 8 && leaving.words[word] != 0; word += Entry::kWords) {
        Words entry;
        std::copy_n(leaving.words + word, Entry::kWords, entry.begin());
        const std::size_t home = home_line(Entry::hash(entry), home_lines_);
        if (home > line) {
          settling.settle(home, entry);
        } else {
          waiting.push_back(entry);
        }
      }
    }
    for (const Words& entry : waiting) put(home_line(Entry::hash(entry), home_lines_), entry);
  }

  void put(std::size_t line, const Words& entry) {
    for (;; ++line) {
      std::uint64_t* const words = memory_.data()[line].words;
      for (std::size_t word = 0; word < 8; word += Entry::kWords) {
        if (words[word] == 0) {
          std::ranges::copy(entry, words + word);
          return;
        }
      }
    }
  }

  LineMemory memory_;
  std::size_t home_lines_ = 0;  // the lines behind them take what does not fit into the last ones
};

}  // namespace doublecheck::engine
