/// Random numbers by counter: each is a pure function of a seed and of what it is for, so that no order of work and no
/// number of threads changes a walk.
#pragma once

#include <cstdint>

namespace doublecheck::engine {

/// The finaliser of SplitMix64: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators" (OOPSLA
/// 2014), with the constants of D. Stafford's variant 13.
constexpr std::uint64_t scrambled(std::uint64_t word) {
  word = (word ^ (word >> 30U)) * 0xBF58'476D'1CE4'E5B9ULL;
  word = (word ^ (word >> 27U)) * 0x94D0'49BB'1331'11EBULL;
  return word ^ (word >> 31U);
}

/// The numbers of one walk for one purpose: those of SplitMix64 from a start that is itself random.
class RandomStream {
 public:
  constexpr RandomStream(std::uint64_t seed, std::uint64_t stream)
      : start_(scrambled(scrambled(seed + kStep) + (stream + 1) * kStep)) {}

  /// 64 uniform bits.
  constexpr std::uint64_t bits(std::uint64_t number) const { return scrambled(start_ + (number + 1) * kStep); }

  /// 0 to bound - 1. REQUIRES: bound > 0, and below 2³², where no number is favoured by more than 2⁻³².
  constexpr std::uint64_t below(std::uint64_t bound, std::uint64_t number) const {
    __extension__ using Product = unsigned __int128;
    return static_cast<std::uint64_t>((static_cast<Product>(bits(number)) * bound) >> 64U);
  }

 private:
  static constexpr std::uint64_t kStep = 0x9E37'79B9'7F4A'7C15ULL;

  std::uint64_t start_;
};

}  // namespace doublecheck::engine
