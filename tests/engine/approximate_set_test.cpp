// What the approximate sets of states promise: nothing is forgotten, what is taken for known by mistake is as rare as
// the formulas say, and neither depends on the order of insertion.
#include "engine/approximate_set.hpp"

#include <cmath>
#include <random>
#include <set>
#include <thread>
#include <vector>

#include "engine/omission_estimate.hpp"
#include "tests/catch.hpp"

namespace doublecheck::tests {
namespace {

using engine::ApproximateSet;
using engine::BitArray;
using engine::CompactTable;
using engine::Key;
using engine::OmissionEstimate;

std::vector<std::uint64_t> random_hashes(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<std::uint64_t> hashes(count);
  for (std::uint64_t& hash : hashes) hash = random();
  return hashes;
}

/// Of states that look much alike, as those of a search do.
std::vector<std::uint64_t> hashes_of_numbers(std::uint64_t begin, std::uint64_t end) {
  std::vector<std::uint64_t> hashes;
  for (std::uint64_t number = begin; number < end; ++number) hashes.push_back(hash_of(Key<1>{{number << 1U | 1U}}));
  return hashes;
}

template <class Filter>
std::size_t count_known(const Filter& filter, std::span<const std::uint64_t> hashes) {
  std::size_t known = 0;
  for (const std::uint64_t hash : hashes) known += filter.contains(hash) ? 1U : 0U;
  return known;
}

template <class Filter>
void add_by_threads(Filter& filter, std::span<const std::uint64_t> hashes, std::size_t threads) {
  std::vector<std::jthread> workers;
  for (std::size_t i = 0; i < threads; ++i) {
    workers.emplace_back([&filter, hashes, i, threads] {
      // Every thread begins elsewhere and adds everything, so that many add the same.
      for (std::size_t part = 0; part < threads; ++part) {
        const std::size_t size = hashes.size() / threads;
        filter.add(hashes.subspan((i + part) % threads * size, size));
      }
    });
  }
}

template <class Set>
std::set<Key<1>> inserted(Set& set, const std::vector<Key<1>>& keys, bool alone) {
  std::set<Key<1>> fresh_keys;
  for (std::size_t begin = 0; begin < keys.size(); begin += 100) {
    const auto batch = std::span(keys).subspan(begin, std::min<std::size_t>(100, keys.size() - begin));
    std::vector<std::uint64_t> hashes;
    for (const auto& key : batch) hashes.push_back(hash_of(key));
    std::vector<std::uint8_t> fresh(batch.size() + 1);
    while (set.is_crowded()) REQUIRE(set.grow());
    const std::size_t count =
        alone ? set.insert_alone(batch, hashes.data(), fresh.data()) : set.insert(batch, hashes.data(), fresh.data());
    for (std::size_t i = 0; i < count; ++i) REQUIRE(fresh_keys.insert(batch[fresh[i]]).second);
  }
  return fresh_keys;
}

/// Ends the level in which the keys were new.
template <class Set>
void finish_level(Set& set, const std::set<Key<1>>& keys, bool alone) {
  std::vector<std::uint64_t> hashes;
  for (const auto& key : keys) hashes.push_back(hash_of(key));
  REQUIRE(set.has_room_to_finish());
  alone ? set.hand_over_alone(hashes) : set.hand_over(hashes);
  set.finish_level();
}

}  // namespace

TEMPLATE_TEST_CASE("a filter never forgets, whatever its size", "", BitArray, CompactTable) {
  for (const std::uint64_t kibibytes : {8U, 64U, 1024U}) {
    CAPTURE(kibibytes);
    TestType filter(kibibytes << 10U);
    const auto hashes = random_hashes(kibibytes * 128, kibibytes);  // 8 bytes each
    for (std::size_t i = 0; i < hashes.size(); i += 64) {
      REQUIRE(filter.has_room_for(64));
      filter.add_alone(std::span(hashes).subspan(i, 64));
      REQUIRE(filter.contains(hashes[i]));
    }
    CHECK(count_known(filter, hashes) == hashes.size());
  }
}

TEST_CASE("a bit array takes as much for known as its fill says, of random and of similar states") {
  for (const bool is_random : {true, false}) {
    CAPTURE(is_random);
    BitArray bits(16'384);  // 131072 bits
    const auto known = is_random ? random_hashes(30'000, 1) : hashes_of_numbers(0, 30'000);
    const auto others = is_random ? random_hashes(300'000, 2) : hashes_of_numbers(30'000, 330'000);
    bits.add_alone(known);
    const double places = 3.0 * 30'000 / 131'072;
    CHECK(bits.filled() == Approx(1 - std::exp(-places)).epsilon(0.02));
    CHECK(bits.false_rate() == Approx(std::pow(bits.filled(), 3)));
    const double rate = static_cast<double>(count_known(bits, others)) / 300'000;
    CHECK(rate == Approx(bits.false_rate()).epsilon(0.05));
  }
}

TEST_CASE("a compact table takes as much for known as its load says") {
  CompactTable table(std::uint64_t{1} << 20U);
  const auto known = random_hashes(150'000, 3);
  table.add_alone(known);
  CHECK(table.filled() == Approx(0.764).epsilon(0.01));
  const double homes = 16'384 - 16;
  CHECK(table.false_rate() == Approx(150'000 / homes / std::pow(2.0, 36)));
  std::size_t mistaken = 0;
  std::mt19937_64 random(4);
  // The home is told by the highest 14 bits, the signature by the 36 that follow. Others that share 40 of these 50 bits
  // with a known state share all of them once in 1024 times.
  for (std::size_t i = 0; i < 2'000'000; ++i) {
    const std::uint64_t near = known[i % known.size()] & (~std::uint64_t{0} << 24U);
    const std::uint64_t other = near | (random() & ((std::uint64_t{1} << 24U) - 1));
    if (table.contains(other)) ++mistaken;
  }
  CHECK(static_cast<double>(mistaken) == Approx(2'000'000 / 1024.0).epsilon(0.15));
  CHECK(count_known(table, random_hashes(1'000'000, 5)) == 0);  // 0.0001 expected
}

TEST_CASE("a compact table tells when it is full, and holds what it holds until then") {
  CompactTable table(4'096);  // 48 homes, 576 slots
  const auto hashes = random_hashes(400, 6);
  REQUIRE(table.has_room_for(400));
  CHECK_FALSE(table.has_room_for(401));
  table.add_alone(hashes);
  CHECK_FALSE(table.has_room_for(1));
  CHECK(count_known(table, hashes) == 400);
}

TEMPLATE_TEST_CASE("what a filter holds does not depend on the order or the number of threads", "", BitArray,
                   CompactTable) {
  const auto hashes = random_hashes(40'000, 7);
  const auto others = random_hashes(100'000, 8);
  TestType alone(320'000);
  alone.add_alone(hashes);
  for (const std::size_t threads : {1U, 2U, 4U}) {
    TestType together(320'000);
    add_by_threads(together, hashes, threads);
    CHECK(together.filled() == alone.filled());
    CHECK(count_known(together, hashes) == hashes.size());
    for (const std::uint64_t hash : others) REQUIRE(together.contains(hash) == alone.contains(hash));
  }
}

TEMPLATE_TEST_CASE("with ample memory an approximate set is a set", "", BitArray, CompactTable) {
  std::mt19937_64 random(9);
  for (const bool alone : {true, false}) {
    ApproximateSet<1, TestType> set(std::nullopt, engine::best_line_compare(), std::uint64_t{8} << 20U);
    std::set<Key<1>> known;
    for (int level = 0; level < 20; ++level) {
      std::vector<Key<1>> keys;
      for (std::size_t i = 0; i < 2'000; ++i) keys.push_back({{random() % 20'000 << 1U | 1U}});
      std::set<Key<1>> expected;
      for (const auto& key : keys) {
        if (!known.contains(key)) expected.insert(key);
      }
      REQUIRE(inserted(set, keys, alone) == expected);
      for (const auto& key : keys) REQUIRE(set.contains(key, hash_of(key)));
      finish_level(set, expected, alone);
      known.merge(expected);
      REQUIRE(set.size() == known.size());
      REQUIRE(inserted(set, keys, alone).empty());
    }
    CHECK(known.size() > 15'000);
  }
}

TEST_CASE("with little memory an approximate set leaves states out, about as many as the estimate says") {
  ApproximateSet<1, BitArray> set(std::nullopt, engine::best_line_compare(), 8'192);  // 65536 bits
  OmissionEstimate estimate;
  std::uint64_t left_out = 0;
  for (std::uint64_t level = 0; level < 40; ++level) {
    std::vector<Key<1>> keys;
    for (std::uint64_t i = 0; i < 500; ++i) keys.push_back({{(level * 500 + i) << 1U | 1U}});
    const auto fresh = inserted(set, keys, true);
    estimate.add_level(fresh.size(), set.omission_rate());
    left_out += keys.size() - fresh.size();
    finish_level(set, fresh, true);
    REQUIRE(inserted(set, keys, true).empty());  // what was left out stays so
  }
  const checker::Omissions omissions = estimate.omissions(set.filled());
  CHECK(left_out > 1'000);
  CHECK(omissions.expected == Approx(static_cast<double>(left_out)).epsilon(0.1));
  CHECK(omissions.probability == Approx(1));
  CHECK(omissions.filled == set.filled());
}

TEST_CASE("the estimate is that of independent omissions") {
  OmissionEstimate estimate;
  CHECK(estimate.omissions(0).probability == 0);
  CHECK(estimate.omissions(0).expected == 0);
  estimate.add_level(9, 0);
  CHECK(estimate.omissions(0).probability == 0);
  estimate.add_level(1, 0.1);
  CHECK(estimate.omissions(0).probability == Approx(1 - 0.9 * 0.9));
  CHECK(estimate.omissions(0).expected == Approx(2 * 0.1 / 0.9));
  estimate.add_level(0, 1);  // nothing could be told from what was known
  CHECK(estimate.omissions(0).probability == 1);
  CHECK(std::isinf(estimate.omissions(0).expected));
}

}  // namespace doublecheck::tests
