/// What the engine stores of a state: a key of 63 or 126 bits that is the whole state.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace doublecheck::engine {

/// The lowest bit of each word is always set, so that a word that is 0 was never written.
template <unsigned Words>
struct Key {
  static_assert(Words == 1 || Words == 2);
  std::array<std::uint64_t, Words> words{};

  bool operator==(const Key&) const = default;
  auto operator<=>(const Key&) const = default;
};

template <unsigned Words>
constexpr Key<Words> blank_key() {
  Key<Words> key;
  key.words.fill(1);
  return key;
}

/// Every bit of the key has a part in every bit of the hash.
template <unsigned Words>
std::uint64_t hash_of(const Key<Words>& key) {
  std::uint64_t hash = key.words[Words - 1];
  if constexpr (Words == 2) hash += key.words[0] * 0x9E37'79B9'7F4A'7C15ULL;
  hash ^= hash >> 32U;
  hash *= 0xD6E8'FEB8'6659'FD93ULL;
  hash ^= hash >> 29U;
  hash *= 0x9FB2'1C65'1E98'DF25ULL;
  return hash ^ (hash >> 32U);
}

}  // namespace doublecheck::engine
