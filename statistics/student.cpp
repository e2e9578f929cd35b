#include "statistics/student.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace doublecheck::statistics {
namespace {

constexpr std::uint64_t kDegreesMax = 100'000;

/// By halving the angle three times, then Taylor's series for |x| < 0.2. REQUIRES: x ≥ 0.
double arc_tangent(double x) {
  for (int i = 0; i < 3; ++i) x = x / (1 + std::sqrt(1 + x * x));
  const double square = x * x;
  double series = 0;
  for (int k = 27; k >= 1; k -= 2) series = 1.0 / static_cast<double>(k) - square * series;
  return 8 * x * series;
}

}  // namespace

double student_probability_within(double t, std::uint64_t degrees) {
  const double tangent = t / std::sqrt(static_cast<double>(degrees));
  const double cosine_square = 1 / (1 + tangent * tangent);
  const double sine = tangent * std::sqrt(cosine_square);
  double term = 1;
  double sum = 0;
  if (degrees % 2 == 0) {
    for (std::uint64_t k = 1; k <= degrees / 2; ++k) {
      sum += term;
      term *= cosine_square * static_cast<double>(2 * k - 1) / static_cast<double>(2 * k);
    }
    return sine * sum;
  }
  for (std::uint64_t k = 1; k <= (degrees - 1) / 2; ++k) {
    sum += term;
    term *= cosine_square * static_cast<double>(2 * k) / static_cast<double>(2 * k + 1);
  }
  return 2 / std::numbers::pi * (arc_tangent(tangent) + sine * std::sqrt(cosine_square) * sum);
}

double student_quantile(double confidence, std::uint64_t degrees) {
  degrees = std::min(degrees, kDegreesMax);
  double high = 1;
  while (student_probability_within(high, degrees) < confidence) high *= 2;
  double low = 0;
  for (int i = 0; i < 60; ++i) {
    const double middle = low + (high - low) / 2;
    (student_probability_within(middle, degrees) < confidence ? low : high) = middle;
  }
  return high;
}

}  // namespace doublecheck::statistics
