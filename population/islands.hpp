/// Islands: the events of one window, divided so that no two workers touch the same client.
#pragma once

#include "population/calendar.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace doublecheck::population {

/// Events that share a client, or are joined by one that concerns two, belong to one island. Clients are told apart by
/// a few bits of a hash alone: two that look the same share an island without need, which changes no result. Neither
/// does which worker carries out an island.
class Islands {
 public:
  /// Begins a window of at most so many events, and of so many clients that they concern besides their own.
  void begin(std::size_t events, std::size_t others);

  /// What happens to the one may change the other.
  void join(std::uint32_t one, std::uint32_t other) { parents_[root_of(place_of(other))] = root_of(place_of(one)); }

  /// Divides the events into shares, whole islands each and the events of a share in the order in which they come: for
  /// each worker a large one to begin with, then small ones, to be taken by whoever is done first.
  void divide(std::span<const Event> events, std::size_t workers, std::vector<std::vector<Event>>& shares);

  std::uint64_t bytes() const { return (parents_.capacity() + shares_.capacity()) * sizeof(std::uint32_t); }

 private:
  static constexpr std::uint32_t kNoShare = 0xFFFFFFFF;

  std::uint32_t place_of(std::uint32_t client) const { return (client * 0x9E3779B1U) >> shift_; }
  std::uint32_t root_of(std::uint32_t place) {
    while (parents_[place] != place) place = parents_[place] = parents_[parents_[place]];
    return place;
  }

  unsigned shift_ = 0;
  std::vector<std::uint32_t> parents_;  // by place
  std::vector<std::uint32_t> shares_;   // of an island, at its root, once there is one
};

}  // namespace doublecheck::population
