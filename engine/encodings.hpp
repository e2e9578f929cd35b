/// Encodings as numbers, in the order in which they were met: each is kept once, and none is ever moved.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "engine/stable_vector.hpp"

namespace doublecheck::engine {

/// One thread at a time may add, while others read what they know of.
class Encodings {
 public:
  struct Place {
    std::uint32_t number = 0;
    bool is_new = false;
  };

  /// REQUIRES: `hash` is always the same function of the bytes.
  Place add(std::string_view encoding, std::uint64_t hash);

  std::string_view operator[](std::size_t number) const { return known_[number].bytes; }
  std::uint64_t hash(std::size_t number) const { return known_[number].hash; }

  /// The rest is for one thread that is alone, or that may add.
  std::size_t size() const { return known_.size(); }

 private:
  struct Known {
    std::string_view bytes;
    std::uint64_t hash = 0;
  };
  /// Open addressing. Half of a hash spares nearly all looks at others' bytes.
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = kFree;
  };

  static constexpr std::uint32_t kFree = 0xFFFF'FFFF;
  static constexpr std::size_t kFirstSlots = 64;

  void grow();

  std::pmr::monotonic_buffer_resource bytes_;
  StableVector<Known> known_;
  std::vector<Slot> slots_ = std::vector<Slot>(kFirstSlots);  // as many as a power of 2, at most half of them taken
};

}  // namespace doublecheck::engine
