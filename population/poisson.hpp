/// Poisson processes by windows of time: how many events a window has, and when.
#pragma once

#include "model/assert.hpp"
#include "population/crowd.hpp"
#include "sim/distributions.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace doublecheck::population {

/// ln(k!), by a table and Stirling's series; the error is below 1e-12 of the value.
double log_factorial(std::uint64_t k);

/// No mean may be larger: the logarithms of its probabilities stay exact to a hundred-thousandth.
inline constexpr double kPoissonMeanMax = 1e9;

/// Below it a count is drawn by inversion, from one uniform number.
inline constexpr double kPoissonInversionMax = 10.0;

/// The count that a uniform number belongs to, by adding up probabilities. REQUIRES: 0 ≤ mean < kPoissonInversionMax.
std::uint64_t poisson_by_inversion(double mean, std::uint64_t bits);

/// The number of events of a Poisson process that has `mean` of them on average. `next_bits()` gives 64 uniform bits;
/// two in three draws of a large mean need two of them, the rest more. For large means: algorithm PTRS of Hörmann,
/// "The transformed rejection method for generating Poisson random variables", Insurance: Mathematics and Economics 12
/// (1993). REQUIRES: 0 ≤ mean ≤ kPoissonMeanMax.
template <class NextBits>
std::uint64_t poisson_count(double mean, NextBits&& next_bits) {
  DOUBLECHECK_ASSERT(mean >= 0.0 && mean <= kPoissonMeanMax);
  if (mean < kPoissonInversionMax) return poisson_by_inversion(mean, next_bits());
  const double b = 0.931 + 2.53 * std::sqrt(mean);
  const double a = -0.059 + 0.02483 * b;
  const double squeeze = 0.9277 - 3.6224 / (b - 2.0);
  while (true) {
    const double u = sim::open_unit(next_bits()) - 0.5;
    const double v = sim::open_unit(next_bits());
    const double from_edge = 0.5 - (u < 0.0 ? -u : u);
    const double count = (2.0 * a / from_edge + b) * u + mean + 0.43;
    if (count < 0.0) continue;
    const auto k = static_cast<std::uint64_t>(std::min(count, 4.0 * kPoissonMeanMax));
    if (from_edge >= 0.07 && v <= squeeze) return k;
    if (from_edge < 0.013 && v > from_edge) continue;
    const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    const double height = sim::natural_log(v * inverse_alpha / (a / (from_edge * from_edge) + b));
    if (height <= static_cast<double>(k) * sim::natural_log(mean) - mean - log_factorial(k)) return k;
  }
}

/// Appends the times of the events in [begin, end), in order; `mean` of them on average. Given how many they are, they
/// are independent and uniform. REQUIRES: begin < end.
template <class NextBits>
void poisson_times(Time begin, Time end, double mean, NextBits&& next_bits, std::vector<Time>& times) {
  DOUBLECHECK_ASSERT(begin < end);
  const auto first = static_cast<std::ptrdiff_t>(times.size());
  const auto length = static_cast<std::uint64_t>(end - begin);
  for (std::uint64_t left = poisson_count(mean, next_bits); left > 0; --left) {
    times.push_back(begin + static_cast<Time>(sim::scaled(next_bits(), length)));
  }
  std::sort(times.begin() + first, times.end());
}

/// Whether an event of a process at the rate `rate_max` is one at `rate` ≤ rate_max, too. Thinning: Lewis & Shedler,
/// "Simulation of nonhomogeneous Poisson processes by thinning", Naval Research Logistics Quarterly 26 (1979).
inline bool thinning_keeps(std::uint64_t rate, std::uint64_t rate_max, std::uint64_t bits) {
  return sim::scaled(bits, rate_max) < rate;
}

}  // namespace doublecheck::population
