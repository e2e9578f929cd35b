// Random bits for tests, one stream a seed, and the bounds that samples of a known size keep to.
#pragma once

#include "sim/random.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>

namespace doublecheck::tests {

class Bits {
 public:
  explicit Bits(std::uint64_t seed) : draw_{seed, 0, sim::Entity{0}, sim::Purpose::think, 0} {}

  std::uint64_t operator()() {
    const std::uint64_t bits = sim::random_bits(draw_);
    ++draw_.number;
    return bits;
  }

 private:
  sim::Draw draw_;
};

/// A mean of n independent values is off by more than five standard deviations of the mean, each the value's own one
/// over the root of n, in fewer than one case in a million: the central limit theorem.
inline double mean_error_max(double standard_deviation, std::size_t n) {
  return 5.0 * standard_deviation / std::sqrt(static_cast<double>(n));
}

/// The distribution of n independent values is further than this from their true one, at any point, in fewer than one
/// case in a million: Dvoretzky, Kiefer and Wolfowitz with the constant of Massart, "The tight constant in the
/// Dvoretzky-Kiefer-Wolfowitz inequality", Annals of Probability 18 (1990). True of discrete distributions as well.
inline double distance_max(std::size_t n) { return std::sqrt(std::log(2.0 / 1e-6) / (2.0 * static_cast<double>(n))); }

}  // namespace doublecheck::tests
