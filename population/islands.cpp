#include "population/islands.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace doublecheck::population {

void Islands::begin(std::size_t events, std::size_t others) {
  // So many places that few clients look the same, and that what looks the same joins no chain of islands.
  const auto bits = static_cast<unsigned>(std::bit_width(4 * (events + others) + 64));
  shift_ = 32 - std::min(bits, 31U);
  const std::size_t places = std::size_t{1} << (32 - shift_);
  parents_.resize(places);
  std::iota(parents_.begin(), parents_.end(), 0U);
  shares_.assign(places, kNoShare);
}

void Islands::divide(std::span<const Event> events, std::size_t workers, std::vector<std::vector<Event>>& shares) {
  // Two thirds are large shares; a small one is a twelfth of a large one.
  constexpr std::size_t kSmallForEach = 6;
  const std::size_t large = 2 * events.size() / (3 * workers) + 1;
  const std::size_t small = large / 12 + 1;
  shares.resize(workers * (1 + kSmallForEach));
  for (std::vector<Event>& share : shares) share.clear();
  std::uint32_t filled = 0;
  for (const Event& event : events) {
    std::uint32_t& share = shares_[root_of(place_of(event.client))];
    if (share == kNoShare) {
      const std::size_t enough = filled < workers ? large : small;
      if (shares[filled].size() >= enough && filled + 1 < shares.size()) ++filled;
      share = filled;
    }
    shares[share].push_back(event);
  }
}

}  // namespace doublecheck::population
