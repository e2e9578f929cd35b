#include <atomic>
#include <set>
#include <thread>
#include <vector>

#include "engine/crew.hpp"
#include "tests/catch.hpp"

namespace doublecheck::tests {

TEST_CASE("a crew does every part of a work once, whatever the number of threads was before") {
  engine::Crew crew;
  for (const std::size_t count : {1U, 3U, 2U, 1U, 4U, 4U, 2U}) {
    std::vector<std::atomic<int>> times(count);
    crew.run(count, [&](std::size_t i) { ++times[i]; });
    for (const auto& done : times) CHECK(done == 1);
  }
}

TEST_CASE("the parts of a work are done at the same time, and by the same threads in each round") {
  engine::Crew crew;
  std::set<std::thread::id> threads;
  for (int round = 0; round < 20; ++round) {
    std::vector<std::thread::id> by(3);
    std::atomic<int> present = 0;
    crew.run(3, [&](std::size_t i) {
      by[i] = std::this_thread::get_id();
      ++present;
      while (present < 3) std::this_thread::yield();  // would wait for ever if one came after another
    });
    CHECK(by[0] == std::this_thread::get_id());
    threads.insert(by.begin(), by.end());
  }
  CHECK(threads.size() == 3);
}

}  // namespace doublecheck::tests
