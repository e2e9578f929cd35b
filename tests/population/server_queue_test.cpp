#include "population/server_queue.hpp"

#include "sim/distributions.hpp"
#include "tests/catch.hpp"
#include "tests/population/bits.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

using namespace doublecheck;
using namespace doublecheck::population;
using sim::kSecond;
using Service = ServerPark::Service;

namespace {

struct Item {
  Time arrival = 0;
  ServerQueue::Passage passage;
};

constexpr std::uint32_t kPerSecond = 1000;  // 1 ms of service

/// A Poisson stream with a share `load` of what the server can do.
std::vector<Item> served_items(Service service, double load, std::size_t count) {
  ServerQueue queue(kPerSecond, service);
  tests::Bits bits(7);
  std::vector<Item> items(count);
  Time now_ns = 0;  // rounding to microseconds must not add up
  for (Item& item : items) {
    now_ns += sim::draw_delay({sim::DelayKind::exponential, static_cast<Time>(1e6 / load), 0}, bits());
    item.arrival = now_ns / 1000;
    item.passage = queue.pass(item.arrival, bits());
  }
  return items;
}

struct Estimate {
  double mean = 0;
  double error_max = 0;
};

/// The mean wait in microseconds. Waits that follow each other are alike, but the busy periods of the server are
/// independent: with Y the sum of the waits in a busy period and N their number, the mean is ΣY / ΣN, and its variance
/// Σ(Y - mean N)² / (ΣN)² (the regenerative method: Crane & Iglehart, Operations Research 23 (1975)). Five standard
/// deviations are exceeded in fewer than one case in a million.
Estimate mean_wait(const std::vector<Item>& items) {
  double sum = 0.0;
  for (const Item& item : items) sum += static_cast<double>(item.passage.wait);
  const double mean = sum / static_cast<double>(items.size());
  double squares = 0.0;
  double excess = 0.0;  // Y - mean N of the busy period so far
  for (const Item& item : items) {
    if (item.passage.wait == 0) {
      squares += excess * excess;
      excess = 0.0;
    }
    excess += static_cast<double>(item.passage.wait) - mean;
  }
  return {mean, 5.0 * std::sqrt(squares) / static_cast<double>(items.size())};
}

}  // namespace

TEST_CASE("an item waits for those before it and for nothing else") {
  ServerQueue queue(1000, Service::constant);
  const auto check = [&](Time at, Time wait) {
    const auto passage = queue.pass(at, 0);
    CHECK(passage.wait == wait);
    CHECK(passage.departure == at + wait + 1000);
  };
  check(5'000, 0);
  check(5'000, 1'000);
  check(5'400, 1'600);
  check(8'000, 0);
  check(8'999, 1);
  check(10'000, 0);
  check(4'000'000'000'000'000, 0);
}

TEST_CASE("what waits at a server that is cleared holds up nobody") {
  ServerQueue queue(10, Service::constant);
  for (int i = 0; i < 5; ++i) queue.pass(0, 0);
  queue.clear();
  CHECK(queue.pass(0, 0).wait == 0);
}

TEST_CASE("service times of a fast server are not rounded to microseconds") {
  ServerQueue queue(300'000, Service::constant);
  Time wait = 0;
  for (int i = 0; i <= 300'000; ++i) wait = queue.pass(0, 0).wait;
  CHECK(wait == kSecond);
}

TEST_CASE("an overloaded server's queue ends in a very long wait and in no overflow") {
  ServerQueue queue(1, Service::exponential);
  Time wait = 0;
  for (int i = 0; i < 1'000'000; ++i) wait = queue.pass(i, 0).wait;
  CHECK(wait > 7'900'000 * kSecond);
}

// Pollaczek and Khinchine: the mean wait is rho / (1 - rho) (1 + c²) / 2 service times, with c² = 1 for exponential and
// 0 for constant ones. Rounding adds half a microsecond to an arrival at most.
TEST_CASE("the mean wait is that of M/M/1") {
  const auto load = GENERATE(0.3, 0.7, 0.9);
  const Estimate wait = mean_wait(served_items(Service::exponential, load, 300'000));
  CHECK(std::abs(wait.mean - 1000.0 * load / (1.0 - load)) < wait.error_max + 1.0);
  CHECK(wait.error_max < 0.2 * wait.mean);
}

TEST_CASE("the mean wait is that of M/D/1") {
  const auto load = GENERATE(0.3, 0.7, 0.9);
  const Estimate wait = mean_wait(served_items(Service::constant, load, 300'000));
  CHECK(std::abs(wait.mean - 500.0 * load / (1.0 - load)) < wait.error_max + 1.0);
  CHECK(wait.error_max < 0.2 * wait.mean);
}

// Exactly, not on average: over a span at whose ends the system is empty the integral of the number of items in it is
// the sum of their times in it, whatever the distributions (Little, Operations Research 9 (1961)).
TEST_CASE("the number of items in the system is their rate times their time in it: Little's law") {
  const auto items = served_items(Service::exponential, 0.7, 100'000);
  std::vector<std::pair<Time, int>> changes;
  Time time_in_system = 0;
  Time last_departure = 0;
  for (const Item& item : items) {
    REQUIRE(item.passage.departure >= last_departure);  // first in, first out
    last_departure = item.passage.departure;
    time_in_system += item.passage.departure - item.arrival;
    changes.emplace_back(item.arrival, 1);
    changes.emplace_back(item.passage.departure, -1);
  }
  std::ranges::sort(changes);
  Time integral = 0;
  Time since = 0;
  Time present = 0;
  for (const auto& [at, change] : changes) {
    integral += present * (at - since);
    since = at;
    present += change;
  }
  CHECK(present == 0);
  CHECK(integral == time_in_system);
  // In M/M/1 the number in the system is rho / (1 - rho) on average. It is the rate times the wait and the service.
  const double mean = static_cast<double>(integral) / static_cast<double>(last_departure);
  const double rate = static_cast<double>(items.size()) / static_cast<double>(last_departure);
  const double of_rate = 5.0 / std::sqrt(static_cast<double>(items.size()));  // relative, of a Poisson count
  CHECK(std::abs(mean - 0.7 / 0.3) < rate * (mean_wait(items).error_max + 1.0) + (0.7 / 0.3) * 2.0 * of_rate);
}
