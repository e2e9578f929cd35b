#include "population/poisson.hpp"

#include "tests/catch.hpp"
#include "tests/population/bits.hpp"

#include <cstddef>
#include <limits>
#include <vector>

using namespace doublecheck;
using namespace doublecheck::population;
using sim::kSecond;

namespace {

double distance_from_poisson(double mean, std::size_t draws, tests::Bits& bits) {
  std::vector<std::size_t> times;
  for (std::size_t i = 0; i < draws; ++i) {
    const std::uint64_t count = poisson_count(mean, bits);
    if (count >= times.size()) times.resize(static_cast<std::size_t>(count) + 1);
    ++times[static_cast<std::size_t>(count)];
  }
  double drawn = 0.0;
  double expected = 0.0;
  double largest = 0.0;
  for (std::size_t k = 0; k < times.size(); ++k) {
    drawn += static_cast<double>(times[k]) / static_cast<double>(draws);
    const auto x = static_cast<double>(k);
    expected += std::exp(x * std::log(mean) - mean - std::lgamma(x + 1.0));
    largest = std::max(largest, std::abs(drawn - expected));
  }
  return largest;
}

}  // namespace

TEST_CASE("the logarithm of a factorial agrees with the library's") {
  CHECK(log_factorial(0) == 0.0);
  CHECK(log_factorial(1) == 0.0);
  for (std::uint64_t k = 2; k < 1'000'000'000; k += 1 + k / 7) {
    CHECK(log_factorial(k) == Approx(std::lgamma(static_cast<double>(k) + 1.0)).epsilon(1e-13));
  }
}

TEST_CASE("counts have the distribution of Poisson, for small means and large ones") {
  const auto mean = GENERATE(0.02, 1.0, 9.99, 10.0, 11.5, 42.0, 1000.0, 250'000.0);
  constexpr std::size_t kDraws = 40'000;
  tests::Bits bits(1);
  CHECK(distance_from_poisson(mean, kDraws, bits) < tests::distance_max(kDraws));
}

// The variance of a sample variance of n values of this distribution is (mean + 2 mean²) / n, and a little more.
TEST_CASE("counts have the mean and the variance of Poisson") {
  const auto mean = GENERATE(3.0, 30.0, 3e4, 1e8);
  constexpr std::size_t kDraws = 40'000;
  tests::Bits bits(2);
  double sum = 0.0;
  double squares = 0.0;
  for (std::size_t i = 0; i < kDraws; ++i) {
    const double from_mean = static_cast<double>(poisson_count(mean, bits)) - mean;
    sum += from_mean;
    squares += from_mean * from_mean;
  }
  CHECK(std::abs(sum / kDraws) < tests::mean_error_max(std::sqrt(mean), kDraws));
  CHECK(std::abs(squares / kDraws - mean) < tests::mean_error_max(std::sqrt(mean + 2.0 * mean * mean), kDraws));
}

TEST_CASE("no bits give an endless count") {
  CHECK(poisson_by_inversion(0.0, 0) == 0);
  CHECK(poisson_by_inversion(0.0, std::numeric_limits<std::uint64_t>::max()) == 0);
  CHECK(poisson_by_inversion(9.99, std::numeric_limits<std::uint64_t>::max()) <= 100);
}

// Superposition: the events of many independent processes are those of one. Each process has windows of another length,
// so that the test would see if events came in the rhythm of the windows. The times between events are exponential;
// their distance from it is the statistic of Kolmogorov and Smirnov.
TEST_CASE("many processes together have independent exponential times between their events") {
  constexpr Time kUntil = 400 * kSecond;
  constexpr int kProcesses = 20;
  tests::Bits bits(3);
  std::vector<Time> times;
  for (int process = 1; process <= kProcesses; ++process) {
    const Time window = process * kSecond / 7;
    for (Time begin = 0; begin < kUntil; begin += window) {
      const Time end = std::min(begin + window, kUntil);
      poisson_times(begin, end, static_cast<double>(end - begin) * process / 1e6 / 4.0, bits, times);
    }
  }
  std::ranges::sort(times);
  const double per_microsecond = kProcesses * (kProcesses + 1) / 2 / 1e6 / 4.0;
  const double expected = per_microsecond * static_cast<double>(kUntil);
  CHECK(std::abs(static_cast<double>(times.size()) - expected) < 5.0 * std::sqrt(expected));

  std::vector<double> gaps;
  for (std::size_t i = 1; i < times.size(); ++i) gaps.push_back(static_cast<double>(times[i] - times[i - 1]));
  double covariance = 0.0;  // of neighbours, in squares of the mean, each with a variance of 1
  for (std::size_t i = 1; i < gaps.size(); ++i) {
    covariance += (gaps[i] * per_microsecond - 1.0) * (gaps[i - 1] * per_microsecond - 1.0);
  }
  CHECK(std::abs(covariance / static_cast<double>(gaps.size())) < tests::mean_error_max(1.0, gaps.size()));
  std::ranges::sort(gaps);
  double largest = 0.0;
  for (std::size_t i = 0; i < gaps.size(); ++i) {
    const auto n = static_cast<double>(gaps.size());
    const double cumulative = 1.0 - std::exp(-gaps[i] * per_microsecond);
    largest = std::max({largest, cumulative - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - cumulative});
  }
  // Times of whole microseconds are off by one at most, of gaps of 76 ms and more on average.
  CHECK(largest < tests::distance_max(gaps.size()) + per_microsecond);
}

TEST_CASE("the events of a window lie in it, in order, after those that were there") {
  tests::Bits bits(4);
  std::vector<Time> times = {99};
  poisson_times(10, 30, 50.0, bits, times);
  REQUIRE(times.size() > 2);
  CHECK(times.front() == 99);
  CHECK(std::is_sorted(times.begin() + 1, times.end()));
  CHECK(times[1] >= 10);
  CHECK(times.back() < 30);
}

TEST_CASE("thinning keeps all at the largest rate and none at no rate") {
  for (const std::uint64_t bits : {std::uint64_t{0}, std::numeric_limits<std::uint64_t>::max()}) {
    CHECK(thinning_keeps(7, 7, bits));
    CHECK_FALSE(thinning_keeps(0, 7, bits));
  }
}

// Pinned, so that a platform on which they differ is found by this test and not by a user.
TEST_CASE("the same bits give the same counts on every machine") {
  tests::Bits bits(5);
  std::uint64_t digest = 0;
  for (const double mean : {0.5, 9.0, 12.25, 300.0, 12345.678, 1e9}) {
    for (int i = 0; i < 50; ++i) digest = digest * 31 + poisson_count(mean, bits);
  }
  CHECK(digest == 126'387'898'997'548'107);
}
