// What happens when memory is short: keys go elsewhere first, then the search ends and says so.
#include "engine/check.hpp"
#include "tests/catch.hpp"
#include "tests/engine/engines.hpp"
#include "tests/engine/memory_spill.hpp"
#include "tests/engine/models/random_claims.hpp"
#include "tests/engine/models/random_components.hpp"

namespace doublecheck::tests {
namespace {

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
    MemorySpill file;
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

TEST_CASE("a search whose keys find no room elsewhere, or do not come back, is inconclusive and says why") {
  const RandomComponents model = large_model();
  const auto whole = engine::check<RandomComponents>(model, {});
  const std::uint64_t bytes = whole.counts.peak_memory_bytes - 8 * whole.counts.states;
  for (const unsigned jobs : {1U, 2U}) {
    MemorySpill used;
    engine::CheckOptions options = limited_to(bytes, jobs);
    options.search.spill = used.spill();
    REQUIRE(engine::check<RandomComponents>(model, {}, options).stop == checker::StopReason::complete);
    REQUIRE(used.appends > 2);
    for (const bool writes : {true, false}) {
      for (const std::size_t allowed : {std::size_t{0}, std::size_t{1}, (writes ? used.appends : used.reads) / 3}) {
        CAPTURE(jobs, writes, allowed);
        MemorySpill file;
        (writes ? file.appends_max : file.reads_max) = allowed;
        options.search.spill = file.spill();
        const auto cut = engine::check<RandomComponents>(model, {}, options);
        REQUIRE(cut.stop == checker::StopReason::storage);
        REQUIRE(cut.counts.states < whole.counts.states);
        REQUIRE(cut.counts.states == cut.counts.expanded + cut.counts.frontier);
        REQUIRE(cut.deadlock->verdict != checker::Verdict::holds);
      }
    }
  }
}

TEST_CASE("liveness is decided where memory suffices for what deciding takes, and is inconclusive where not") {
  const RandomComponents model = large_model();
  const std::vector<RandomClaim> claims = random_claims(model, 5);
  engine::CheckOptions options;
  options.search.exploration.finds_deadlocks = false;
  const auto whole = engine::check<RandomComponents>(model, claims, options);
  REQUIRE(whole.liveness_stop == checker::StopReason::complete);
  int decided = 0;
  int undecided = 0;
  for (const std::uint64_t part : {4U, 5U, 8U, 16U, 64U}) {
    CAPTURE(part);
    options.search.exploration.limits.memory_bytes_max = whole.counts.peak_memory_bytes * part / 4;
    const auto limited = engine::check<RandomComponents>(model, claims, options);
    REQUIRE(limited.stop == checker::StopReason::complete);
    bool is_any_undecided = false;
    for (std::size_t i = 0; i < claims.size(); ++i) {
      if (claims[i].kind == checker::PropertyKind::invariant) continue;
      if (limited.properties[i].verdict == checker::Verdict::inconclusive) {
        is_any_undecided = true;
        ++undecided;
      } else {
        REQUIRE(limited.properties[i].verdict == whole.properties[i].verdict);
        REQUIRE(limited.properties[i].lasso == whole.properties[i].lasso);
        if (part < 64) ++decided;
      }
    }
    REQUIRE((limited.liveness_stop == checker::StopReason::memory) == is_any_undecided);
    REQUIRE((part < 64 || !is_any_undecided));
  }
  CHECK(decided > 0);
  CHECK(undecided > 0);
}

}  // namespace doublecheck::tests
