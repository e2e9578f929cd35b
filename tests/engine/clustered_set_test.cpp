#include "engine/clustered_set.hpp"

#include <map>
#include <random>
#include <set>
#include <thread>

#include "tests/catch.hpp"
#include "tests/engine/inserting.hpp"

namespace doublecheck::tests {
namespace {

using engine::ClusteredPositions;
using engine::ClusteredSet;
using engine::Key;

Key<1> key_of(std::uint64_t number) { return {{number << 1U | 1U}}; }

/// Runs of neighbours, up to a thousand numbers apart, all over the range: clusters that are full and others that have
/// a single key.
std::vector<Key<1>> distinct_keys(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::set<Key<1>> keys;
  while (keys.size() < count) {
    std::uint64_t number = random() >> 2U;
    for (std::uint64_t left = random() % 300; left > 0; --left) keys.insert(key_of(number += 1 + random() % 8));
    keys.insert(key_of(random() >> 2U));
  }
  std::vector<Key<1>> shuffled(keys.begin(), keys.end());
  std::ranges::shuffle(shuffled, random);
  shuffled.resize(count);
  return shuffled;
}

std::size_t count_found(const ClusteredSet& set, const std::vector<Key<1>>& keys) {
  return static_cast<std::size_t>(
      std::ranges::count_if(keys, [&](const Key<1>& key) { return set.contains(key, ClusteredSet::hash(key)); }));
}

}  // namespace

TEST_CASE("a key in a cluster is fresh exactly if it was not inserted before") {
  for (const bool alone : {true, false}) {
    for (const std::uint64_t range : {40'000ULL, 4'000'000ULL}) {
      CAPTURE(alone, range);
      std::mt19937_64 random(range);
      ClusteredSet visited(std::nullopt);
      std::set<Key<1>> known;
      for (int round = 0; round < 600; ++round) {
        std::vector<Key<1>> keys;
        for (std::size_t left = 1 + random() % ClusteredSet::kBatchMax; left > 0; --left) {
          keys.push_back(key_of(random() % range));
        }
        std::vector<std::size_t> expected;
        for (std::size_t i = 0; i < keys.size(); ++i) {
          if (known.insert(keys[i]).second) expected.push_back(i);
        }
        if (visited.is_crowded()) REQUIRE(visited.grow());
        REQUIRE(insert(visited, keys, alone) == expected);
        REQUIRE(visited.size() == known.size());
      }
      CHECK(known.size() > 25'000);
      for (int i = 0; i < 1'000; ++i) {
        const Key<1> key = key_of(random() % (2 * range));
        REQUIRE(visited.contains(key, ClusteredSet::hash(key)) == known.contains(key));
      }
    }
  }
}

TEST_CASE("keys of clusters that differ in a single bit are told apart") {
  std::vector<Key<1>> keys = {engine::blank_key<1>()};
  for (unsigned bit = 1; bit < 64; ++bit) keys.push_back({{std::uint64_t{1} << bit | 1U}});
  for (const bool alone : {true, false}) {
    ClusteredSet visited(std::nullopt);
    CHECK(insert(visited, keys, alone).size() == 64);
    CHECK(insert(visited, keys, alone).empty());
    CHECK(count_found(visited, keys) == 64);
  }
}

TEST_CASE("growing many times loses no cluster and adds none") {
  const std::vector<Key<1>> keys = distinct_keys(300'000, 1);
  ClusteredSet visited(std::nullopt);
  const std::uint64_t bytes = visited.bytes();
  CHECK(insert_growing(visited, keys) == keys.size());
  CHECK(visited.bytes() > 4 * bytes);
  CHECK(count_found(visited, keys) == keys.size());
  CHECK(insert_growing(visited, keys) == 0);
  CHECK(count_found(visited, distinct_keys(10'000, 2)) == 0);
}

TEST_CASE("neighbours take less than four bits each") {
  std::vector<Key<1>> keys;
  for (std::uint64_t number = 0; number < 4'000'000; ++number) keys.push_back(key_of(number));
  ClusteredSet visited(std::nullopt);
  CHECK(insert_growing(visited, keys) == keys.size());
  CHECK(visited.clusters() == (keys.size() + 191) / 192);
  CHECK(visited.bytes() * 8 < 4 * keys.size());
}

TEST_CASE("clusters that do not fit into their home are found behind it, even behind the last home") {
  std::mt19937_64 random(3);
  std::vector<Key<1>> first;  // clusters of the home with number 0, which is far too small
  std::vector<Key<1>> last;   // the same with the last home
  while (first.size() < 100 || last.size() < 100) {
    const Key<1> key = key_of(random() >> 2U);
    const std::uint64_t home = ClusteredSet::hash(key) >> 54U;
    if (home == 0 && first.size() < 100) first.push_back(key);
    if (home == 1'023 && last.size() < 100) last.push_back(key);
  }
  ClusteredSet visited(std::nullopt);
  REQUIRE(insert(visited, first, true).size() == 100);
  REQUIRE(insert(visited, last, false).size() == 100);
  for (int growth = 0; growth < 4; ++growth) {
    REQUIRE(count_found(visited, first) == 100);
    REQUIRE(count_found(visited, last) == 100);
    REQUIRE(insert(visited, first, false).empty());
    REQUIRE(insert(visited, last, true).empty());
    REQUIRE(visited.grow());
  }
}

TEST_CASE("a set of clusters stays within its memory, and says that it can grow no more") {
  const std::uint64_t bytes_max = 3'000 * sizeof(engine::Line);
  ClusteredSet visited(bytes_max);
  std::vector<Key<1>> inserted;
  bool is_full = false;
  for (const Key<1>& key : distinct_keys(400'000, 4)) {
    if (visited.is_crowded() && !visited.grow()) {
      is_full = true;
      break;
    }
    REQUIRE(insert(visited, std::span(&key, 1), true).size() == 1);
    inserted.push_back(key);
  }
  CHECK(is_full);
  CHECK(visited.bytes() <= bytes_max);
  CHECK(visited.clusters() > 2'400 * 2 * 7 / 10);
  CHECK(count_found(visited, inserted) == inserted.size());
}

TEST_CASE("of threads that set bits of the same clusters at the same time, exactly one is told that a key is new") {
  const std::vector<Key<1>> keys = distinct_keys(60'000, 5);
  ClusteredSet visited(std::nullopt);
  while (visited.bytes() < keys.size() * 8) REQUIRE(visited.grow());
  std::array<std::map<Key<1>, int>, 4> news;
  std::vector<std::thread> threads;
  for (std::size_t thread = 0; thread < news.size(); ++thread) {
    threads.emplace_back([&, thread] {
      std::vector<Key<1>> mine = keys;
      std::mt19937_64 random(thread / 2);  // two threads go the same way, so that they meet
      std::ranges::shuffle(mine, random);
      for (std::size_t i = 0; i < mine.size(); i += 60) {
        const auto batch = std::span<const Key<1>>(mine).subspan(i, std::min<std::size_t>(60, mine.size() - i));
        for (const std::size_t position : insert(visited, batch, false)) ++news[thread][batch[position]];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::map<Key<1>, int> total;
  for (const auto& of_thread : news) {
    for (const auto& [key, count] : of_thread) total[key] += count;
  }
  CHECK(total.size() == keys.size());
  CHECK(std::ranges::all_of(total, [](const auto& entry) { return entry.second == 1; }));
  CHECK(visited.size() == keys.size());
  std::set<std::uint64_t> clusters;
  for (const Key<1>& key : keys) clusters.insert(engine::ClusterBit::of(key).cluster);
  CHECK(visited.clusters() == clusters.size());
  CHECK(count_found(visited, keys) == keys.size());
}

TEST_CASE("each key of a set of clusters has a position of its own, and what is not there has none") {
  const std::vector<Key<1>> keys = distinct_keys(100'000, 6);
  ClusteredSet visited(std::nullopt);
  insert_growing(visited, keys);
  const ClusteredPositions positions(visited);
  REQUIRE(positions.count() == keys.size());
  std::vector<std::uint64_t> hashes;
  for (const Key<1>& key : keys) hashes.push_back(ClusteredSet::hash(key));
  std::vector<std::uint64_t> found(keys.size());
  positions.find_all(keys, hashes.data(), found.data());
  std::vector<bool> is_taken(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    REQUIRE(found[i] < keys.size());
    REQUIRE(found[i] == positions.find(keys[i], hashes[i]));
    is_taken[found[i]] = true;
  }
  CHECK(std::ranges::count(is_taken, true) == static_cast<std::ptrdiff_t>(keys.size()));
  const std::set<Key<1>> known(keys.begin(), keys.end());
  for (const Key<1>& key : distinct_keys(1'000, 7)) {
    if (!known.contains(key)) CHECK(positions.find(key, ClusteredSet::hash(key)) == ClusteredPositions::kNone);
  }
}

}  // namespace doublecheck::tests
