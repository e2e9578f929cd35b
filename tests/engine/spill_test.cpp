// What happens when memory is short: keys go elsewhere first, then the search ends and says so.
#include <cstring>
#include <mutex>

#include "engine/check.hpp"
#include "tests/catch.hpp"
#include "tests/engine/engines.hpp"
#include "tests/engine/models/random_components.hpp"

namespace doublecheck::tests {
namespace {

/// A spill in memory that remembers how often it was used.
struct TestSpill {
  std::vector<std::byte> bytes;
  std::mutex mutex;
  std::size_t reads = 0;

  engine::Spill spill() {
    return {.append =
                [this](std::span<const std::byte> more) {
                  const std::scoped_lock lock(mutex);
                  bytes.insert(bytes.end(), more.begin(), more.end());
                  return bytes.size() - more.size();
                },
            .read =
                [this](std::uint64_t place, std::span<std::byte> target) {
                  const std::scoped_lock lock(mutex);
                  ++reads;
                  REQUIRE(place + target.size() <= bytes.size());
                  std::memcpy(target.data(), bytes.data() + place, target.size());
                }};
  }
};

RandomComponents large_model() {
  RandomShape shape;
  shape.components = 5;
  shape.locals = 10;
  shape.actions = 6;
  return RandomComponents(shape, 3);
}

engine::CheckOptions limited_to(std::uint64_t bytes, unsigned jobs) {
  engine::CheckOptions options;
  options.search.jobs = jobs;
  options.search.states_worth_threads = 1;
  options.search.exploration.limits.memory_bytes_max = bytes;
  return options;
}

}  // namespace

TEST_CASE("a search that spills finds what one finds that does not") {
  const RandomComponents model = large_model();
  const auto whole = engine::check<RandomComponents>(model, {});
  REQUIRE(whole.counts.states > 50'000);
  const std::uint64_t needed = whole.counts.peak_memory_bytes;
  for (const unsigned jobs : {1U, 2U}) {
    TestSpill file;
    engine::CheckOptions options = limited_to(needed - 8 * whole.counts.states, jobs);
    options.search.spill = file.spill();
    const auto spilt = engine::check<RandomComponents>(model, {}, options);
    CHECK(spilt.stop == checker::StopReason::complete);
    CHECK(spilt.counts.states == whole.counts.states);
    CHECK(spilt.counts.transitions == whole.counts.transitions);
    CHECK(spilt.counts.depth == whole.counts.depth);
    REQUIRE(spilt.deadlock);
    CHECK(spilt.deadlock->path == whole.deadlock->path);
    CHECK_FALSE(file.bytes.empty());
    CHECK(file.reads > 0);
    const std::uint64_t unfinished_blocks = jobs * 8192 * 12;
    CHECK(spilt.counts.peak_memory_bytes <= *options.search.exploration.limits.memory_bytes_max + unfinished_blocks);
  }
}

TEST_CASE("a search without enough memory ends as such, with whole levels") {
  const RandomComponents model = large_model();
  const auto whole = engine::check<RandomComponents>(model, {});
  const auto cut = engine::check<RandomComponents>(model, {}, limited_to(whole.counts.peak_memory_bytes / 4, 2));
  CHECK(cut.stop == checker::StopReason::memory);
  CHECK(cut.counts.states > 100);
  CHECK(cut.counts.states < whole.counts.states);
  CHECK(cut.counts.states == cut.counts.expanded + cut.counts.frontier);
  REQUIRE(cut.deadlock);
  CHECK(cut.deadlock->verdict != checker::Verdict::holds);
}

}  // namespace doublecheck::tests
