#include "population/poisson.hpp"

#include <array>
#include <cstddef>
#include <numbers>

namespace doublecheck::population {

double log_factorial(std::uint64_t k) {
  static const auto kTable = [] {
    std::array<double, 16> table{};
    double factorial = 1.0;
    for (std::size_t i = 1; i < table.size(); ++i) {
      factorial *= static_cast<double>(i);
      table[i] = sim::natural_log(factorial);
    }
    return table;
  }();
  if (k < kTable.size()) return kTable[static_cast<std::size_t>(k)];
  const auto x = static_cast<double>(k);
  const double inverse = 1.0 / x;
  const double square = inverse * inverse;
  const double series = inverse * (1.0 / 12.0 - square * (1.0 / 360.0 - square * (1.0 / 1260.0 - square / 1680.0)));
  return x * sim::natural_log(x) - x + 0.5 * sim::natural_log(2.0 * std::numbers::pi * x) + series;
}

std::uint64_t poisson_by_inversion(double mean, std::uint64_t bits) {
  DOUBLECHECK_ASSERT(mean >= 0.0 && mean < kPoissonInversionMax);
  constexpr std::uint64_t kFurthest = 100;  // beyond it lies less than the distance of two uniform numbers
  double left = sim::open_unit(bits);
  double probability = sim::natural_exp(-mean);
  std::uint64_t count = 0;
  while (left > probability && count < kFurthest) {
    left -= probability;
    ++count;
    probability *= mean / static_cast<double>(count);
  }
  return count;
}

}  // namespace doublecheck::population
