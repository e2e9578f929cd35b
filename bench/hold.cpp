// The event queue in the hold model of Jones, "An empirical comparison of priority-queue and event-set implementations"
// (1986): N events are pending, and again and again the next one is replaced by one that comes Exp(1 s) later. Prints
// the rates of the queue, of the binary heap that it took the place of, and of std::priority_queue in the same process.

#include "sim/event_queue.hpp"

#include "sim/distributions.hpp"
#include "sim/random.hpp"
#include "tests/sim/heap_queue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <queue>
#include <string_view>
#include <tuple>
#include <vector>

namespace {

using doublecheck::sim::Time;

/// What a standard queue needs to be the same: an order of ties.
class StandardQueue {
 public:
  struct Entry {
    Time at = 0;
    std::uint64_t number = 0;
    std::uint32_t event = 0;
    bool operator>(const Entry& other) const { return std::tie(at, number) > std::tie(other.at, other.number); }
  };

  void push(Time at, std::uint32_t event) { queue_.push({at, pushed_++, event}); }
  Entry pop() {
    const Entry entry = queue_.top();
    queue_.pop();
    return entry;
  }

 private:
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue_;
  std::uint64_t pushed_ = 0;
};

/// So many that drawing costs a load and not a logarithm.
std::vector<Time> increments() {
  constexpr std::size_t kCount = std::size_t{1} << 16U;
  std::vector<Time> drawn;
  doublecheck::sim::Dice dice(1, 0, 1);
  for (std::size_t i = 0; i < kCount; ++i) {
    drawn.push_back(
        doublecheck::sim::draw_delay({doublecheck::sim::DelayKind::exponential, doublecheck::sim::kSecond, 0},
                                     dice.roll(doublecheck::sim::Entity{0}, doublecheck::sim::Purpose::think)));
  }
  return drawn;
}

struct Held {
  double events_per_second = 0;
  std::uint64_t checksum = 0;  // of the order
};

template <class Queue>
Held hold(std::size_t pending, std::size_t steps, const std::vector<Time>& drawn) {
  Queue queue;
  std::size_t next = 0;
  const auto draw = [&] { return drawn[next++ % drawn.size()]; };
  for (std::size_t i = 0; i < pending; ++i) queue.push(draw(), static_cast<std::uint32_t>(i));
  Held held;
  const auto run = [&](std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      const auto entry = queue.pop();
      held.checksum = held.checksum * 31 + entry.event;
      queue.push(entry.at + draw(), entry.event);
    }
  };
  run(2 * pending);  // from here on the queue is in its steady state
  const auto start = std::chrono::steady_clock::now();
  run(steps);
  held.events_per_second =
      static_cast<double>(steps) / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return held;
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

}  // namespace

int main() {
  constexpr int kRounds = 3;
  const std::vector<Time> drawn = increments();
  fmt::print("{:<22} {:>8} {:>8} {:>7}\n", "", "pending", "M ev/s", "ratio");
  bool same = true;
  for (const std::size_t pending : {1'000U, 10'000U, 100'000U, 1'000'000U}) {
    std::vector<double> standard;
    std::vector<double> heap;
    std::vector<double> queue;
    std::vector<double> heap_ratio;
    std::vector<double> queue_ratio;
    for (int round = 0; round < kRounds; ++round) {
      constexpr std::size_t kSteps = 1'000'000;
      const Held a = hold<StandardQueue>(pending, kSteps, drawn);
      const Held b = hold<doublecheck::tests::HeapQueue<std::uint32_t>>(pending, kSteps, drawn);
      const Held c = hold<doublecheck::sim::EventQueue<std::uint32_t>>(pending, kSteps, drawn);
      same = same && a.checksum == b.checksum && a.checksum == c.checksum;
      standard.push_back(a.events_per_second);
      heap.push_back(b.events_per_second);
      queue.push_back(c.events_per_second);
      heap_ratio.push_back(b.events_per_second / a.events_per_second);
      queue_ratio.push_back(c.events_per_second / a.events_per_second);
    }
    const auto print = [&](std::string_view name, const std::vector<double>& rates, double ratio) {
      fmt::print("{:<22} {:>8} {:>8.2f} {:>7.2f}\n", name, pending, median(rates) / 1e6, ratio);
    };
    print("std::priority_queue", standard, 1);
    print("binary heap", heap, median(heap_ratio));
    print("event queue", queue, median(queue_ratio));
  }
  if (!same) fmt::print("the orders differ\n");
  return same ? 0 : 1;
}
