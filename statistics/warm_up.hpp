/// The warm-up of a simulation: how much of a time series to leave out because the start still shows in it.
#pragma once

#include <cstddef>
#include <span>

namespace doublecheck::statistics {

struct WarmUp {
  std::size_t truncated = 0;  // values to leave out at the start, a multiple of 5
  bool is_found = false;      // else the series is too short to tell: the best truncation is in its second half
};

/// A shorter series is always too short to tell: no truncation could be in its second half.
inline constexpr std::size_t kWarmUpSeriesMin = 55;

/// MSER-5: of the means of batches of five values, leaves out as many as make the standard error of the mean of the
/// rest least. White, "An effective truncation heuristic for bias reduction in simulation output" (1997); Franklin and
/// White, "Stationarity tests and MSER-5" (2008). What is left over at the end and fills no batch does not count.
WarmUp find_warm_up(std::span<const double> series);

}  // namespace doublecheck::statistics
