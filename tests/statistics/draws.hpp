/// Draws from known distributions, with a fixed seed.
#pragma once

#include "sim/distributions.hpp"
#include "sim/random.hpp"

#include <cstdint>
#include <vector>

namespace doublecheck::tests {

/// Normally distributed numbers, one after the other.
class NormalDraws {
 public:
  explicit NormalDraws(std::uint64_t seed) : dice_(seed, 0, 1) {}

  double next(double mean, double deviation) {
    const std::uint64_t bits = dice_.roll(sim::Entity{0}, sim::Purpose::think);
    const double unit = (static_cast<double>(bits >> 12U) + 0.5) / static_cast<double>(std::uint64_t{1} << 52U);
    return mean + deviation * sim::normal_quantile(unit);
  }

  std::vector<double> some(std::size_t count, double mean, double deviation) {
    std::vector<double> values;
    for (std::size_t i = 0; i < count; ++i) values.push_back(next(mean, deviation));
    return values;
  }

 private:
  sim::Dice dice_;
};

}  // namespace doublecheck::tests
