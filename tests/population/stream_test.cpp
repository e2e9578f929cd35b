#include "population/chance.hpp"

#include "tests/catch.hpp"
#include "tests/population/bits.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

using namespace doublecheck;
using namespace doublecheck::population;
using sim::kMinute;
using sim::kSecond;

namespace {

constexpr std::uint64_t kClients = 50;
constexpr Time kMean = 100 * kSecond;  // of one client
constexpr double kPerMicrosecond = 50.0 / 100e6;

std::vector<Stream::Moment> moments_until(Time end, std::uint32_t number = 3) {
  Stream stream(Chance(7, 0), number, kMean, kClients);
  std::vector<Stream::Moment> moments;
  stream.until(end, [&](const Stream::Moment& moment) { moments.push_back(moment); });
  return moments;
}

/// The largest distance of the sorted values' distribution from the exponential one with this rate: the statistic of
/// Kolmogorov and Smirnov.
double distance_from_exponential(std::vector<double> values, double rate) {
  std::ranges::sort(values);
  double largest = 0.0;
  const auto n = static_cast<double>(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double expected = 1.0 - std::exp(-values[i] * rate);
    largest = std::max({largest, expected - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - expected});
  }
  return largest;
}

}  // namespace

// Superposition: the events of many independent Poisson processes are those of one, whose rate is their sum. A gap is
// a whole number of 1024ths of a microsecond, and between 1024 quantiles it is linear, which moves its distribution by
// less than a 1024th.
TEST_CASE("the moments of all clients together have independent exponential gaps") {
  const auto moments = moments_until(12'000 * kSecond);
  const double expected = kPerMicrosecond * 12'000e6;
  CHECK(std::abs(static_cast<double>(moments.size()) - expected) < 5.0 * std::sqrt(expected));
  std::vector<double> gaps;
  for (std::size_t i = 1; i < moments.size(); ++i) {
    gaps.push_back(static_cast<double>(moments[i].at - moments[i - 1].at));
  }
  double covariance = 0.0;  // of neighbours, each in units of the mean with a variance of 1
  for (std::size_t i = 1; i < gaps.size(); ++i) {
    covariance += (gaps[i] * kPerMicrosecond - 1.0) * (gaps[i - 1] * kPerMicrosecond - 1.0);
  }
  CHECK(std::abs(covariance / static_cast<double>(gaps.size())) < tests::mean_error_max(1.0, gaps.size()));
  CHECK(distance_from_exponential(gaps, kPerMicrosecond) < tests::distance_max(gaps.size()) + 1.0 / 1024.0);
}

// Splitting: what happens to one client is a Poisson process again, and the clients' counts are independent, so that
// the sum of their squared distances, each in units of its variance, has the mean and twice the variance of a chi
// square with as many degrees of freedom. Moments of a client are few: their gaps are pooled.
TEST_CASE("each client's moments are a process of its own at its own rate") {
  const auto moments = moments_until(20'000 * kSecond);
  std::vector<std::vector<Time>> times(kClients);
  for (const auto& moment : moments) times.at(moment.client).push_back(moment.at);
  double chi_square = 0.0;
  std::vector<double> gaps;
  for (const auto& of_client : times) {
    const double from_mean = static_cast<double>(of_client.size()) - 200.0;
    chi_square += from_mean * from_mean / 200.0;
    for (std::size_t i = 1; i < of_client.size(); ++i) {
      gaps.push_back(static_cast<double>(of_client[i] - of_client[i - 1]));
    }
  }
  CHECK(std::abs(chi_square - 50.0) < 5.0 * std::sqrt(2.0 * 50.0));
  // Gaps that the end cuts off are missing, the long ones rather than others: one of each client's 200.
  CHECK(distance_from_exponential(gaps, kPerMicrosecond / 50.0) < tests::distance_max(gaps.size()) + 2.0 / 200.0);
}

TEST_CASE("streams of other numbers are other streams, and asking in pieces changes nothing") {
  const auto whole = moments_until(kMinute);
  CHECK(moments_until(kMinute, 4).front().at != whole.front().at);
  Stream stream(Chance(7, 0), 3, kMean, kClients);
  std::vector<Time> pieces;
  for (Time end = 1; end < kMinute; end += 777'777) {
    stream.until(end, [&](const Stream::Moment& moment) { pieces.push_back(moment.at); });
  }
  stream.until(kMinute, [&](const Stream::Moment& moment) { pieces.push_back(moment.at); });
  REQUIRE(pieces.size() == whole.size());
  for (std::size_t i = 0; i < pieces.size(); ++i) CHECK(pieces[i] == whole[i].at);
}
