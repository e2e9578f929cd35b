#include "statistics/estimate.hpp"

#include "statistics/student.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace doublecheck::statistics {

std::optional<Interval> Estimate::interval() const {
  if (!half_width) return std::nullopt;
  return Interval{mean - *half_width, mean + *half_width};
}

std::optional<double> Estimate::relative_half_width() const {
  if (!half_width) return std::nullopt;
  if (*half_width <= 0) return 0;
  if (mean == 0) return std::nullopt;
  return *half_width / std::abs(mean);
}

Estimate estimate_mean(std::span<const double> values, double confidence) {
  Estimate estimate;
  estimate.count = values.size();
  if (values.empty()) return estimate;
  const auto count = static_cast<double>(values.size());
  double sum = 0;
  for (const double value : values) sum += value;
  estimate.mean = sum / count;
  if (values.size() < 2) return estimate;
  double squares = 0;
  for (const double value : values) squares += (value - estimate.mean) * (value - estimate.mean);
  estimate.half_width =
      student_quantile(confidence, values.size() - 1) * std::sqrt(squares / (count - 1)) / std::sqrt(count);
  return estimate;
}

Stopping decide(const StoppingRule& rule, std::span<const Estimate> figures, std::uint64_t replications) {
  if (replications < std::min(rule.replications_min, rule.replications_max)) return Stopping::go_on;
  const double target = rule.relative_error / (1 + rule.relative_error);
  const bool narrow = std::ranges::all_of(figures, [&](const Estimate& figure) {
    const auto width = figure.relative_half_width();
    return width && *width <= target;
  });
  if (narrow) return Stopping::narrow_enough;
  return replications >= rule.replications_max ? Stopping::at_most : Stopping::go_on;
}

}  // namespace doublecheck::statistics
