/// Distributions: random bits become durations and decisions, the same ones on every machine. Whatever draws by
/// floating point uses the functions of this file and operations that IEEE 754 rounds exactly (+ - * / and the square
/// root): the mathematical libraries of different systems disagree in the last bit.
#pragma once

#include "sim/environment.hpp"

#include <cstdint>

namespace doublecheck::sim {

/// No draw is longer: some 31 years.
inline constexpr Time kLongestDelay = 1'000'000'000'000'000;

/// The natural logarithm. REQUIRES: `x` is positive, finite and not subnormal.
double natural_log(double x);

/// e to the power of `x`. REQUIRES: |x| ≤ 700.
double natural_exp(double x);

/// The x below which a standard normal variable lies with probability `p`: Wichura, "Algorithm AS 241", Applied
/// Statistics 37 (1988). REQUIRES: 0 < p < 1.
double normal_quantile(double p);

/// Uniform and strictly between 0 and 1: the middle of one of 2^52 equal intervals.
double open_unit(std::uint64_t bits);

/// A whole number, 0 to `limit` - 1, uniform but for a bias below limit / 2^64.
std::uint64_t scaled(std::uint64_t bits, std::uint64_t limit);

/// True with the probability.
bool happens(PartsPerMillion probability, std::uint64_t bits);

/// A duration from the distribution, in whole microseconds, 0 to kLongestDelay.
/// REQUIRES: the numbers of `delay` are in the ranges that its fields state.
Time draw_delay(const Delay& delay, std::uint64_t bits);

}  // namespace doublecheck::sim
