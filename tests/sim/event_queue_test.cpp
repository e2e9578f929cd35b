#include "sim/event_queue.hpp"

#include "sim/distributions.hpp"
#include "sim/random.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/catch.hpp"
#include "tests/sim/heap_queue.hpp"

using namespace doublecheck::sim;

namespace {

/// The same order, obviously: everything is kept sorted by time, and a newcomer goes behind its equals.
class NaiveQueue {
 public:
  void push(Time at, int event) {
    const auto place = std::ranges::upper_bound(entries_, at, {}, [](const auto& entry) { return entry.first; });
    entries_.insert(place, {at, event});
  }

  std::pair<Time, int> pop() {
    const auto entry = entries_.front();
    entries_.erase(entries_.begin());
    return entry;
  }

 private:
  std::vector<std::pair<Time, int>> entries_;
};

/// Both queues side by side, with the same pushes and pops.
class Pair {
 public:
  void push(Time at) {
    fast_.push(at, number_);
    plain_.push(at, number_++);
  }

  Time pop() {
    REQUIRE(fast_.size() == plain_.size());
    REQUIRE(fast_.next_time() == plain_.next_time());
    const auto fast = fast_.pop();
    const auto plain = plain_.pop();
    REQUIRE(std::pair(fast.at, fast.event) == std::pair(plain.at, plain.event));
    REQUIRE(fast.number == plain.number);
    return fast.at;
  }

  void drain() {
    while (!plain_.empty()) pop();
    REQUIRE(fast_.empty());
  }

 private:
  EventQueue<int> fast_;
  doublecheck::tests::HeapQueue<int> plain_;
  int number_ = 0;
};

/// The hold model of Jones (1986): as many are pending as at the start, each of which is replaced by one that comes
/// later by what is drawn.
void hold(std::size_t pending, int steps, const std::function<Time(std::uint64_t bits)>& increment) {
  Pair queues;
  Dice dice(3, 0, 1);
  const auto draw = [&] { return increment(dice.roll(Entity{0}, Purpose::think)); };
  for (std::size_t i = 0; i < pending; ++i) queues.push(draw());
  for (int i = 0; i < steps; ++i) {
    const Time now = queues.pop();
    queues.push(now + draw());
  }
  queues.drain();
}

}  // namespace

TEST_CASE("the queue gives the order of a binary heap in the hold model, whatever the increments") {
  const auto exponential = [](std::uint64_t bits) { return draw_delay({DelayKind::exponential, kSecond, 0}, bits); };
  for (const std::size_t pending : {1U, 2U, 63U, 64U, 65U, 66U, 500U, 5'000U}) hold(pending, 4'000, exponential);
  hold(20'000, 20'000, exponential);
  hold(3'000, 5'000, [](std::uint64_t bits) { return static_cast<Time>(bits % 3); });
  hold(3'000, 5'000, [](std::uint64_t) { return Time{1'000}; });
  hold(3'000, 5'000, [](std::uint64_t) { return Time{0}; });
  // Two very different scales, and a few that are as good as never.
  hold(3'000, 5'000, [](std::uint64_t bits) {
    return bits % 1'000 == 0 ? Time{1} << 50U : static_cast<Time>(bits % 2 == 0 ? bits % 100 : bits % 1'000'000'000);
  });
}

TEST_CASE("the queue gives the order of a binary heap where it grows and shrinks, and events come in the past") {
  Pair queues;
  Dice dice(4, 0, 1);
  Time now = 0;
  std::size_t size = 0;
  for (int phase = 0; phase < 12; ++phase) {
    const std::uint64_t spread = std::uint64_t{1} << static_cast<unsigned>(5 + 5 * (phase % 6));
    for (int i = 0; i < 3'000; ++i) {
      const std::uint64_t bits = dice.roll(Entity{0}, Purpose::think);
      const bool pushes = size == 0 || (bits >> 32U) % 100 < (phase % 2 == 0 ? 80U : 25U);
      if (pushes) {
        const bool in_past = (bits >> 40U) % 50 == 0;
        queues.push(in_past ? std::max<Time>(0, now - static_cast<Time>(bits % spread))
                            : now + static_cast<Time>(bits % spread));
        ++size;
      } else {
        now = queues.pop();
        --size;
      }
    }
  }
  queues.drain();
}

TEST_CASE("many events that come just before what is next keep their order") {
  Pair queues;
  for (Time at = 2'000; at > 0; --at) queues.push(at);  // each before all others
  for (int i = 0; i < 1'000; ++i) queues.pop();
  for (Time at = 900; at > 0; --at) queues.push(at);
  queues.drain();
}

TEST_CASE("events at one time leave the queue in the order in which they came") {
  EventQueue<char> queue;
  for (const char event : {'a', 'b', 'c', 'd', 'e'}) queue.push(7, event);
  queue.push(3, 'z');
  std::string order;
  while (!queue.empty()) order += queue.pop().event;
  CHECK(order == "zabcde");
}

TEST_CASE("the queue agrees with a sorted list") {
  EventQueue<int> queue;
  NaiveQueue naive;
  Dice dice(1, 0, 1);
  for (int i = 0; i < 5'000; ++i) {
    const std::uint64_t bits = dice.roll(Entity{0}, Purpose::think);
    if (scaled(bits << 32U, 100) < 45 && !queue.empty()) {
      const Time next = queue.next_time();
      const auto entry = queue.pop();
      const auto expected = naive.pop();
      REQUIRE(next == entry.at);
      REQUIRE(std::pair(entry.at, entry.event) == expected);
    } else {
      const auto at = static_cast<Time>(scaled(bits, 200));  // few times, many ties
      queue.push(at, i);
      naive.push(at, i);
    }
  }
  REQUIRE(queue.size() > 100);
  while (!queue.empty()) {
    const auto entry = queue.pop();
    REQUIRE(std::pair(entry.at, entry.event) == naive.pop());
  }
}

TEST_CASE("an empty queue has no next event") {
  EventQueue<int> queue;
  CHECK_THROWS_AS(queue.pop(), doublecheck::model::AssertionFailure);
  CHECK_THROWS_AS(queue.next_time(), doublecheck::model::AssertionFailure);
}
