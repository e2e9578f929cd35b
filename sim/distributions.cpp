#include "sim/distributions.hpp"

#include "model/assert.hpp"

#include <array>
#include <bit>
#include <cfloat>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>

static_assert(std::numeric_limits<double>::is_iec559 && FLT_EVAL_METHOD == 0,
              "results are the same everywhere only where a double is rounded to 64 bits after every operation");

namespace doublecheck::sim {
namespace {

constexpr int kMantissaBits = 52;
constexpr std::uint64_t kMantissaMask = (std::uint64_t{1} << kMantissaBits) - 1;
constexpr int kExponentBias = 1023;

// ln 2 in two parts, as in Sun's fdlibm. The first has so few bits that its product with an exponent is exact.
constexpr auto kLog2High = std::bit_cast<double>(std::uint64_t{0x3FE62E42FEE00000});
constexpr auto kLog2Low = std::bit_cast<double>(std::uint64_t{0x3DEA39EF35793C76});

/// 2 to the power of `exponent`. REQUIRES: -1022 ≤ exponent ≤ 1023.
double power_of_two(int exponent) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + kExponentBias) << kMantissaBits);
}

/// The polynomial with these coefficients, the constant first, by Horner's rule.
template <std::size_t N>
double polynomial(const std::array<double, N>& coefficients, double x) {
  double value = coefficients[N - 1];
  for (std::size_t i = N - 1; i > 0; --i) value = value * x + coefficients[i - 1];
  return value;
}

Time whole_microseconds(double value) {
  if (value >= static_cast<double>(kLongestDelay)) return kLongestDelay;
  const auto whole = static_cast<Time>(value);
  return value - static_cast<double>(whole) < 0.5 ? whole : whole + 1;
}

}  // namespace

/// x = 2^e m with m near 1; ln m = 2 artanh f = 2 (f + f³/3 + f⁵/5 + …) for f = (m - 1)/(m + 1), |f| < 0.172.
double natural_log(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  auto exponent = static_cast<int>(bits >> kMantissaBits) - kExponentBias;
  auto mantissa = std::bit_cast<double>((bits & kMantissaMask) | (std::uint64_t{kExponentBias} << kMantissaBits));
  if (mantissa > std::numbers::sqrt2) {
    mantissa *= 0.5;
    ++exponent;
  }
  const double f = (mantissa - 1.0) / (mantissa + 1.0);
  const double square = f * f;
  double series = 0.0;
  for (int k = 23; k >= 3; k -= 2) series = (series + 1.0 / static_cast<double>(k)) * square;
  const double log_of_mantissa = 2.0 * (f + f * series);
  return exponent * kLog2High + (exponent * kLog2Low + log_of_mantissa);
}

/// x = k ln 2 + r with |r| < 0.35; e^x = 2^k e^r, and e^r by Taylor's series.
double natural_exp(double x) {
  DOUBLECHECK_ASSERT(x >= -700.0 && x <= 700.0);
  const int k = static_cast<int>(x / kLog2High + (x < 0.0 ? -0.5 : 0.5));
  const double r = (x - k * kLog2High) - k * kLog2Low;
  double series = 1.0;
  for (int n = 15; n >= 1; --n) series = 1.0 + r * series / static_cast<double>(n);
  return series * power_of_two(k);
}

double normal_quantile(double p) {
  static constexpr std::array<double, 8> kCentreAbove = {
      3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
      4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3};
  static constexpr std::array<double, 8> kCentreBelow = {1.0,
                                                         4.2313330701600911252e+1,
                                                         6.8718700749205790830e+2,
                                                         5.3941960214247511077e+3,
                                                         2.1213794301586595867e+4,
                                                         3.9307895800092710610e+4,
                                                         2.8729085735721942674e+4,
                                                         5.2264952788528545610e+3};
  static constexpr std::array<double, 8> kFlankAbove = {
      1.42343711074968357734e0, 4.63033784615654529590e0,  5.76949722146069140550e0,  3.64784832476320460504e0,
      1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4};
  static constexpr std::array<double, 8> kFlankBelow = {1.0,
                                                        2.05319162663775882187e0,
                                                        1.67638483018380384940e0,
                                                        6.89767334985100004550e-1,
                                                        1.48103976427480074590e-1,
                                                        1.51986665636164571966e-2,
                                                        5.47593808499534494600e-4,
                                                        1.05075007164441684324e-9};
  static constexpr std::array<double, 8> kTailAbove = {
      6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,  2.96560571828504891230e-1,
      2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7};
  static constexpr std::array<double, 8> kTailBelow = {1.0,
                                                       5.99832206555887937690e-1,
                                                       1.36929880922735805310e-1,
                                                       1.48753612908506148525e-2,
                                                       7.86869131145613259100e-4,
                                                       1.84631831751005468180e-5,
                                                       1.42151175831644588870e-7,
                                                       2.04426310338993978564e-15};

  const double q = p - 0.5;
  if (q >= -0.425 && q <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(kCentreAbove, r) / polynomial(kCentreBelow, r);
  }
  const double r = std::sqrt(-natural_log(q < 0.0 ? p : 1.0 - p));
  const double x = r <= 5.0 ? polynomial(kFlankAbove, r - 1.6) / polynomial(kFlankBelow, r - 1.6)
                            : polynomial(kTailAbove, r - 5.0) / polynomial(kTailBelow, r - 5.0);
  return q < 0.0 ? -x : x;
}

double open_unit(std::uint64_t bits) { return (static_cast<double>(bits >> 12U) + 0.5) * power_of_two(-kMantissaBits); }

/// The upper 64 bits of the product, by halves.
std::uint64_t scaled(std::uint64_t bits, std::uint64_t limit) {
  constexpr std::uint64_t kHalf = 0xFFFFFFFF;
  const std::uint64_t low = (bits & kHalf) * (limit & kHalf);
  const std::uint64_t cross = (bits >> 32U) * (limit & kHalf) + (low >> 32U);
  const std::uint64_t other_cross = (bits & kHalf) * (limit >> 32U) + (cross & kHalf);
  return (bits >> 32U) * (limit >> 32U) + (cross >> 32U) + (other_cross >> 32U);
}

bool happens(PartsPerMillion probability, std::uint64_t bits) { return scaled(bits, 1'000'000) < probability; }

Time draw_delay(const Delay& delay, std::uint64_t bits) {
  DOUBLECHECK_ASSERT(delay.first >= 0);
  switch (delay.kind) {
    case DelayKind::constant:
      return delay.first;
    case DelayKind::uniform: {
      DOUBLECHECK_ASSERT(delay.second >= delay.first);
      const auto width = static_cast<std::uint64_t>(delay.second - delay.first);
      return delay.first + static_cast<Time>(scaled(bits, width + 1));
    }
    case DelayKind::exponential:
      return whole_microseconds(-natural_log(open_unit(bits)) * static_cast<double>(delay.first));
    case DelayKind::lognormal: {
      DOUBLECHECK_ASSERT(delay.second >= delay.first);
      if (delay.first == 0) return 0;  // the median of nothing but zeros
      const auto median = static_cast<double>(delay.first);
      const double sigma = natural_log(static_cast<double>(delay.second) / median) / normal_quantile(0.99);
      return whole_microseconds(median * natural_exp(sigma * normal_quantile(open_unit(bits))));
    }
  }
  model::assertion_failed("a known kind of delay", __FILE__, __LINE__);
}

}  // namespace doublecheck::sim
