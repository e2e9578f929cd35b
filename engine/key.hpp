/// What the engine stores of a state: a key of 63 or 126 bits that is the whole state.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

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

/// Spreads what differs in any bit over all bits; different numbers stay different.
constexpr std::uint64_t mixed(std::uint64_t number) {
  number ^= number >> 32U;
  number *= 0xD6E8'FEB8'6659'FD93ULL;
  number ^= number >> 29U;
  number *= 0x9FB2'1C65'1E98'DF25ULL;
  return number ^ (number >> 32U);
}

/// Every bit of the key has a part in every bit of the hash.
template <unsigned Words>
std::uint64_t hash_of(const Key<Words>& key) {
  std::uint64_t hash = key.words[Words - 1];
  if constexpr (Words == 2) hash += key.words[0] * 0x9E37'79B9'7F4A'7C15ULL;
  return mixed(hash);
}

/// Eight bytes as a number, the first the highest.
inline std::uint64_t word_of(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof(word));
  if constexpr (std::endian::native == std::endian::little) word = __builtin_bswap64(word);
  return word;
}

/// The hash of some bytes, the same in every run; another `seed` gives another one.
inline std::uint64_t hash_of_bytes(std::string_view bytes, std::uint64_t seed) {
  std::uint64_t hash = mixed(seed + 0x9E37'79B9'7F4A'7C15ULL) ^ bytes.size();
  for (; bytes.size() >= sizeof(hash); bytes.remove_prefix(sizeof(hash))) {
    hash = mixed(hash * 0x9E37'79B9'7F4A'7C15ULL + word_of(bytes.data()));
  }
  if (bytes.empty()) return hash;
  std::uint64_t word = 0;
  for (const char byte : bytes) word = word << 8U | static_cast<unsigned char>(byte);
  return mixed(hash * 0x9E37'79B9'7F4A'7C15ULL + word);
}

}  // namespace doublecheck::engine
