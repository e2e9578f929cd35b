#include "population/outcome.hpp"

#include <numeric>

namespace doublecheck::population {
namespace {

constexpr std::array<std::string_view, kPropertyCount> kWatched = {"CUSTODY",  "RETENTION",    "TRUTH1",    "TRUTH2",
                                                                   "MARKS",    "NO_DUPLICATE", "ORDER",     "NO_RESEND",
                                                                   "PLATFORM", "ADDRESS",      "PUSH_INERT"};

}  // namespace

std::span<const std::string_view> watched_properties() { return kWatched; }

void Tally::add(const Tally& other) {
  for (std::size_t i = 0; i < measures.size(); ++i) measures[i].add(other.measures[i]);
  for (std::size_t i = 0; i < counters.size(); ++i) counters[i] += other.counters[i];
}

std::uint64_t MessageLedger::sum() const {
  return delivered + pending_in_outbox + pending_on_server + expired + refused +
         std::accumulate(lost.begin(), lost.end(), std::uint64_t{0});
}

}  // namespace doublecheck::population
