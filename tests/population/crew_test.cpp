#include "population/crew.hpp"
#include "tests/catch.hpp"

#include <stdexcept>

namespace doublecheck::population {

TEST_CASE("each piece of work is done exactly once in each round") {
  Crew crew(3);
  std::vector<std::atomic<int>> done(3);
  for (int round = 1; round <= 2000; ++round) {
    crew.all([&](unsigned piece) { ++done[piece]; });
    for (const auto& count : done) REQUIRE(count == round);
  }
}

TEST_CASE("what a thread throws is thrown by whoever gave the work") {
  Crew crew(2);
  CHECK_THROWS_AS(crew.all([](unsigned piece) {
    if (piece == 1) throw std::runtime_error("a bug");
  }),
                  std::runtime_error);
  int done = 0;
  crew.all([&](unsigned piece) { done += piece == 0 ? 1 : 0; });
  CHECK(done == 1);
}

}  // namespace doublecheck::population
