#include "population/transport.hpp"

#include "sim/distributions.hpp"
#include "tests/catch.hpp"
#include "tests/population/bits.hpp"

#include <cstddef>
#include <limits>
#include <vector>

using namespace doublecheck;
using namespace doublecheck::population;

TEST_CASE("without loss a packet is sent once, and with certain loss as often as can be") {
  for (const std::uint64_t bits : {std::uint64_t{0}, std::numeric_limits<std::uint64_t>::max()}) {
    CHECK(draw_transmissions(0, bits) == 1);
    CHECK(draw_transmissions(1'000'000, bits) == kTransmissionsMax);
    CHECK(draw_transmissions(999'999, bits) >= 1);
    CHECK(draw_transmissions(999'999, bits) <= kTransmissionsMax);
  }
}

// Geometric: the variance is p / (1 - p)².
TEST_CASE("a packet is sent 1 / (1 - p) times on average, and k times with probability p^(k - 1) (1 - p)") {
  constexpr std::size_t kPackets = 50'000;
  tests::Bits bits(1);
  for (const PartsPerMillion loss : {10'000U, 200'000U, 700'000U}) {
    const double p = loss / 1e6;
    double sum = 0.0;
    std::vector<std::size_t> sent_at_most(kTransmissionsMax + 1);
    for (std::size_t i = 0; i < kPackets; ++i) {
      const std::uint32_t sent = draw_transmissions(loss, bits());
      sum += sent;
      for (std::size_t k = sent; k <= 30; ++k) ++sent_at_most[k];
    }
    CHECK(std::abs(sum / kPackets - 1.0 / (1.0 - p)) < tests::mean_error_max(std::sqrt(p) / (1.0 - p), kPackets));
    for (std::size_t k = 1; k <= 30; ++k) {
      const double expected = 1.0 - std::pow(p, static_cast<double>(k));
      CHECK(std::abs(static_cast<double>(sent_at_most[k]) / kPackets - expected) < tests::distance_max(kPackets));
    }
  }
}

// A round succeeds when the body and its ack both get through: geometric with the success probability (1 - p)².
TEST_CASE("a body is sent 1 / (1 - p)² times on average until its ack is there") {
  constexpr std::size_t kBodies = 50'000;
  constexpr PartsPerMillion kLoss = 100'000;
  tests::Bits bits(2);
  std::size_t by_packets = 0;
  std::size_t by_rounds = 0;
  for (std::size_t i = 0; i < kBodies; ++i) {
    bool acknowledged = false;
    while (!acknowledged) {
      ++by_packets;
      acknowledged = !sim::happens(kLoss, bits()) && !sim::happens(kLoss, bits());
    }
    by_rounds += draw_transmissions(190'000, bits());
  }
  const double success = 0.9 * 0.9;
  const double bound = tests::mean_error_max(std::sqrt(1.0 - success) / success, kBodies);
  CHECK(std::abs(static_cast<double>(by_packets) / kBodies - 1.0 / success) < bound);
  CHECK(std::abs(static_cast<double>(by_rounds) / kBodies - 1.0 / success) < bound);
}

TEST_CASE("each further transmission costs the time until it is sent") {
  CHECK(retransmission_delay(1, sim::kSecond) == 0);
  CHECK(retransmission_delay(4, sim::kSecond) == 3 * sim::kSecond);
}
