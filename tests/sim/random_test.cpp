#include "sim/random.hpp"

#include <bit>
#include <cmath>
#include <set>

#include "tests/catch.hpp"

using namespace doublecheck::sim;

// From kat_vectors of Random123, the code that accompanies the paper.
TEST_CASE("Philox gives its published answers") {
  CHECK(philox({0, 0, 0, 0}, {0, 0}) == PhiloxCounter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
        PhiloxCounter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        PhiloxCounter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("a random number depends on every part of its name") {
  const Draw draw{.seed = 1, .run = 2, .entity = Entity{3}, .purpose = Purpose::session, .number = 4};
  Draw others[] = {draw, draw, draw, draw, draw, draw, draw};
  others[1].seed = 5;
  others[2].seed = 1 | (std::uint64_t{1} << 40U);
  others[3].run = 3;
  others[4].entity = Entity{4};
  others[5].purpose = Purpose::absence;
  others[6].number = 4 | (std::uint64_t{1} << 40U);
  std::set<std::uint64_t> values;
  for (const Draw& other : others) values.insert(random_bits(other));
  CHECK(values.size() == 7);
}

TEST_CASE("dice do not care in which order they are rolled") {
  Dice one(7, 0, 2);
  Dice other(7, 0, 2);
  const auto first = one.roll(Entity{0}, Purpose::think);
  const auto second = one.roll(Entity{0}, Purpose::think);
  const auto elsewhere = one.roll(Entity{1}, Purpose::push);
  CHECK(other.roll(Entity{1}, Purpose::push) == elsewhere);
  CHECK(other.roll(Entity{0}, Purpose::think) == first);
  CHECK(other.roll(Entity{0}, Purpose::think) == second);
  CHECK(first != second);
}

TEST_CASE("each bit is set in half of all random numbers") {
  constexpr int kDraws = 20'000;
  std::array<int, 64> set{};
  Dice dice(11, 0, 1);
  for (int i = 0; i < kDraws; ++i) {
    const std::uint64_t bits = dice.roll(Entity{0}, Purpose::think);
    for (unsigned bit = 0; bit < 64; ++bit) set[bit] += static_cast<int>((bits >> bit) & 1U);
  }
  // Six standard deviations of a binomial count, for all 64 of them.
  const double bound = 6.0 * std::sqrt(kDraws * 0.25);
  for (const int count : set) CHECK(std::abs(count - kDraws / 2) < bound);
}
