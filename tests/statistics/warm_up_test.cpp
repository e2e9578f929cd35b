#include "statistics/warm_up.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "tests/catch.hpp"
#include "tests/statistics/draws.hpp"

using namespace doublecheck::statistics;
using doublecheck::tests::NormalDraws;

namespace {

/// By the definition: for each truncation the squares about the mean of the rest, over its size squared.
std::size_t plain_best(const std::vector<double>& batches) {
  std::size_t best = 0;
  double least = 0;
  for (std::size_t d = 0; d == 0 || d + 5 <= batches.size(); ++d) {
    const auto count = static_cast<double>(batches.size() - d);
    double mean = 0;
    for (std::size_t i = d; i < batches.size(); ++i) mean += batches[i] / count;
    double squares = 0;
    for (std::size_t i = d; i < batches.size(); ++i) squares += (batches[i] - mean) * (batches[i] - mean);
    if (d == 0 || squares / (count * count) < least) {
      least = squares / (count * count);
      best = d;
    }
  }
  return best;
}

}  // namespace

TEST_CASE("a series that starts high loses its start and no more") {
  std::vector<double> series;
  for (int i = 0; i < 200; ++i) series.push_back((i < 30 ? 100.0 - i : 50.0) + (i % 2 == 0 ? 1 : -1));
  const WarmUp warm_up = find_warm_up(series);
  CHECK(warm_up.is_found);
  CHECK(warm_up.truncated == 30);
}

TEST_CASE("a steady series loses little, on average") {
  NormalDraws draws(9);
  std::size_t truncated = 0;
  for (int i = 0; i < 200; ++i) {
    const WarmUp warm_up = find_warm_up(draws.some(500, 10, 2));
    truncated += warm_up.truncated;
  }
  CHECK(truncated < 200 * 500 / 8);
}

TEST_CASE("the truncation is that of the definition") {
  NormalDraws draws(2);
  for (int round = 0; round < 50; ++round) {
    std::vector<double> batches;
    std::vector<double> series;
    double bias = 20;
    for (int i = 0; i < 60; ++i) {
      batches.push_back(draws.next(10 + bias, 2));
      for (int k = 0; k < 5; ++k) series.push_back(batches.back());
      bias *= 0.8;
    }
    const WarmUp warm_up = find_warm_up(series);
    CHECK(warm_up.truncated == 5 * plain_best(batches));
  }
}

TEST_CASE("a series that never becomes steady is too short to tell") {
  std::vector<double> series;
  for (int i = 0; i < 100; ++i) series.push_back(i);
  CHECK_FALSE(find_warm_up(series).is_found);
  CHECK_FALSE(find_warm_up({}).is_found);
}

TEST_CASE("a series of which more than half could not be left out is too short to tell") {
  const std::vector<double> steady(kWarmUpSeriesMin, 7);
  std::vector<double> rising;
  for (std::size_t i = 0; i < kWarmUpSeriesMin; ++i) rising.push_back(static_cast<double>(i));
  CHECK_FALSE(find_warm_up(rising).is_found);
  CHECK(find_warm_up(steady).is_found);
  CHECK_FALSE(find_warm_up(std::span(steady).first(kWarmUpSeriesMin - 1)).is_found);
}
