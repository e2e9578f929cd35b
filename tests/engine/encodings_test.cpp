#include "engine/encodings.hpp"

#include <map>
#include <random>
#include <string>

#include "tests/catch.hpp"

namespace doublecheck::tests {

TEST_CASE("encodings get numbers in the order in which they come, as a map would give them") {
  // Few hashes, so that many encodings share one; lengths from 0 on.
  std::mt19937_64 random(5);
  engine::Encodings encodings;
  std::map<std::string, std::uint32_t> expected;
  std::vector<std::string> order;
  for (int i = 0; i < 3'000; ++i) {
    const std::string encoding(random() % 40, static_cast<char>(random() % 30));
    const std::uint64_t hash = encoding.size() % 7 << 32U | encoding.size() % 3;
    const auto [known, is_new] = expected.try_emplace(encoding, static_cast<std::uint32_t>(expected.size()));
    if (is_new) order.push_back(encoding);
    const auto place = encodings.add(encoding, hash);
    REQUIRE(place.number == known->second);
    REQUIRE(place.is_new == is_new);
    REQUIRE(encodings.hash(place.number) == hash);
  }
  REQUIRE(encodings.size() == order.size());
  for (std::size_t i = 0; i < order.size(); ++i) CHECK(encodings[i] == order[i]);
}

}  // namespace doublecheck::tests
