#include "sim/distributions.hpp"

#include "sim/random.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <vector>

#include "tests/catch.hpp"

using namespace doublecheck::sim;

namespace {

constexpr std::size_t kDraws = 20'000;

std::vector<Time> sorted_draws(const Delay& delay) {
  std::vector<Time> draws;
  draws.reserve(kDraws);
  Dice dice(3, 0, 1);
  for (std::size_t i = 0; i < kDraws; ++i) draws.push_back(draw_delay(delay, dice.roll(Entity{0}, Purpose::think)));
  std::ranges::sort(draws);
  return draws;
}

/// The statistic of Kolmogorov and Smirnov: the largest distance of the draws' distribution from `cumulative`.
template <class Cumulative>
double distance(const std::vector<Time>& sorted, Cumulative cumulative) {
  double largest = 0.0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const double expected = cumulative(static_cast<double>(sorted[i]));
    const auto n = static_cast<double>(sorted.size());
    largest = std::max({largest, expected - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - expected});
  }
  return largest;
}

/// Exceeded with a probability of one in a million: sqrt(ln(2 / alpha) / 2n).
double distance_max() { return std::sqrt(std::log(2.0 / 1e-6) / (2.0 * static_cast<double>(kDraws))); }

double mean(const std::vector<Time>& draws) {
  double sum = 0.0;
  for (const Time draw : draws) sum += static_cast<double>(draw);
  return sum / static_cast<double>(draws.size());
}

double normal_cumulative(double x) { return 0.5 * std::erfc(-x / std::numbers::sqrt2); }

}  // namespace

TEST_CASE("the logarithm agrees with the library's") {
  CHECK(natural_log(1.0) == 0.0);
  for (int i = 0; i < 4'000; ++i) {
    const double x = std::ldexp(1.0 + i / 4'000.0, i / 2 - 1'000);
    CHECK(std::abs(natural_log(x) - std::log(x)) <= 4e-16 * std::max(1.0, std::abs(std::log(x))));
  }
  for (int i = 0; i < 2'000; ++i) {
    const double x = 0.5 + i * 0.0007;
    CHECK(std::abs(natural_log(x) - std::log(x)) <= 4e-16);
  }
}

TEST_CASE("the exponential function agrees with the library's") {
  CHECK(natural_exp(0.0) == 1.0);
  for (int i = -2'200; i <= 2'200; ++i) {
    const double x = i * 0.317;
    CHECK(std::abs(natural_exp(x) / std::exp(x) - 1.0) < 1e-15);
  }
}

TEST_CASE("the normal quantile undoes the normal distribution") {
  CHECK(normal_quantile(0.5) == 0.0);
  CHECK(normal_quantile(0.99) == Approx(2.3263478740408408).epsilon(1e-15));
  CHECK(normal_quantile(0.25) == Approx(-0.6744897501960817).epsilon(1e-15));
  CHECK(normal_quantile(1e-20) == Approx(-9.262340089798408).epsilon(1e-15));
  for (int i = 0; i < 64; ++i) {
    const double p = 1e-15 * std::pow(1.7, i);
    CHECK(normal_cumulative(normal_quantile(p)) == Approx(p).epsilon(1e-12));
    CHECK(normal_quantile(1.0 - p) == Approx(-normal_quantile(1.0 - (1.0 - p))).epsilon(1e-13));
  }
}

TEST_CASE("scaling is the upper half of a product") {
  constexpr std::uint64_t kAll = std::numeric_limits<std::uint64_t>::max();
  CHECK(scaled(0, 10) == 0);
  CHECK(scaled(kAll, 10) == 9);
  CHECK(scaled(kAll, kAll) == kAll - 1);
  CHECK(scaled(std::uint64_t{1} << 63U, 10) == 5);
  CHECK(scaled(0x123456789ABCDEF0, 0xFEDCBA9876543210) == 0x121FA00AD77D7422);
}

TEST_CASE("what is certain happens and what is impossible does not") {
  for (const std::uint64_t bits : {std::uint64_t{0}, std::numeric_limits<std::uint64_t>::max()}) {
    CHECK(happens(1'000'000, bits));
    CHECK_FALSE(happens(0, bits));
  }
}

TEST_CASE("a probability is the share of what happens") {
  constexpr PartsPerMillion kProbability = 30'000;
  Dice dice(5, 0, 1);
  int count = 0;
  for (std::size_t i = 0; i < kDraws; ++i) count += happens(kProbability, dice.roll(Entity{0}, Purpose::push)) ? 1 : 0;
  const double deviation = std::sqrt(static_cast<double>(kDraws) * 0.03 * 0.97);
  CHECK(std::abs(count - 0.03 * static_cast<double>(kDraws)) < 5.0 * deviation);
}

TEST_CASE("a constant delay is constant") {
  CHECK(draw_delay({DelayKind::constant, 42, 0}, 0) == 42);
  CHECK(draw_delay({DelayKind::constant, 42, 0}, std::numeric_limits<std::uint64_t>::max()) == 42);
}

TEST_CASE("a uniform delay reaches both of its ends and is uniform between them") {
  CHECK(draw_delay({DelayKind::uniform, 10, 12}, 0) == 10);
  CHECK(draw_delay({DelayKind::uniform, 10, 12}, std::numeric_limits<std::uint64_t>::max()) == 12);
  const auto draws = sorted_draws({DelayKind::uniform, 1'000'000, 3'000'000});
  CHECK(distance(draws, [](double x) { return (x - 1e6) / 2e6; }) < distance_max());
}

TEST_CASE("an exponential delay has its mean and its shape") {
  const auto draws = sorted_draws({DelayKind::exponential, 5 * kSecond, 0});
  CHECK(std::abs(mean(draws) / 5e6 - 1.0) < 5.0 / std::sqrt(static_cast<double>(kDraws)));
  CHECK(distance(draws, [](double x) { return 1.0 - std::exp(-x / 5e6); }) < distance_max());
}

TEST_CASE("a lognormal delay has its median and its 99th percentile and its shape") {
  const auto draws = sorted_draws({DelayKind::lognormal, 80 * kMillisecond, 900 * kMillisecond});
  const double sigma = std::log(900.0 / 80.0) / 2.3263478740408408;
  CHECK(distance(draws, [&](double x) { return normal_cumulative(std::log(x / 80e3) / sigma); }) < distance_max());
  // The number of draws below a quantile is binomial.
  const auto below = [&](Time limit) {
    return static_cast<double>(std::ranges::lower_bound(draws, limit) - draws.begin());
  };
  CHECK(std::abs(below(80 * kMillisecond) - 0.5 * kDraws) < 5.0 * std::sqrt(kDraws * 0.25));
  CHECK(std::abs(below(900 * kMillisecond) - 0.99 * kDraws) < 5.0 * std::sqrt(kDraws * 0.99 * 0.01));
}

TEST_CASE("no draw is negative or endless") {
  constexpr std::uint64_t kAll = std::numeric_limits<std::uint64_t>::max();
  for (const DelayKind kind : {DelayKind::exponential, DelayKind::lognormal}) {
    for (const std::uint64_t bits : {std::uint64_t{0}, kAll}) {
      CHECK(draw_delay({kind, 0, 0}, bits) == 0);
      CHECK(draw_delay({kind, 1, kLongestDelay}, bits) >= 0);
      CHECK(draw_delay({kind, kLongestDelay, kLongestDelay}, bits) <= kLongestDelay);
    }
  }
}

// Pinned, so that a platform on which they differ is found by this test and not by a user.
TEST_CASE("the same bits give the same draws on every machine") {
  constexpr std::uint64_t kBits = 0x0123456789ABCDEF;
  CHECK(draw_delay({DelayKind::exponential, 1'000'000'000'000, 0}, kBits) == 5'416'100'402'204);
  CHECK(draw_delay({DelayKind::lognormal, 1'000'000'000, 90'000'000'000}, kBits) == 6'341'405);
}
