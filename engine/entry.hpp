/// What the engine stores of a state: a key of 48 or 111 bits that is the whole state, and 16 bits about its discovery.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace doublecheck::engine {

/// The lowest 16 bits of the last word are the note: a footprint of the action that found the state. A note in the set is
/// never 0. The rest is the key.
///
/// With two words, the lowest bit of the first is always set: an entry is written in two steps, first word first.
template <unsigned Words>
struct Entry {
  static_assert(Words == 1 || Words == 2);
  std::array<std::uint64_t, Words> words{};

  std::uint64_t& last() { return words[Words - 1]; }
  std::uint64_t last() const { return words[Words - 1]; }
  bool operator==(const Entry&) const = default;
};

inline constexpr unsigned kNoteBits = 16;
inline constexpr std::uint64_t kNoteMask = (std::uint64_t{1} << kNoteBits) - 1;
/// Bits of an entry that are left for the key.
template <unsigned Words>
inline constexpr unsigned kKeyBits = Words == 1 ? 64 - kNoteBits : 128 - kNoteBits - 1;

template <unsigned Words>
bool is_same_key(const Entry<Words>& one, const Entry<Words>& other) {
  if constexpr (Words == 2) {
    if (one.words[0] != other.words[0]) return false;
  }
  return ((one.last() ^ other.last()) >> kNoteBits) == 0;
}

/// Every bit of the key has a part in every bit of the hash.
template <unsigned Words>
std::uint64_t hash_of(const Entry<Words>& entry) {
  std::uint64_t hash = entry.last() >> kNoteBits;
  if constexpr (Words == 2) hash += entry.words[0] * 0x9E37'79B9'7F4A'7C15ULL;
  hash ^= hash >> 32U;
  hash *= 0xD6E8'FEB8'6659'FD93ULL;
  hash ^= hash >> 29U;
  hash *= 0x9FB2'1C65'1E98'DF25ULL;
  return hash ^ (hash >> 32U);
}

}  // namespace doublecheck::engine
