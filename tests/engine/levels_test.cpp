// Keys that are handed from one place to another: none is lost and none is doubled, whatever their number.
#include "engine/levels.hpp"

#include <algorithm>
#include <thread>

#include "engine/checkpointing.hpp"
#include "engine/level_store.hpp"
#include "tests/catch.hpp"
#include "tests/engine/memory_spill.hpp"

namespace doublecheck::tests {
namespace {

using engine::Block;
using engine::Key;
using engine::Level;
using engine::LevelStore;
using engine::Pieces;
using engine::StoredBlock;

constexpr std::size_t kBlockSize = Level<1>::kBlockSize;
constexpr std::size_t kPieceSize = Pieces<1>::kPieceSize;
// Where anything begins or ends, one less and one more, and far above.
constexpr std::size_t kSizes[] = {0,
                                  1,
                                  2,
                                  kPieceSize - 1,
                                  kPieceSize,
                                  kPieceSize + 1,
                                  2 * kPieceSize,
                                  kBlockSize - 1,
                                  kBlockSize,
                                  kBlockSize + 1,
                                  kBlockSize + 128,
                                  kBlockSize + kPieceSize - 1,
                                  kBlockSize + kPieceSize,
                                  kBlockSize + kPieceSize + 1,
                                  2 * kBlockSize + 1,
                                  100'003};

template <unsigned Words>
Key<Words> key_number(std::uint64_t number) {
  Key<Words> key;
  for (unsigned word = 0; word < Words; ++word) key.words[word] = (number + word) << 1U | 1U;
  return key;
}

/// The numbers begin to end - 1 as keys, each found in its own way.
template <unsigned Words>
Block<Words> block_of(std::uint64_t begin, std::uint64_t end, bool with_discoveries = true) {
  Block<Words> block;
  for (std::uint64_t number = begin; number < end; ++number) {
    block.keys.push_back(key_number<Words>(number));
    if (with_discoveries)
      block.discoveries.emplace_back(engine::Footprint{static_cast<std::uint32_t>(number % 1000), 3});
  }
  return block;
}

/// `size` keys in blocks of at most `block_size`.
template <unsigned Words>
Level<Words> level_of(std::size_t size, std::size_t block_size) {
  Level<Words> level;
  for (std::size_t begin = 0; begin < size; begin += block_size) {
    level.add(StoredBlock<Words>(block_of<Words>(begin, std::min(begin + block_size, size))));
  }
  return level;
}

template <unsigned Words>
std::vector<Key<Words>> keys_of(const Level<Words>& level, const engine::Spill* spill) {
  std::vector<Key<Words>> keys;
  level.for_each(spill, [&](const Key<Words>& key) { keys.push_back(key); });
  std::ranges::sort(keys);
  return keys;
}

/// What is handed out to so many threads; `discoveries` counts those that are as they were.
template <unsigned Words>
std::vector<Key<Words>> handed_out(const Level<Words>& level, const engine::Spill* spill, std::size_t threads,
                                   std::size_t& discoveries) {
  Pieces<Words> pieces(level, spill);
  std::vector<std::vector<Key<Words>>> keys(threads);
  std::vector<std::size_t> known(threads);
  const auto work = [&](std::size_t thread) {
    Block<Words> piece;
    while (pieces.next(piece)) {
      keys[thread].insert(keys[thread].end(), piece.keys.begin(), piece.keys.end());
      for (std::size_t i = 0; i < piece.keys.size(); ++i) {
        const std::uint64_t number = piece.keys[i].words[0] >> 1U;
        if (piece.discoveries.at(i).components() == number % 1000) ++known[thread];
      }
    }
  };
  std::vector<std::thread> others;
  for (std::size_t thread = 1; thread < threads; ++thread) others.emplace_back(work, thread);
  work(0);
  for (std::thread& other : others) other.join();
  for (std::size_t thread = 1; thread < threads; ++thread) {
    keys[0].insert(keys[0].end(), keys[thread].begin(), keys[thread].end());
    known[0] += known[thread];
  }
  discoveries = known[0];
  std::ranges::sort(keys[0]);
  return keys[0];
}

template <unsigned Words>
void require_all_are_handed_out() {
  for (const std::size_t size : kSizes) {
    const std::vector<Key<Words>> all = block_of<Words>(0, size).keys;
    for (const std::size_t block_size : {std::size_t{1000}, kBlockSize, kBlockSize + 127, std::size_t{1'000'000}}) {
      for (const bool goes_elsewhere : {false, true}) {
        for (const std::size_t threads : {1U, 2U}) {
          CAPTURE(size, block_size, goes_elsewhere, threads);
          MemorySpill file;
          const engine::Spill spill = file.spill();
          Level<Words> level = level_of<Words>(size, block_size);
          if (goes_elsewhere) level.spill(spill);
          std::size_t discoveries = 0;
          REQUIRE(level.size() == size);
          REQUIRE(handed_out(level, &spill, threads, discoveries) == all);
          REQUIRE(discoveries == size);
          REQUIRE(keys_of(level, &spill) == all);
          REQUIRE((level.bytes() == 0) == (goes_elsewhere || size == 0));
          REQUIRE((goes_elsewhere || level.bytes() >= size * (sizeof(Key<Words>) + sizeof(engine::Discovery))));
        }
      }
    }
  }
}

template <unsigned Words>
void require_the_store_keeps_all() {
  for (const std::size_t size : kSizes) {
    for (const std::size_t threads : {1U, 2U}) {
      CAPTURE(size, threads);
      MemorySpill file;
      const engine::Spill spill = file.spill();
      LevelStore<Words> store(&spill);
      const auto put_share = [&](std::size_t thread) {
        for (std::size_t begin = thread * 1000; begin < size; begin += threads * 1000) {
          store.put(block_of<Words>(begin, std::min(begin + 1000, size)), begin % 3000 == 0);
        }
      };
      std::thread other;
      if (threads == 2) other = std::thread(put_share, 1);
      put_share(0);
      if (other.joinable()) other.join();
      REQUIRE(store.finish_level() == size);
      REQUIRE(store.finish_level() == 0);
      REQUIRE(store.levels().size() == 2);
      REQUIRE(store.bytes() == store.levels()[0].bytes());
      REQUIRE(keys_of(store.levels()[0], &spill) == block_of<Words>(0, size).keys);
      store.drop_empty_level();
      store.forget_discoveries();
      REQUIRE(store.bytes() == store.levels()[0].bytes());
      REQUIRE(store.spill_all());
      REQUIRE(store.bytes() == 0);
      REQUIRE(keys_of(store.levels()[0], &spill) == block_of<Words>(0, size).keys);
    }
  }
}

/// The bytes of a level, given in pieces of `piece_size`.
template <unsigned Words>
void require_pieces_are_joined(std::size_t size, std::size_t piece_size) {
  CAPTURE(size, piece_size);
  const Level<Words> level = level_of<Words>(size, kBlockSize);
  std::vector<std::byte> kept;
  engine::give_level<Words>(
      level, nullptr, [&](std::span<const std::byte> bytes) { kept.insert(kept.end(), bytes.begin(), bytes.end()); });
  REQUIRE(kept.size() == size * sizeof(Key<Words>));
  engine::Resumption resumption;
  resumption.snapshot.level_sizes = {size};
  resumption.read_level = [&](std::size_t, const engine::TakeBytes& take) {
    for (std::size_t begin = 0; begin < kept.size(); begin += piece_size) {
      take(std::span(kept).subspan(begin, std::min(piece_size, kept.size() - begin)));
    }
  };
  std::vector<Key<Words>> taken;
  engine::take_level<Words>(
      resumption, 0, [&](std::vector<Key<Words>>&& keys) { taken.insert(taken.end(), keys.begin(), keys.end()); });
  REQUIRE(taken == block_of<Words>(0, size).keys);
}

}  // namespace

TEST_CASE("every key of a level is handed out once, whatever the lengths of its blocks") {
  require_all_are_handed_out<1>();
  require_all_are_handed_out<2>();
}

TEST_CASE("what threads put into a level is what it holds, in memory and elsewhere") {
  require_the_store_keeps_all<1>();
  require_the_store_keeps_all<2>();
}

TEST_CASE("keys that come back in pieces of any size are the keys that were given") {
  for (const std::size_t size : kSizes) {
    for (const std::size_t piece_size : {13UL, 16UL, 24UL, 4096UL, 8704UL * 8 + 8, 1UL << 20U}) {
      require_pieces_are_joined<1>(size, piece_size);
      require_pieces_are_joined<2>(size, piece_size);
    }
  }
  for (const std::size_t piece_size : {1UL, 7UL, 8UL, 9UL, 15UL, 17UL}) {
    require_pieces_are_joined<1>(1000, piece_size);
    require_pieces_are_joined<2>(1000, piece_size);
  }
}

TEST_CASE("a block whose keys found no room elsewhere still has them") {
  int calls = 0;
  const engine::Spill spill{.append = [&](std::span<const std::byte>) -> std::uint64_t {
                              if (++calls == 2) throw engine::SpillError("no room");
                              return 0;
                            },
                            .read = [](std::uint64_t, std::span<std::byte>) { FAIL("nothing is kept there"); }};
  Level<1> level = level_of<1>(1000, 1000);
  CHECK_THROWS_AS(level.spill(spill), engine::SpillError);
  std::size_t discoveries = 0;
  CHECK(handed_out(level, &spill, 1, discoveries) == block_of<1>(0, 1000).keys);
  CHECK(discoveries == 1000);
}

}  // namespace doublecheck::tests
