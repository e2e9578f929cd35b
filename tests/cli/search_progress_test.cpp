#include "cli/search_progress.hpp"

#include "tests/catch.hpp"

using namespace doublecheck;
using namespace doublecheck::cli;

namespace {

checker::Counts found(std::uint64_t states) {
  checker::Counts counts;
  counts.states = states;
  counts.depth = 17;
  counts.frontier = 80'000;
  counts.peak_memory_bytes = 21U << 20U;
  return counts;
}

}  // namespace

TEST_CASE("a line of progress has the states and the rate and what waits and what is used of each limit") {
  const std::string line = search_progress_text(found(1'200'000), {}, 0.24, 5.1e6);
  CHECK(line == "1,200,000 states, 5.1 million/s, depth 17, 80,000 waiting, 21 MiB, 240 ms");
}

TEST_CASE("of several limits the nearest is named with what is left of it") {
  checker::Limits limits;
  limits.states_max = 2'000'000;
  limits.memory_bytes_max = 28U << 20U;
  limits.seconds_max = 60;
  const std::string line = search_progress_text(found(1'200'000), limits, 6, 200'000);
  CHECK(line ==
        "1,200,000 of 2,000,000 states, 200,000/s, depth 17, 80,000 waiting, 21 MiB of 28 MiB, 6 s of 1 min; "
        "25 % of the memory left");
  limits.memory_bytes_max.reset();
  CHECK(search_progress_text(found(1'200'000), limits, 59, 200'000).ends_with("; 2 % of the time left"));
  CHECK(search_progress_text(found(1'999'999), limits, 6, 200'000).ends_with("; 0 % of the states left"));
}

TEST_CASE("the rate is that of the last seconds and begins anew with every search") {
  SearchRate rate;
  CHECK(rate.update(5'000'000, 1) == 0);  // goes on from a checkpoint: nobody knows yet
  CHECK(rate.update(5'100'000, 2) == 100'000);
  CHECK(rate.update(5'400'000, 4) > 100'000);
  CHECK(rate.update(5'400'010, 14) == Approx(1));
  CHECK(rate.update(1'000, 15) == 0);
  CHECK(rate.update(3'000, 16) == 2'000);
}
