#include "statistics/histogram.hpp"

#include <algorithm>
#include <bit>

namespace doublecheck::statistics {

void Histogram::add(std::uint64_t value, std::uint64_t times) {
  if (times == 0) return;
  value = std::min(value, kValueMax);
  const std::size_t bucket = bucket_of(value);
  if (bucket >= counts_.size()) counts_.resize(bucket + 1);
  counts_[bucket] += times;
  min_ = empty() ? value : std::min(min_, value);
  max_ = std::max(max_, value);
  count_ += times;
  sum_ += value * times;
}

void Histogram::add(const Histogram& other) {
  if (other.empty()) return;
  if (other.counts_.size() > counts_.size()) counts_.resize(other.counts_.size());
  for (std::size_t i = 0; i < other.counts_.size(); ++i) counts_[i] += other.counts_[i];
  min_ = empty() ? other.min_ : std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
  count_ += other.count_;
  sum_ += other.sum_;
}

double Histogram::mean() const { return empty() ? 0 : static_cast<double>(sum_) / static_cast<double>(count_); }

std::uint64_t Histogram::quantile(std::uint64_t numerator, std::uint64_t denominator) const {
  // The smallest rank of at least that share, from 1 on; in 128 bits, for a count may be large.
  __extension__ using Wide = unsigned __int128;
  const Wide scaled = Wide{count_} * numerator;
  const auto rank = std::max<std::uint64_t>(1, static_cast<std::uint64_t>((scaled + denominator - 1) / denominator));
  std::uint64_t passed = 0;
  for (std::size_t bucket = 0; bucket < counts_.size(); ++bucket) {
    passed += counts_[bucket];
    if (passed >= rank) return std::min(largest_in(bucket), max_);
  }
  return max_;
}

std::uint64_t Histogram::count_up_to(std::uint64_t value) const {
  std::uint64_t passed = 0;
  for (std::size_t bucket = 0; bucket < counts_.size() && largest_in(bucket) <= value; ++bucket) {
    passed += counts_[bucket];
  }
  return passed;
}

std::vector<Histogram::Bucket> Histogram::buckets() const {
  std::vector<Bucket> buckets;
  for (std::size_t bucket = 0; bucket < counts_.size(); ++bucket) {
    if (counts_[bucket] > 0) buckets.push_back({largest_in(bucket), counts_[bucket]});
  }
  return buckets;
}

std::optional<Histogram> Histogram::restored(std::span<const Bucket> buckets, std::uint64_t sum, std::uint64_t min,
                                             std::uint64_t max) {
  Histogram histogram;
  for (const Bucket& bucket : buckets) {
    const bool is_one = bucket.value <= kValueMax && largest_in(bucket_of(bucket.value)) == bucket.value;
    if (!is_one || bucket.count == 0 || (!histogram.empty() && bucket.value <= histogram.max_)) return std::nullopt;
    histogram.add(bucket.value, bucket.count);
  }
  if (buckets.empty()) return sum == 0 && min == 0 && max == 0 ? std::optional(histogram) : std::nullopt;
  const bool fits = min <= max && max <= kValueMax && largest_in(bucket_of(min)) == buckets.front().value &&
                    largest_in(bucket_of(max)) == buckets.back().value;
  if (!fits) return std::nullopt;
  histogram.sum_ = sum;
  histogram.min_ = min;
  histogram.max_ = max;
  return histogram;
}

/// Each power of two from 2^(kPrecisionBits + 1) on has 2^kPrecisionBits buckets; below, each value has its own.
std::size_t Histogram::bucket_of(std::uint64_t value) {
  constexpr std::uint64_t kExact = std::uint64_t{1} << (kPrecisionBits + 1);
  if (value < kExact) return static_cast<std::size_t>(value);
  const auto shift = static_cast<unsigned>(std::bit_width(value)) - (kPrecisionBits + 1);
  const std::uint64_t within = (value >> shift) - kExact / 2;
  return static_cast<std::size_t>(kExact + (shift - 1) * (kExact / 2) + within);
}

std::uint64_t Histogram::largest_in(std::size_t bucket) {
  constexpr std::uint64_t kExact = std::uint64_t{1} << (kPrecisionBits + 1);
  if (bucket < kExact) return bucket;
  const std::uint64_t beyond = bucket - kExact;
  const auto shift = static_cast<unsigned>(beyond / (kExact / 2)) + 1;
  const std::uint64_t within = beyond % (kExact / 2) + kExact / 2;
  return ((within + 1) << shift) - 1;
}

}  // namespace doublecheck::statistics
