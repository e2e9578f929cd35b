#include "sim/event_queue.hpp"

#include "sim/distributions.hpp"
#include "sim/random.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "tests/catch.hpp"

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

}  // namespace

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
