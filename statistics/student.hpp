/// Quantiles of Student's t distribution, the same bit for bit on every machine.
#pragma once

#include <cstdint>

namespace doublecheck::statistics {

/// How probable it is that Student's t with so many degrees of freedom is between -t and t, by the finite sums of
/// Abramowitz and Stegun, 26.7.3 and 26.7.4 (1964). REQUIRES: t ≥ 0, degrees ≥ 1.
double student_probability_within(double t, std::uint64_t degrees);

/// The t that student_probability_within() gives this probability for: what a two-sided interval of that confidence
/// takes. More than 100,000 degrees count as so many. REQUIRES: 0 ≤ confidence ≤ 0.9999, degrees ≥ 1.
double student_quantile(double confidence, std::uint64_t degrees);

}  // namespace doublecheck::statistics
