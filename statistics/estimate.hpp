/// Estimates from independent replications: means with confidence intervals, and when there are enough replications.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace doublecheck::statistics {

inline constexpr double kConfidence = 0.95;

struct Interval {
  double low = 0;
  double high = 0;

  bool contains(double value) const { return low <= value && value <= high; }
  bool operator==(const Interval&) const = default;
};

/// A mean, and how far from it the true one may be.
struct Estimate {
  std::uint64_t count = 0;
  double mean = 0;                   // 0 if there are no values
  std::optional<double> half_width;  // none with fewer than two values

  std::optional<Interval> interval() const;
  /// Half the width in terms of the mean's magnitude; none where either is unknown or the mean is 0 and the width is
  /// not.
  std::optional<double> relative_half_width() const;
  bool operator==(const Estimate&) const = default;
};

/// The mean of independent values with the same distribution, and Student's interval. REQUIRES: 0 ≤ confidence ≤
/// 0.9999.
Estimate estimate_mean(std::span<const double> values, double confidence = kConfidence);

/// Replicate until every figure is known well enough: the sequential procedure of Law and Kelton, "Confidence intervals
/// for steady-state simulations II" (1982). As the mean itself is uncertain, a relative error of at most γ takes a
/// relative half width of at most γ / (1 + γ).
struct StoppingRule {
  double relative_error = 0.05;        // > 0
  std::uint64_t replications_min = 5;  // ≥ 2
  std::uint64_t replications_max = 100;
};

enum class Stopping : std::uint8_t { go_on, narrow_enough, at_most };

/// `figures`: estimates of all that must be known well enough, after so many replications. One that cannot be
/// estimated, because it had fewer than two values, is not known well enough.
Stopping decide(const StoppingRule& rule, std::span<const Estimate> figures, std::uint64_t replications);

}  // namespace doublecheck::statistics
