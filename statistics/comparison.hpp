/// Comparisons of two variants that were run on common random numbers: the same replication of both is one pair.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "statistics/estimate.hpp"

namespace doublecheck::statistics {

enum class Better : std::uint8_t { lower, higher };

enum class Difference : std::uint8_t {
  better,     // the interval of the difference is on the better side of 0
  worse,      // on the other
  not_shown,  // it contains 0, or there is none
};

struct PairedComparison {
  Estimate difference;                     // of the variant from the base, by Student's paired t
  std::optional<double> ratio;             // of the means; none if that of the base is 0
  std::optional<Interval> ratio_interval;  // by Fieller, "Some problems in interval estimation" (1954); none where that
                                           // of the base's mean contains 0
  Difference verdict = Difference::not_shown;
};

/// REQUIRES: as many values of the base as of the variant, in the order of the replications.
PairedComparison compare_paired(std::span<const double> base, std::span<const double> variant, Better better,
                                double confidence = kConfidence);

}  // namespace doublecheck::statistics
