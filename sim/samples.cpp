#include "sim/samples.hpp"

#include "model/assert.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace doublecheck::sim {

void Samples::add(Time value) {
  values_.push_back(value);
  sorted_ = values_.size() == 1;
}

void Samples::add(const Samples& other) {
  if (other.empty()) return;
  values_.insert(values_.end(), other.values_.begin(), other.values_.end());
  sorted_ = false;
}

void Samples::sort() {
  std::ranges::sort(values_);
  sorted_ = true;
}

Time Samples::sum() const { return std::accumulate(values_.begin(), values_.end(), Time{0}); }

std::span<const Time> Samples::values() const {
  DOUBLECHECK_ASSERT(sorted_);
  return values_;
}

Time Samples::quantile(PartsPerMillion share) const {
  constexpr std::uint64_t kAll = 1'000'000;
  DOUBLECHECK_ASSERT(sorted_);
  DOUBLECHECK_ASSERT(!values_.empty());
  DOUBLECHECK_ASSERT(share <= kAll);
  const std::uint64_t rank = (std::uint64_t{values_.size()} * share + (kAll - 1)) / kAll;
  return values_[rank == 0 ? 0 : rank - 1];
}

Time Samples::percentile(unsigned percent) const { return quantile(percent * 10'000); }

}  // namespace doublecheck::sim
