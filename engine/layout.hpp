/// How the numbers of local states and the counters of a component model share the bits of a key.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/key.hpp"

namespace doublecheck::engine {

/// Some bits of one word.
struct Field {
  std::uint64_t value_max = 0;  ///< ones, as many as there are bits
  std::uint8_t shift = 0;
  std::uint8_t word = 0;

  template <unsigned Words>
  std::uint64_t get(const Key<Words>& key) const {
    return (key.words[Words == 1 ? 0 : word] >> shift) & value_max;
  }

  /// REQUIRES: value <= value_max.
  template <unsigned Words>
  void set(Key<Words>& key, std::uint64_t value) const {
    std::uint64_t& bits = key.words[Words == 1 ? 0 : word];
    bits = (bits & ~(value_max << shift)) | (value << shift);
  }

  /// Adds to the value. REQUIRES: the sum is 0 to value_max.
  template <unsigned Words>
  void add(Key<Words>& key, std::int64_t change) const {
    key.words[Words == 1 ? 0 : word] += static_cast<std::uint64_t>(change) << shift;
  }
};

struct Layout {
  std::vector<Field> components;
  std::vector<Field> counters;  ///< without bits where a counter is always 0

  /// As three numbers a field, and back.
  std::vector<std::uint64_t> numbers() const;
  static Layout of_numbers(const std::vector<std::uint64_t>& numbers, std::size_t components);
};

/// Gives each counter the bits that its greatest value needs and shares the rest among the components, of which each
/// has met `numbers` local states so far. Nothing if that leaves a component no room to grow.
template <unsigned Words>
std::optional<Layout> lay_out(const std::vector<std::uint64_t>& numbers, const std::vector<std::uint8_t>& counters_max);

}  // namespace doublecheck::engine
