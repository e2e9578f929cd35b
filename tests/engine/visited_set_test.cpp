#include "engine/visited_set.hpp"

#include <map>
#include <numeric>
#include <random>
#include <set>
#include <thread>

#include "engine/line_probe.hpp"
#include "tests/catch.hpp"
#include "tests/engine/inserting.hpp"

namespace doublecheck::tests {
namespace {

using engine::Key;
using engine::LineCompare;
using engine::VisitedSet;

/// Those that this processor has.
std::vector<LineCompare> line_compares() {
  std::vector<LineCompare> known = {LineCompare::portable};
  if (engine::best_line_compare() != LineCompare::portable) known.push_back(engine::best_line_compare());
  return known;
}

/// A key from a range of `range` for each word, so that keys of two words often share one.
template <unsigned Words>
Key<Words> random_key(std::mt19937_64& random, std::uint64_t range) {
  Key<Words> key;
  for (std::uint64_t& word : key.words) word = (random() % range) << 1U | 1U;
  return key;
}

template <unsigned Words>
std::vector<Key<Words>> distinct_keys(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::set<Key<Words>> keys;
  while (keys.size() < count) keys.insert(random_key<Words>(random, Words == 1 ? std::uint64_t{1} << 62U : 2'000));
  std::vector<Key<Words>> shuffled(keys.begin(), keys.end());
  std::ranges::shuffle(shuffled, random);
  return shuffled;
}

/// How many of the keys are found, each in a slot of its own.
template <unsigned Words>
std::size_t count_found(const VisitedSet<Words>& set, const std::vector<Key<Words>>& keys) {
  std::vector<bool> taken(set.slots());
  std::size_t found = 0;
  for (const auto& key : keys) {
    const std::uint64_t slot = set.find(key, hash_of(key));
    if (slot == VisitedSet<Words>::kNoSlot || taken.at(slot)) continue;
    taken[slot] = true;
    ++found;
  }
  return found;
}

template <unsigned Words>
void compare_with_a_set(LineCompare compare, bool alone) {
  CAPTURE(Words, compare, alone);
  std::mt19937_64 random(Words);
  VisitedSet<Words> visited(std::nullopt, compare);
  std::set<Key<Words>> known;
  for (int round = 0; round < 600; ++round) {
    std::vector<Key<Words>> keys;
    for (std::size_t left = 1 + random() % VisitedSet<Words>::kBatchMax; left > 0; --left) {
      keys.push_back(random_key<Words>(random, Words == 1 ? 40'000 : 200));
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
    const Key<Words> key = random_key<Words>(random, Words == 1 ? 80'000 : 300);
    REQUIRE((visited.find(key, hash_of(key)) != VisitedSet<Words>::kNoSlot) == known.contains(key));
  }
}

template <unsigned Words>
void insert_where_homes_are_full(LineCompare compare) {
  CAPTURE(Words, compare);
  std::mt19937_64 random(3);
  std::vector<Key<Words>> first;  // all of the home with number 0, which is far too small
  std::vector<Key<Words>> last;   // the same with the last home
  while (first.size() < 100 || last.size() < 100) {
    const auto key = random_key<Words>(random, std::uint64_t{1} << 60U);
    if (hash_of(key) >> 54U == 0 && first.size() < 100) first.push_back(key);
    if (hash_of(key) >> 54U == 1'023 && last.size() < 100) last.push_back(key);
  }
  VisitedSet<Words> visited(std::nullopt, compare);
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

template <unsigned Words>
void insert_from_four_threads(LineCompare compare) {
  CAPTURE(Words, compare);
  const std::vector<Key<Words>> keys = distinct_keys<Words>(30'000, 5);
  VisitedSet<Words> visited(std::nullopt, compare);
  while (visited.slots() < 2 * keys.size()) REQUIRE(visited.grow());
  std::array<std::map<Key<Words>, int>, 4> news;
  std::vector<std::thread> threads;
  for (std::size_t thread = 0; thread < news.size(); ++thread) {
    threads.emplace_back([&, thread] {
      std::vector<Key<Words>> mine = keys;
      std::mt19937_64 random(thread / 2);  // two threads go the same way, so that they meet
      std::ranges::shuffle(mine, random);
      for (std::size_t i = 0; i < mine.size(); i += 60) {
        const auto batch = std::span<const Key<Words>>(mine).subspan(i, std::min<std::size_t>(60, mine.size() - i));
        for (const std::size_t position : insert(visited, batch, false)) ++news[thread][batch[position]];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::map<Key<Words>, int> total;
  for (const auto& of_thread : news) {
    for (const auto& [key, count] : of_thread) total[key] += count;
  }
  CHECK(total.size() == keys.size());
  CHECK(std::ranges::all_of(total, [](const auto& entry) { return entry.second == 1; }));
  CHECK(visited.size() == keys.size());
  CHECK(count_found(visited, keys) == keys.size());
}

}  // namespace

TEST_CASE("a key is fresh exactly if it was not inserted before") {
  for (const LineCompare compare : line_compares()) {
    for (const bool alone : {true, false}) {
      compare_with_a_set<1>(compare, alone);
      compare_with_a_set<2>(compare, alone);
    }
  }
}

TEST_CASE("keys that differ in a single bit are told apart") {
  std::vector<Key<1>> short_keys = {engine::blank_key<1>()};
  std::vector<Key<2>> long_keys = {engine::blank_key<2>()};
  for (unsigned bit = 1; bit < 64; ++bit) {
    const std::uint64_t word = std::uint64_t{1} << bit | 1U;
    short_keys.push_back({{word}});
    long_keys.push_back({{word, 1}});
    long_keys.push_back({{1, word}});
  }
  for (const LineCompare compare : line_compares()) {
    VisitedSet<1> of_short(std::nullopt, compare);
    CHECK(insert(of_short, short_keys, true).size() == 64);
    CHECK(count_found(of_short, short_keys) == 64);
    VisitedSet<2> of_long(std::nullopt, compare);
    CHECK(insert(of_long, long_keys, false).size() == 127);
    CHECK(count_found(of_long, long_keys) == 127);
  }
}

TEST_CASE("growing many times loses nothing and adds nothing") {
  for (const LineCompare compare : line_compares()) {
    const std::vector<Key<1>> short_keys = distinct_keys<1>(200'000, 1);
    VisitedSet<1> of_short(std::nullopt, compare);
    CHECK(insert_growing(of_short, short_keys) == short_keys.size());
    CHECK(of_short.slots() >= 16U * 1'536 * 8);
    CHECK(count_found(of_short, short_keys) == short_keys.size());
    CHECK(insert_growing(of_short, short_keys) == 0);
    CHECK(count_found(of_short, distinct_keys<1>(10'000, 2)) == 0);

    const std::vector<Key<2>> long_keys = distinct_keys<2>(100'000, 1);
    VisitedSet<2> of_long(std::nullopt, compare);
    CHECK(insert_growing(of_long, long_keys) == long_keys.size());
    CHECK(count_found(of_long, long_keys) == long_keys.size());
    CHECK(insert_growing(of_long, long_keys) == 0);
  }
}

TEST_CASE("a large set grows by half of itself") {
  VisitedSet<1> visited(std::nullopt);
  while (visited.bytes() < (std::uint64_t{32} << 20U)) REQUIRE(visited.grow());
  const std::vector<Key<1>> keys = distinct_keys<1>(50'000, 8);
  REQUIRE(insert_growing(visited, keys) == keys.size());
  const std::uint64_t bytes = visited.bytes();
  REQUIRE(visited.grow());
  CHECK(visited.bytes() > bytes / 10 * 14);
  CHECK(visited.bytes() < bytes / 10 * 16);
  CHECK(count_found(visited, keys) == keys.size());
}

TEST_CASE("what does not fit into its home is found behind it, even behind the last home") {
  for (const LineCompare compare : line_compares()) {
    insert_where_homes_are_full<1>(compare);
    insert_where_homes_are_full<2>(compare);
  }
}

TEST_CASE("a set stays within its memory, and says that it can grow no more") {
  const std::uint64_t bytes_max = 3'000 * sizeof(engine::Line);
  VisitedSet<1> visited(bytes_max);
  std::vector<Key<1>> inserted;
  int growths = 0;
  for (const Key<1>& key : distinct_keys<1>(40'000, 4)) {
    if (visited.is_crowded()) {
      if (!visited.grow()) break;
      ++growths;
    }
    REQUIRE(insert(visited, std::span(&key, 1), true).size() == 1);
    inserted.push_back(key);
  }
  CHECK(growths == 2);  // 1,024 lines, 2,048, and what is left
  CHECK(visited.is_crowded());
  CHECK_FALSE(visited.grow());
  CHECK(visited.bytes() <= bytes_max);
  CHECK(inserted.size() > 2'400 * 8 * 7 / 10);
  CHECK(count_found(visited, inserted) == inserted.size());
}

TEST_CASE("of threads that insert the same keys at the same time, exactly one is told that a key is new") {
  for (const LineCompare compare : line_compares()) {
    insert_from_four_threads<1>(compare);
    insert_from_four_threads<2>(compare);
  }
}

TEST_CASE("threads that write the same keys of two words at the same time do not wait for each other for ever") {
  constexpr std::uint64_t kKeys = 200'000;
  for (const LineCompare compare : line_compares()) {
    VisitedSet<2> visited(std::nullopt, compare);
    while (visited.slots() < 2 * kKeys) REQUIRE(visited.grow());
    std::atomic<int> ready{0};
    std::atomic<std::size_t> fresh{0};
    const auto insert_all = [&] {
      ++ready;
      while (ready < 2) std::this_thread::yield();
      for (std::uint64_t i = 0; i < kKeys; i += 50) {
        std::vector<Key<2>> batch;
        for (std::uint64_t j = i; j < i + 50; ++j) batch.push_back({{2 * j + 1, 4 * j + 1}});
        fresh += insert(visited, batch, false).size();
      }
    };
    std::thread other(insert_all);
    insert_all();
    other.join();
    CHECK(fresh == kKeys);
    CHECK(visited.size() == kKeys);
  }
}

TEST_CASE("a cleared set has its memory and nothing else") {
  const std::vector<Key<2>> keys = distinct_keys<2>(10'000, 6);
  VisitedSet<2> visited(std::nullopt);
  insert_growing(visited, keys);
  const std::uint64_t bytes = visited.bytes();
  visited.clear();
  CHECK(visited.size() == 0);
  CHECK(visited.bytes() == bytes);
  CHECK(count_found(visited, keys) == 0);
  CHECK(insert_growing(visited, keys) == keys.size());
}

#if DOUBLECHECK_HAS_AVX512
TEST_CASE("one comparison of AVX-512 tells the same of a line as eight of a word") {
  if (engine::best_line_compare() != LineCompare::avx512) return;
  std::mt19937_64 random(9);
  for (int round = 0; round < 5'000; ++round) {
    engine::Line line{};
    for (std::uint64_t& word : line.words) word = random() % 4;  // 0 is free
    const auto same = [](const engine::LineMatch& one, const engine::LineMatch& other) {
      return one.same == other.same && one.free == other.free && one.half == other.half;
    };
    const Key<1> short_key{{random() % 3 + 1}};
    const Key<2> long_key{{random() % 3 + 1, random() % 3 + 1}};
    REQUIRE(same(engine::Avx512Probe::match(line, short_key), engine::PortableProbe::match(line, short_key)));
    REQUIRE(same(engine::Avx512Probe::match(line, long_key), engine::PortableProbe::match(line, long_key)));
  }
}
#endif

}  // namespace doublecheck::tests
