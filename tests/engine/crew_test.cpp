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
    REQUIRE(crew.hire(count) == count);
    crew.run(count, [&](std::size_t i) { ++times[i]; });
    for (const auto& done : times) CHECK(done == 1);
  }
}

TEST_CASE("the parts of a work are done at the same time, and by the same threads in each round") {
  engine::Crew crew;
  std::set<std::thread::id> threads;
  REQUIRE(crew.hire(3) == 3);
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

TEST_CASE("what parts of a work throw reaches the caller when all have ended, that of the lowest first") {
  engine::Crew crew;
  REQUIRE(crew.hire(3) == 3);
  std::atomic<int> ended = 0;
  const auto fail = [&](std::size_t i) {
    if (i == 0) std::this_thread::yield();
    ++ended;
    if (i > 0) throw i;
  };
  for (int round = 0; round < 20; ++round) {
    ended = 0;
    try {
      crew.run(3, fail);
      FAIL("nothing was thrown");
    } catch (const std::size_t& thrown) {
      CHECK(thrown == 1);
    }
    CHECK(ended == 3);
  }
  std::atomic<int> done = 0;
  crew.run(3, [&](std::size_t) { ++done; });
  CHECK(done == 3);
}

}  // namespace doublecheck::tests
