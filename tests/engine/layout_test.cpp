#include "engine/layout.hpp"

#include <bit>
#include <random>

#include "tests/catch.hpp"

namespace doublecheck::tests {
namespace {

using engine::Field;
using engine::Key;
using engine::lay_out;
using engine::Layout;

std::vector<Field> fields_of(const Layout& layout) {
  std::vector<Field> fields = layout.components;
  fields.insert(fields.end(), layout.counters.begin(), layout.counters.end());
  return fields;
}

unsigned width(const Field& field) { return static_cast<unsigned>(std::popcount(field.value_max)); }

std::vector<std::uint64_t> random_numbers(std::mt19937& random, std::size_t components) {
  std::vector<std::uint64_t> numbers;
  for (std::size_t i = 0; i < components; ++i) numbers.push_back(random() % 3'000);
  return numbers;
}

std::vector<std::uint8_t> random_counters(std::mt19937& random) {
  std::vector<std::uint8_t> counters;
  for (std::size_t left = random() % 6; left > 0; --left) counters.push_back(static_cast<std::uint8_t>(random() % 5));
  return counters;
}

template <unsigned Words>
void require_fields_apart(const Layout& layout) {
  Key<Words> used = engine::blank_key<Words>();  // the lowest bits are no field's
  for (const Field& field : fields_of(layout)) {
    REQUIRE(field.word < Words);
    REQUIRE(field.shift + width(field) <= 64);
    REQUIRE(field.get(used) == 0);
    field.set(used, field.value_max);
  }
}

template <unsigned Words>
void require_round_trip(const Layout& layout, std::mt19937& random) {
  Key<Words> key = engine::blank_key<Words>();
  const std::vector<Field> fields = fields_of(layout);
  std::vector<std::uint64_t> values(fields.size());
  for (int round = 0; round < 50; ++round) {
    const std::size_t i = random() % fields.size();
    values[i] = random() & fields[i].value_max;
    fields[i].set(key, values[i]);
    for (std::size_t j = 0; j < fields.size(); ++j) REQUIRE(fields[j].get(key) == values[j]);
  }
  for (const std::uint64_t word : key.words) REQUIRE((word & 1U) == 1);
}

template <unsigned Words>
void try_random_layouts(std::size_t components) {
  std::mt19937 random(7);
  int laid_out = 0;
  for (int round = 0; round < 100; ++round) {
    const auto numbers = random_numbers(random, components);
    const auto layout = lay_out<Words>(numbers, random_counters(random));
    if (!layout) continue;
    ++laid_out;
    require_fields_apart<Words>(*layout);
    require_round_trip<Words>(*layout, random);
    for (std::size_t i = 0; i < components; ++i) REQUIRE(layout->components[i].value_max >= 2 * numbers[i]);
  }
  CHECK(laid_out > 30);
}

}  // namespace

TEST_CASE("fields lie apart, keep what is put into them, and have room for twice what was met") {
  try_random_layouts<1>(3);
  try_random_layouts<1>(4);
  try_random_layouts<2>(4);
  try_random_layouts<2>(9);
}

TEST_CASE("a counter gets the bits that its greatest value needs, and none if it is always 0") {
  const auto layout = lay_out<1>({1, 1}, {0, 1, 2, 3, 4, 7, 8});
  REQUIRE(layout);
  std::vector<unsigned> widths;
  for (const Field& field : layout->counters) widths.push_back(width(field));
  CHECK(widths == std::vector<unsigned>{0, 1, 2, 2, 3, 3, 4});
  Key<1> key{{~std::uint64_t{0}}};
  CHECK(layout->counters[0].get(key) == 0);
}

TEST_CASE("counters lie below components, so that keys with the same local states are neighbours") {
  const auto layout = lay_out<1>({1, 1}, {3, 1});
  REQUIRE(layout);
  CHECK(layout->counters[0].shift == 1);
  CHECK(layout->counters[1].shift == 3);
  CHECK(layout->components[0].shift == 4);
  CHECK(layout->components[1].shift > layout->components[0].shift);
}

TEST_CASE("components that have met as much as each other get as many bits, but for one") {
  const auto layout = lay_out<1>({1, 1, 1, 1}, {1});
  REQUIRE(layout);
  std::vector<unsigned> widths;
  for (const Field& field : layout->components) widths.push_back(width(field));
  CHECK(widths == std::vector<unsigned>{16, 16, 15, 15});
}

TEST_CASE("a component that has met more local states gets a wider field") {
  for (const std::uint64_t met : {2'000U, 70'000U, 1'000'000U}) {
    const auto before = lay_out<1>({1, 1, 1, 1}, {});
    const auto after = lay_out<1>({1, met, 1, 1}, {});
    REQUIRE(before);
    REQUIRE(after);
    CHECK(after->components[1].value_max >= 2 * met);
    CHECK(after->components[1].value_max >= before->components[1].value_max);
    CHECK(after->components[0].value_max <= before->components[0].value_max);
  }
}

TEST_CASE("no layout where some component would have no room to grow") {
  CHECK(lay_out<1>(std::vector<std::uint64_t>(6, 1), {}));
  CHECK_FALSE(lay_out<1>(std::vector<std::uint64_t>(7, 1), {}));
  CHECK_FALSE(lay_out<1>(std::vector<std::uint64_t>(6, 1), {7, 1}));  // four bits where three are left
  CHECK(lay_out<2>(std::vector<std::uint64_t>(12, 1), {7, 7}));       // a word each
  CHECK_FALSE(lay_out<2>(std::vector<std::uint64_t>(13, 1), {}));
  CHECK_FALSE(lay_out<1>({std::uint64_t{1} << 40U, std::uint64_t{1} << 40U}, {}));
}

TEST_CASE("a component alone gets no more bits than local states can have numbers") {
  const auto layout = lay_out<2>({1}, {});
  REQUIRE(layout);
  CHECK(layout->components[0].value_max <= 0xFFFF'FFFFU);
}

TEST_CASE("fields that do not fit into the first word lie in the second") {
  const auto layout = lay_out<2>(std::vector<std::uint64_t>(8, 1), {3});
  REQUIRE(layout);
  CHECK(std::ranges::count(fields_of(*layout), 0, &Field::word) > 0);
  CHECK(std::ranges::count(fields_of(*layout), 1, &Field::word) > 0);
}

}  // namespace doublecheck::tests
