#include "population/transport.hpp"

#include "sim/distributions.hpp"
#include "tests/catch.hpp"
#include "tests/population/bits.hpp"

#include <algorithm>
#include <cstddef>
#include <numbers>
#include <vector>

using namespace doublecheck;
using namespace doublecheck::population;
using sim::kMillisecond;

namespace {

struct Lognormal {
  double median;
  double sigma;

  explicit Lognormal(const sim::Delay& delay)
      : median(static_cast<double>(delay.first)),
        sigma(std::log(static_cast<double>(delay.second) / median) / 2.3263478740408408) {}

  double cumulative(double x) const {
    return x <= 0.0 ? 0.0 : 0.5 * std::erfc(-std::log(x / median) / sigma / std::numbers::sqrt2);
  }
  double mean() const { return median * std::exp(sigma * sigma / 2.0); }
  double variance() const { return mean() * mean() * (std::exp(sigma * sigma) - 1.0); }
};

const sim::Delay kUp{sim::DelayKind::lognormal, 80 * kMillisecond, 500 * kMillisecond};
const sim::Delay kDown{sim::DelayKind::lognormal, 150 * kMillisecond, 600 * kMillisecond};

/// P(up + down ≤ x), by the midpoint rule over equally likely pieces of the first.
double cumulative_of_sum(double x) {
  constexpr int kPieces = 20'000;
  const Lognormal up(kUp);
  const Lognormal down(kDown);
  double sum = 0.0;
  for (int i = 0; i < kPieces; ++i) {
    const double first = up.median * std::exp(up.sigma * sim::normal_quantile((i + 0.5) / kPieces));
    sum += down.cumulative(x - first);
  }
  return sum / kPieces;
}

}  // namespace

TEST_CASE("the delay of two hops has the mean and the quantiles of the sum of two lognormals") {
  constexpr std::size_t kPaths = 40'000;
  tests::Bits bits(1);
  std::vector<double> delays;
  double sum = 0.0;
  for (std::size_t i = 0; i < kPaths; ++i) {
    delays.push_back(static_cast<double>(sim::draw_delay(kUp, bits()) + sim::draw_delay(kDown, bits())));
    sum += delays.back();
  }
  const Lognormal up(kUp);
  const Lognormal down(kDown);
  CHECK(std::abs(sum / kPaths - (up.mean() + down.mean())) <
        tests::mean_error_max(std::sqrt(up.variance() + down.variance()), kPaths));

  // The share of delays below a point is binomial. The convolution is exact to a ten-thousandth.
  std::ranges::sort(delays);
  for (const double point : {150e3, 250e3, 400e3, 700e3, 900e3}) {
    const double expected = cumulative_of_sum(point);
    const auto below = static_cast<double>(std::ranges::upper_bound(delays, point) - delays.begin());
    CHECK(expected > 0.001);
    CHECK(expected < 0.999);
    CHECK(std::abs(below / kPaths - expected) <
          tests::mean_error_max(std::sqrt(expected * (1.0 - expected)), kPaths) + 1e-4);
  }
}

// A packet that is lost with probability p is late by 1 / (1 - p) - 1 = p / (1 - p) times the retransmission on
// average; the variance of the number of transmissions is p / (1 - p)².
TEST_CASE("loss makes a path longer by the mean number of repetitions") {
  constexpr std::size_t kPaths = 40'000;
  constexpr Time kAgain = 3 * sim::kSecond;
  tests::Bits bits(2);
  double sum = 0.0;
  for (std::size_t i = 0; i < kPaths; ++i) {
    sum += static_cast<double>(sim::draw_delay(kUp, bits()) +
                               retransmission_delay(draw_transmissions(50'000, bits()), kAgain));
  }
  const Lognormal up(kUp);
  const double late = 0.05 / 0.95 * static_cast<double>(kAgain);
  const double variance =
      up.variance() + 0.05 / (0.95 * 0.95) * static_cast<double>(kAgain) * static_cast<double>(kAgain);
  CHECK(std::abs(sum / kPaths - (up.mean() + late)) < tests::mean_error_max(std::sqrt(variance), kPaths));
}
