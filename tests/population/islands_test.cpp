#include "population/islands.hpp"
#include "tests/catch.hpp"

#include <map>

namespace doublecheck::population {

TEST_CASE("events that share a client, or are joined, are in one share, and each event in exactly one") {
  std::vector<Event> events;
  std::uint64_t state = 1;
  for (int i = 0; i < 400; ++i) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    const auto client = static_cast<std::uint32_t>((state >> 33U) % 600);
    const auto other = static_cast<std::uint32_t>((state >> 50U) % 600);
    events.emplace_back(i, EventKind::arrival_up, 0, client, i % 4 == 0 ? other : Event::kNobody);
  }
  Islands islands;
  islands.begin(events.size(), events.size());
  for (const Event& event : events) {
    if (event.other != Event::kNobody) islands.join(event.client, event.other);
  }
  std::vector<std::vector<Event>> shares;
  islands.divide(events, 3, shares);
  std::map<std::uint32_t, std::size_t> share_of;
  std::size_t all = 0;
  for (std::size_t share = 0; share < shares.size(); ++share) {
    all += shares[share].size();
    for (const Event& event : shares[share]) {
      CHECK(share_of.try_emplace(event.client, share).first->second == share);
      if (event.other == Event::kNobody) continue;
      CHECK(share_of.try_emplace(event.other, share).first->second == share);
    }
  }
  for (std::size_t worker = 0; worker < 3; ++worker) {
    CHECK(shares[worker].size() > 60);
    CHECK(shares[worker].size() < 200);
  }
  CHECK(all == events.size());
}

}  // namespace doublecheck::population
