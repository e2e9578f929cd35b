#include "statistics/comparison.hpp"

#include "statistics/student.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace doublecheck::statistics {
namespace {

constexpr std::uint64_t kPairsMax = 1000;  // of a sign test: with more the smallest probability is no number

/// The ratios r for which the mean of variant - r base is not significantly different from 0: between the roots of
/// a r² - 2 b r + c.
std::optional<Interval> ratio_interval(std::span<const double> base, std::span<const double> variant, double base_mean,
                                       double variant_mean, double confidence) {
  const auto count = static_cast<double>(base.size());
  double base_squares = 0;
  double variant_squares = 0;
  double products = 0;
  for (std::size_t i = 0; i < base.size(); ++i) {
    base_squares += (base[i] - base_mean) * (base[i] - base_mean);
    variant_squares += (variant[i] - variant_mean) * (variant[i] - variant_mean);
    products += (base[i] - base_mean) * (variant[i] - variant_mean);
  }
  const double t = student_quantile(confidence, base.size() - 1);
  const double scale = t * t / (count * (count - 1));
  const double a = base_mean * base_mean - scale * base_squares;
  const double b = base_mean * variant_mean - scale * products;
  const double c = variant_mean * variant_mean - scale * variant_squares;
  if (a <= 0) return std::nullopt;
  const double root = std::sqrt(std::max(0.0, b * b - a * c));
  return Interval{(b - root) / a, (b + root) / a};
}

}  // namespace

PairedComparison compare_paired(std::span<const double> base, std::span<const double> variant, Better better,
                                double confidence) {
  PairedComparison comparison;
  std::vector<double> differences;
  for (std::size_t i = 0; i < base.size(); ++i) differences.push_back(variant[i] - base[i]);
  comparison.difference = estimate_mean(differences, confidence);
  const double base_mean = estimate_mean(base, confidence).mean;
  const double variant_mean = estimate_mean(variant, confidence).mean;
  if (base_mean != 0) comparison.ratio = variant_mean / base_mean;
  if (base.size() < 2) return comparison;
  comparison.ratio_interval = ratio_interval(base, variant, base_mean, variant_mean, confidence);
  const Interval interval = *comparison.difference.interval();
  if (interval.low > 0 || interval.high < 0) {
    const bool is_lower = interval.high < 0;
    comparison.verdict = is_lower == (better == Better::lower) ? Difference::better : Difference::worse;
  }
  return comparison;
}

Difference compare_by_signs(std::uint64_t variant_is_less, std::uint64_t base_is_less, Better better,
                            double confidence) {
  const std::uint64_t pairs = variant_is_less + base_is_less;
  const std::uint64_t fewer = std::min(variant_is_less, base_is_less);
  if (pairs == 0 || pairs > kPairsMax) return Difference::not_shown;
  // How probable it is that so few or fewer of the signs are the rarer one, where both are equally probable.
  double probability = std::ldexp(1.0, -static_cast<int>(pairs));
  double tail = 0;
  for (std::uint64_t k = 0; k <= fewer; ++k) {
    tail += probability;
    probability = probability * static_cast<double>(pairs - k) / static_cast<double>(k + 1);
  }
  if (2 * tail > 1 - confidence) return Difference::not_shown;
  const bool is_lower = variant_is_less > base_is_less;
  return is_lower == (better == Better::lower) ? Difference::better : Difference::worse;
}

}  // namespace doublecheck::statistics
