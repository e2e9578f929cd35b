/// Islands: the events of one window, divided so that no two workers touch the same client.
#pragma once

#include "population/calendar.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace doublecheck::population {

/// Events that share a client, or are joined by one that concerns two, belong to one island. Which worker gets an
/// island changes no result.
class Islands {
 public:
  /// Begins a window of at most so many events, and of so many clients that they concern besides their own.
  void begin(std::size_t events, std::size_t others);

  /// The event concerns its client.
  void add(const Event& event) { nodes_of_events_.push_back(node_of(event.client)); }
  /// What happens to the one may change the other.
  void join(std::uint32_t one, std::uint32_t other) { unite(node_of(one), node_of(other)); }

  /// Appends each event, in the order in which they were added, to the share of a worker: whole islands to whoever has
  /// least.
  void divide(std::span<const Event> events, std::vector<std::vector<Event>>& shares);

  std::uint64_t bytes() const {
    return table_.capacity() * sizeof(Place) + nodes_.capacity() * sizeof(Node) +
           nodes_of_events_.capacity() * sizeof(std::uint32_t);
  }

 private:
  struct Place {
    std::uint32_t client = 0;
    std::uint32_t node = 0;
    std::uint32_t stamp = 0;
  };
  struct Node {
    std::uint32_t parent = 0;
    std::uint32_t events = 0;  // of the island, at its root
    std::uint32_t worker = 0;  // likewise, once there is one
  };
  static constexpr std::uint32_t kNoWorker = 0xFFFFFFFF;

  std::uint32_t node_of(std::uint32_t client) {
    const std::size_t mask = table_.size() - 1;
    for (std::size_t place = (client * 0x9E3779B1U) & mask;; place = (place + 1) & mask) {
      Place& found = table_[place];
      if (found.stamp != stamp_) {
        found = {client, static_cast<std::uint32_t>(nodes_.size()), stamp_};
        nodes_.push_back({found.node, 0, kNoWorker});
        return found.node;
      }
      if (found.client == client) return found.node;
    }
  }
  std::uint32_t root_of(std::uint32_t node) {
    while (nodes_[node].parent != node) node = nodes_[node].parent = nodes_[nodes_[node].parent].parent;
    return node;
  }
  void unite(std::uint32_t one, std::uint32_t other) {
    const std::uint32_t root = root_of(one);
    nodes_[root_of(other)].parent = root;
  }

  std::vector<Place> table_;
  std::uint32_t stamp_ = 0;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> nodes_of_events_;
};

}  // namespace doublecheck::population
