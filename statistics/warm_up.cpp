#include "statistics/warm_up.hpp"

#include <vector>

namespace doublecheck::statistics {
namespace {

constexpr std::size_t kBatch = 5;
constexpr std::size_t kRestMin = 5;  // batches: fewer scatter too little by chance
static_assert(kWarmUpSeriesMin == kBatch * (2 * kRestMin + 1));

}  // namespace

WarmUp find_warm_up(std::span<const double> series) {
  if (series.size() < kWarmUpSeriesMin) return {};
  std::vector<double> batches;
  for (std::size_t i = 0; i + kBatch <= series.size(); i += kBatch) {
    double sum = 0;
    for (const double value : series.subspan(i, kBatch)) sum += value;
    batches.push_back(sum / kBatch);
  }
  // From the end, with Welford's update of the mean and of the sum of squares about it.
  double mean = 0;
  double squares = 0;
  double least = 0;
  std::size_t best = batches.size();
  for (std::size_t i = batches.size(); i-- > 0;) {
    const auto count = static_cast<double>(batches.size() - i);
    const double from_mean = batches[i] - mean;
    mean += from_mean / count;
    squares += from_mean * (batches[i] - mean);
    if (batches.size() - i < kRestMin) continue;
    const double statistic = squares / (count * count);
    if (best == batches.size() || statistic <= least) {
      least = statistic;
      best = i;
    }
  }
  return {.truncated = best * kBatch, .is_found = best <= batches.size() / 2};
}

}  // namespace doublecheck::statistics
