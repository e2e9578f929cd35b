/// How one line of the visited set is searched for a key: portably, or with one comparison of AVX-512.
#pragma once

#include <atomic>
#include <bit>
#include <cstdint>

// The thread sanitizer takes a load of eight lanes for a load of 64 bytes, of which another thread must not write one.
#if defined(__SANITIZE_THREAD__)
#define DOUBLECHECK_THREADS_ARE_WATCHED 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define DOUBLECHECK_THREADS_ARE_WATCHED 1
#endif
#endif

#if defined(__x86_64__) && !defined(DOUBLECHECK_THREADS_ARE_WATCHED)
#include <immintrin.h>
#define DOUBLECHECK_HAS_AVX512 1
#define DOUBLECHECK_AVX512 __attribute__((target("avx512f")))
#else
#define DOUBLECHECK_HAS_AVX512 0
#define DOUBLECHECK_AVX512
#endif

#include "engine/key.hpp"
#include "engine/line_memory.hpp"

namespace doublecheck::engine {

/// Slots of a line as bits.
struct LineMatch {
  unsigned same = 0;  ///< hold the key
  unsigned free = 0;
  unsigned half = 0;  ///< hold the first word of the key; the second is just being written
};

inline std::uint64_t read_word(const std::uint64_t& word) {
  return std::atomic_ref(const_cast<std::uint64_t&>(word)).load(std::memory_order_acquire);
}

struct PortableProbe {
  static LineMatch match(const Line& line, const Key<1>& key) {
    LineMatch found;
    for (unsigned slot = 0; slot < 8; ++slot) {
      const std::uint64_t word = read_word(line.words[slot]);
      found.same |= static_cast<unsigned>(word == key.words[0]) << slot;
      found.free |= static_cast<unsigned>(word == 0) << slot;
    }
    return found;
  }

  static LineMatch match(const Line& line, const Key<2>& key) {
    LineMatch found;
    for (unsigned slot = 0; slot < 4; ++slot) {
      const std::uint64_t first = read_word(line.words[2 * slot]);
      const std::uint64_t second = read_word(line.words[2 * slot + 1]);
      const bool begins = first == key.words[0];
      found.same |= static_cast<unsigned>(begins && second == key.words[1]) << slot;
      found.half |= static_cast<unsigned>(begins && second == 0) << slot;
      found.free |= static_cast<unsigned>(first == 0) << slot;
    }
    return found;
  }
};

#if DOUBLECHECK_HAS_AVX512
// A lane of 64 bits is read whole: what another thread is writing is seen before or after, never in between.
struct Avx512Probe {
  DOUBLECHECK_AVX512 static LineMatch match(const Line& line, const Key<1>& key) {
    const __m512i words = _mm512_load_si512(&line);
    const __mmask8 same = _mm512_cmpeq_epi64_mask(words, _mm512_set1_epi64(static_cast<long long>(key.words[0])));
    return {same, _mm512_testn_epi64_mask(words, words), 0};
  }

  DOUBLECHECK_AVX512 static LineMatch match(const Line& line, const Key<2>& key) {
    const __m512i words = _mm512_load_si512(&line);
    const auto first = static_cast<long long>(key.words[0]);
    const auto second = static_cast<long long>(key.words[1]);
    const __m512i wanted = _mm512_set_epi64(second, first, second, first, second, first, second, first);
    const unsigned equal = _mm512_cmpeq_epi64_mask(words, wanted);
    const unsigned zero = _mm512_testn_epi64_mask(words, words);
    const unsigned begins = equal & 0x55U;
    return {gathered(begins & (equal >> 1U)), gathered(zero & 0x55U), gathered(begins & (zero >> 1U))};
  }

 private:
  /// Bits 0, 2, 4 and 6 as bits 0 to 3.
  static unsigned gathered(unsigned bits) {
    return (bits & 1U) | ((bits >> 1U) & 2U) | ((bits >> 2U) & 4U) | ((bits >> 3U) & 8U);
  }
};
#endif

}  // namespace doublecheck::engine
