/// Samples: every measured duration, kept as it is, so that percentiles are exact.
#pragma once

#include "sim/environment.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace doublecheck::sim {

class Samples {
 public:
  void add(Time value);

  /// Takes over all of the other's values.
  void add(const Samples& other);

  /// Brings the values into order. Percentiles may be asked for until a value is added.
  void sort();

  bool empty() const { return values_.empty(); }
  std::size_t count() const { return values_.size(); }
  Time sum() const;

  /// In ascending order. REQUIRES: sorted.
  std::span<const Time> values() const;

  /// The nearest rank: the smallest value that is at least as large as this share of all values; for 0, the smallest
  /// value. REQUIRES: sorted, not empty, share ≤ 1,000,000.
  Time quantile(PartsPerMillion share) const;

  /// The nearest rank for a share of `percent` hundredths, 0 to 100. REQUIRES: sorted, not empty.
  Time percentile(unsigned percent) const;

  bool operator==(const Samples&) const = default;

 private:
  std::vector<Time> values_;
  bool sorted_ = true;
};

}  // namespace doublecheck::sim
