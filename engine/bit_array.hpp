/// States as a few bits each in one large array: whatever has all of its bits set is taken for known.
///
/// A Bloom filter, which model checkers know as bitstate hashing: G. J. Holzmann, "An analysis of bitstate hashing"
/// (Formal Methods in System Design 13, 1998). The places are those of enhanced double hashing: P. C. Dillinger,
/// P. Manolios, "Bloom filters in probabilistic verification" (FMCAD 2004). Which bits are set does not depend on the
/// order in which states were added.
/// Tested by approximate_set_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/line_memory.hpp"

namespace doublecheck::engine {

class BitArray {
 public:
  /// Bits of a state. Three suit what this is for: arrays with a few bits for each state.
  static constexpr unsigned kProbes = 3;

  explicit BitArray(std::uint64_t bytes);

  std::uint64_t bytes() const { return memory_.lines() * sizeof(Line); }

  void prefetch(std::uint64_t hash) const {
    visit(hash, [this](std::uint64_t bit) {
      __builtin_prefetch(word(bit));
      return true;
    });
  }

  /// Any number of threads may ask, but not while any adds.
  bool contains(std::uint64_t hash) const {
    return visit(hash, [this](std::uint64_t bit) { return (*word(bit) & mask(bit)) != 0; });
  }

  /// There always is: the array only gets fuller.
  bool has_room_for(std::uint64_t) const { return true; }

  /// Any number of threads may add at a time; one that is alone spares the locked instructions.
  void add(std::span<const std::uint64_t> hashes);
  void add_alone(std::span<const std::uint64_t> hashes);

  /// The part of the bits that are set. Like the next for when nobody adds.
  double filled() const;

  /// How probable it is that a state that was not added is taken for one that was.
  double false_rate() const;

 private:
  std::uint64_t* word(std::uint64_t bit) const { return &memory_.data()[bit / 512].words[bit / 64 % 8]; }
  static std::uint64_t mask(std::uint64_t bit) { return std::uint64_t{1} << (bit % 64); }

  /// Calls `visit(bit)` for each place of the hash, as long as that returns true, and returns whether it always did.
  template <class Visit>
  bool visit(std::uint64_t hash, Visit visit) const {
    std::uint64_t place = part_of(bits_, hash);
    std::uint64_t stride = part_of(bits_, (hash ^ (hash >> 32U)) * 0x9E37'79B9'7F4A'7C15ULL);
    for (unsigned i = 1; visit(place); ++i) {
      if (i == kProbes) return true;
      place += stride;
      if (place >= bits_) place -= bits_;
      stride += i;
      if (stride >= bits_) stride -= bits_;
    }
    return false;
  }

  /// The fraction of 1 that the hash is, times `whole`.
  static std::uint64_t part_of(std::uint64_t whole, std::uint64_t hash) {
    __extension__ using Product = unsigned __int128;
    return static_cast<std::uint64_t>((static_cast<Product>(hash) * whole) >> 64U);
  }

  LineMemory memory_;
  std::uint64_t bits_;
  std::uint64_t bits_set_ = 0;
};

}  // namespace doublecheck::engine
