#include "population/islands.hpp"
#include "tests/catch.hpp"

#include <map>

namespace doublecheck::population {

TEST_CASE("events that share a client, or are joined, come to one worker, and each event to exactly one") {
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
  for (const Event& event : events) islands.add(event);
  for (const Event& event : events) {
    if (event.other != Event::kNobody) islands.join(event.client, event.other);
  }
  std::vector<std::vector<Event>> shares(3);
  islands.divide(events, shares);
  std::map<std::uint32_t, std::size_t> worker_of;
  std::size_t all = 0;
  for (std::size_t worker = 0; worker < shares.size(); ++worker) {
    CHECK(shares[worker].size() > 60);
    all += shares[worker].size();
    for (const Event& event : shares[worker]) {
      CHECK(worker_of.try_emplace(event.client, worker).first->second == worker);
      if (event.other == Event::kNobody) continue;
      CHECK(worker_of.try_emplace(event.other, worker).first->second == worker);
    }
  }
  CHECK(all == events.size());
}

}  // namespace doublecheck::population
