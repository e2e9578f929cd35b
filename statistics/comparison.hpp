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

/// By the sign test (Dixon and Mood, 1946) of pairs of which it is only known which of the two is less: of the variant
/// in so many, of the base in so many. Equal ones are left out. More than 1000 pairs are not compared.
Difference compare_by_signs(std::uint64_t variant_is_less, std::uint64_t base_is_less, Better better,
                            double confidence = kConfidence);

}  // namespace doublecheck::statistics
