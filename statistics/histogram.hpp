/// A histogram of durations with a stated relative precision, as of Gil Tene's HdrHistogram (2012): buckets of equal
/// width inside each power of two.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace doublecheck::statistics {

/// Counts of values from 0 on. Values below 2^(kPrecisionBits + 1) are exact; a larger one is known up to a share of
/// 2^-kPrecisionBits of it. Adding histograms is exact and the order does not matter.
class Histogram {
 public:
  static constexpr unsigned kPrecisionBits = 7;  // 0.8 %
  /// Larger values count as this one.
  static constexpr std::uint64_t kValueMax = (std::uint64_t{1} << 48U) - 1;

  void add(std::uint64_t value, std::uint64_t times = 1);
  void add(const Histogram& other);

  std::uint64_t count() const { return count_; }
  bool empty() const { return count_ == 0; }
  /// Exact, as long as it is below 2^64.
  std::uint64_t sum() const { return sum_; }
  /// Exact. REQUIRES: not empty.
  std::uint64_t min() const { return min_; }
  std::uint64_t max() const { return max_; }
  double mean() const;

  /// The nearest rank, `numerator` of `denominator` of all values: the largest value that its bucket stands for, but
  /// never more than max(). REQUIRES: not empty, numerator ≤ denominator.
  std::uint64_t quantile(std::uint64_t numerator, std::uint64_t denominator) const;

  /// How many values are at most this one, up to the precision: all of a bucket or nothing of it.
  std::uint64_t count_up_to(std::uint64_t value) const;

  /// The values between two powers of two that are not told apart.
  struct Bucket {
    std::uint64_t value = 0;  // the largest of them
    std::uint64_t count = 0;
    bool operator==(const Bucket&) const = default;
  };

  /// Those that hold something, in ascending order.
  std::vector<Bucket> buckets() const;

  /// The histogram with these buckets, or nothing if there is none: what buckets(), sum(), min() and max() tell of one
  /// gives it again.
  static std::optional<Histogram> restored(std::span<const Bucket> buckets, std::uint64_t sum, std::uint64_t min,
                                           std::uint64_t max);

  std::size_t bytes() const { return counts_.capacity() * sizeof(std::uint64_t); }
  bool operator==(const Histogram&) const = default;

 private:
  static std::size_t bucket_of(std::uint64_t value);
  static std::uint64_t largest_in(std::size_t bucket);

  std::vector<std::uint64_t> counts_;  // by bucket, as many as are needed
  std::uint64_t count_ = 0;
  std::uint64_t sum_ = 0;
  std::uint64_t min_ = 0;
  std::uint64_t max_ = 0;
};

}  // namespace doublecheck::statistics
