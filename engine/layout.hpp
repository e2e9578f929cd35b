/// How the numbers of local states and the counters of a component model share the bits of a key.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/entry.hpp"

namespace doublecheck::engine {

/// Some bits of one word.
struct Field {
  std::uint8_t word = 0;
  std::uint8_t shift = 0;
  std::uint8_t width = 0;

  std::uint64_t mask() const { return ((std::uint64_t{1} << width) - 1) << shift; }

  template <unsigned Words>
  std::uint64_t get(const Entry<Words>& entry) const {
    return (entry.words[Words == 1 ? 0 : word] >> shift) & ((std::uint64_t{1} << width) - 1);
  }

  template <unsigned Words>
  void set(Entry<Words>& entry, std::uint64_t value) const {
    std::uint64_t& bits = entry.words[Words == 1 ? 0 : word];
    bits = (bits & ~mask()) | (value << shift);
  }
};

struct Layout {
  std::vector<Field> components;
  std::vector<Field> counters;  ///< of width 0 where a counter is always 0

  bool fits(std::size_t component, std::uint64_t number) const { return number >> components[component].width == 0; }
};

/// Gives each counter the bits that its greatest value needs and shares the rest among the components, of which each has
/// met `numbers` local states so far. Nothing if that leaves a component no room to grow.
template <unsigned Words>
std::optional<Layout> lay_out(const std::vector<std::uint64_t>& numbers, const std::vector<std::uint8_t>& counters_max);

}  // namespace doublecheck::engine
