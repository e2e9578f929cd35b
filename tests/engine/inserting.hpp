/// Inserting into sets of visited states, of whichever kind.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "tests/catch.hpp"

namespace doublecheck::tests {

/// Inserts a batch, and returns the positions of what was new, in rising order.
template <class Set>
std::vector<std::size_t> insert(Set& set, std::span<const typename Set::StateKey> keys, bool alone) {
  std::vector<std::uint64_t> hashes;
  for (const auto& key : keys) hashes.push_back(Set::hash(key));
  std::vector<std::uint8_t> fresh(keys.size() + 1);
  const std::size_t count =
      alone ? set.insert_alone(keys, hashes.data(), fresh.data()) : set.insert(keys, hashes.data(), fresh.data());
  fresh.resize(count);
  std::ranges::sort(fresh);
  return {fresh.begin(), fresh.end()};
}

/// Inserts some after others, and makes room where it is needed. Returns how many were new.
template <class Set>
std::size_t insert_growing(Set& set, const std::vector<typename Set::StateKey>& keys) {
  std::size_t fresh = 0;
  for (std::size_t i = 0; i < keys.size(); i += 100) {
    if (set.is_crowded()) REQUIRE(set.grow());
    fresh += insert(set, std::span(keys).subspan(i, std::min<std::size_t>(100, keys.size() - i)), true).size();
  }
  return fresh;
}

}  // namespace doublecheck::tests
