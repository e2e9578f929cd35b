#include "population/gilbert_elliott.hpp"

#include "sim/distributions.hpp"
#include "tests/catch.hpp"
#include "tests/population/bits.hpp"

#include <algorithm>
#include <cstddef>

using namespace doublecheck;
using namespace doublecheck::population;
using sim::kMinute;
using sim::kSecond;

namespace {

const sim::Bursts kBursts{5 * kMinute, 30 * kSecond, std::nullopt, std::nullopt};

/// Is it bad at the end? By drawing every spell, as the definition says.
bool bad_after(bool bad, Time elapsed, tests::Bits& bits) {
  for (Time at = 0;;) {
    const sim::Delay spell{sim::DelayKind::exponential, bad ? kBursts.bad_mean : kBursts.good_mean, 0};
    at += std::max<Time>(sim::draw_delay(spell, bits()), 1);
    if (at > elapsed) return bad;
    bad = !bad;
  }
}

}  // namespace

TEST_CASE("a spell has just the state of before, and after a long time the stationary share") {
  const GilbertElliott chain(kBursts);
  CHECK(chain.stationary_share() == Approx(30.0 / 330.0).epsilon(1e-15));
  CHECK(chain.probability_of_bad(true, 0) == 1.0);
  CHECK(chain.probability_of_bad(false, 0) == 0.0);
  CHECK(chain.probability_of_bad(true, sim::kLongestDelay) == chain.stationary_share());
  CHECK(chain.probability_of_bad(false, 24 * sim::kHour) == chain.stationary_share());
}

TEST_CASE("two steps of the chain are one step of their length: Chapman and Kolmogorov") {
  const GilbertElliott chain(kBursts);
  for (const Time first : {Time{1}, 3 * kSecond, 40 * kSecond}) {
    for (const Time second : {Time{7}, 11 * kSecond, 20 * kMinute}) {
      for (const bool bad : {false, true}) {
        const double between = chain.probability_of_bad(bad, first);
        const double both = between * chain.probability_of_bad(true, second) +
                            (1.0 - between) * chain.probability_of_bad(false, second);
        CHECK(both == Approx(chain.probability_of_bad(bad, first + second)).margin(1e-15));
      }
    }
  }
}

TEST_CASE("the sampled chain has the distribution of the one whose spells are all drawn") {
  const GilbertElliott chain(kBursts);
  constexpr std::size_t kSamples = 20'000;
  tests::Bits bits(2);
  for (const bool before : {false, true}) {
    for (const Time elapsed : {5 * kSecond, 45 * kSecond, 4 * kMinute}) {
      std::size_t drawn = 0;
      std::size_t sampled = 0;
      for (std::size_t i = 0; i < kSamples; ++i) {
        drawn += bad_after(before, elapsed, bits) ? 1U : 0U;
        sampled += chain.draw_next(before, elapsed, bits()) ? 1U : 0U;
      }
      const double p = chain.probability_of_bad(before, elapsed);
      const double bound = tests::mean_error_max(std::sqrt(p * (1.0 - p)), kSamples);
      CHECK(std::abs(static_cast<double>(drawn) / kSamples - p) < bound);
      CHECK(std::abs(static_cast<double>(sampled) / kSamples - p) < bound);
    }
  }
}

// The indicators of steps that are t apart have the correlation c = e^(-r t), so the variance of their mean over n
// steps is at most s (1 - s) (1 + c) / (1 - c) / n, and the loss is at most as wide as the difference of the two losses
// times that, and the coin of each packet at most 1/4 more.
TEST_CASE("packets of a bursty network are lost at the stationary rate") {
  const GilbertElliott chain(kBursts);
  constexpr std::size_t kPackets = 200'000;
  constexpr Time kApart = 20 * kSecond;
  tests::Bits bits(3);
  bool bad = chain.draw_first(bits());
  std::size_t lost = 0;
  for (std::size_t i = 0; i < kPackets; ++i) {
    lost += sim::happens(bad ? 400'000 : 10'000, bits()) ? 1U : 0U;
    bad = chain.draw_next(bad, kApart, bits());
  }
  const double s = chain.stationary_share();
  const double memory = std::exp(-(1.0 / 300.0 + 1.0 / 30.0) * 20.0);
  const double of_spells = 0.39 * 0.39 * s * (1.0 - s) * (1.0 + memory) / (1.0 - memory);
  const double bound = tests::mean_error_max(std::sqrt(of_spells + 0.25), kPackets);
  CHECK(std::abs(static_cast<double>(lost) / kPackets - (s * 0.4 + (1.0 - s) * 0.01)) < bound);
}

TEST_CASE("a first state is bad at the stationary share") {
  const GilbertElliott chain(kBursts);
  constexpr std::size_t kSamples = 20'000;
  tests::Bits bits(4);
  std::size_t bad = 0;
  for (std::size_t i = 0; i < kSamples; ++i) bad += chain.draw_first(bits()) ? 1U : 0U;
  const double s = chain.stationary_share();
  CHECK(std::abs(static_cast<double>(bad) / kSamples - s) < tests::mean_error_max(std::sqrt(s * (1.0 - s)), kSamples));
}
