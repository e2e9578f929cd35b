#include "population/islands.hpp"

#include <algorithm>
#include <bit>

namespace doublecheck::population {

void Islands::begin(std::size_t events, std::size_t others) {
  const std::size_t size = std::bit_ceil(2 * (events + others) + 16);
  if (size > table_.size()) {
    table_.assign(size, {});
    stamp_ = 0;
  }
  if (++stamp_ == 0) {
    std::ranges::fill(table_, Place{});
    stamp_ = 1;
  }
  nodes_.clear();
  nodes_of_events_.clear();
}

void Islands::divide(std::span<const Event> events, std::vector<std::vector<Event>>& shares) {
  for (std::uint32_t& node : nodes_of_events_) {
    node = root_of(node);
    ++nodes_[node].events;
  }
  std::vector<std::size_t> loads(shares.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    Node& island = nodes_[nodes_of_events_[i]];
    if (island.worker == kNoWorker) {
      island.worker = static_cast<std::uint32_t>(std::ranges::min_element(loads) - loads.begin());
      loads[island.worker] += island.events;
    }
    shares[island.worker].push_back(events[i]);
  }
}

}  // namespace doublecheck::population
