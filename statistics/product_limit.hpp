/// The product-limit estimator: quantiles of durations that are counted although not all of them were seen to end. Some
/// never end, and of some it is not known, because nobody looked any longer. Leaving these out makes whoever loses most
/// look fastest.
#pragma once

#include "statistics/histogram.hpp"

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace doublecheck::statistics {

/// What is known of durations that are alike.
struct Spell {
  std::uint64_t value = 0;
  std::uint64_t ended = 0;     // so many lasted exactly so long
  std::uint64_t censored = 0;  // so many lasted longer, and nobody knows how long
};

/// Whether a share of the durations has an end, in ascending order of how late it may be.
enum class Reach : std::uint8_t {
  reached,
  not_reached,  // it ends later than anybody looked, if it does
  never,        // so many never end that it has none
};

/// Later ones are greater.
struct Quantile {
  Reach reach = Reach::reached;
  std::uint64_t value = 0;  // 0 unless it is reached

  auto operator<=>(const Quantile&) const = default;
};

/// The curve of Kaplan and Meier, "Nonparametric estimation from incomplete observations", Journal of the American
/// Statistical Association 53 (1958): at each value at which durations end, of those that are known to have lasted so
/// long the share that ends is left out. What is censored at a value is known to have lasted so long. What never ends
/// is among those that last, whatever the value; where nothing is censored, a quantile is the nearest rank of all
/// durations, with these as infinite ones.
///
/// The curve says nothing beyond its last step. What is left there is divided, in equal parts, among those that never
/// end and those that were censored later (Efron, "The two sample problem with censored data", 1967): a quantile beyond
/// the last step is not reached as long as the parts of the censored could reach it, and never otherwise.
class ProductLimit {
 public:
  /// REQUIRES: `spells` are in ascending order of their values, each value once.
  ProductLimit(std::span<const Spell> spells, std::uint64_t never);

  bool empty() const { return all_ == 0; }

  /// `numerator` of `denominator` of all. REQUIRES: not empty, numerator ≤ denominator, denominator > 0.
  Quantile quantile(std::uint64_t numerator, std::uint64_t denominator) const;

  /// The share that lasts longer than this, 0 to 1: 1 of nothing.
  double survival(std::uint64_t value) const;

 private:
  friend class ProductLimitWalk;

  /// A product of fractions, the last of which is exact: without censoring there is no other.
  struct Share {
    double before = 1;
    std::uint64_t left = 0;
    std::uint64_t of = 0;

    double value() const { return before * static_cast<double>(left) / static_cast<double>(of); }
    /// numerator / denominator or less.
    bool is_at_most(std::uint64_t numerator, std::uint64_t denominator) const;
  };

  struct Step {
    std::uint64_t value = 0;
    Share lasting;  // beyond it
  };

  std::uint64_t all_ = 0;
  std::vector<Step> steps_;
  Share never_;
};

/// Durations as they are collected: the order does not matter.
struct Durations {
  Histogram ended;
  Histogram censored;  // how long each had lasted when it was looked at last
  std::uint64_t never = 0;

  void add(const Durations& other);
  bool empty() const { return all() == 0; }
  std::uint64_t all() const { return ended.count() + censored.count() + never; }
  bool operator==(const Durations&) const = default;
};

/// The product-limit estimate by buckets: what ends in a bucket is taken to last as long as the largest value of it,
/// and what is censored in it longer. A value is never more than the largest that was seen to end.
std::vector<Quantile> quantiles_of(const Durations& durations, std::span<const unsigned> percents);
/// REQUIRES: not empty, percent ≤ 100.
Quantile quantile_of(const Durations& durations, unsigned percent);

/// One duration of one run.
struct RunSpell {
  enum class Kind : std::uint8_t { ended, censored, never };

  std::uint64_t value = 0;  // of no meaning for what never ends
  std::uint32_t run = 0;
  Kind kind = Kind::ended;
};

struct QuantileRange {
  Quantile low;
  Quantile high;
};

inline constexpr unsigned kResamples = 400;

/// Ranges of the quantiles by the percentile bootstrap (Efron, "Bootstrap methods: another look at the jackknife",
/// Annals of Statistics 7 (1979)), with a confidence of 95 %. What is drawn again, with replacement, is whole runs:
/// messages of one run are not independent of each other. `spells`: of all runs, in any order; `draw(n)`: a number from
/// 0 to n - 1, all alike probable. None with fewer than two runs, or where no run has a spell. REQUIRES: runs are below
/// `runs`, percents are ascending and at most 100.
std::vector<std::optional<QuantileRange>> resampled_ranges(std::span<const RunSpell> spells, std::uint32_t runs,
                                                           std::span<const unsigned> percents,
                                                           const std::function<std::uint64_t(std::uint64_t)>& draw);

}  // namespace doublecheck::statistics
