// The populations of the scenario library, made small: each comes to its end with every message accounted for.

#include "population/simulate.hpp"
#include "scenarios/reading.hpp"
#include "scenarios/shipped_library.hpp"

#include "tests/catch.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

using namespace doublecheck;
using namespace doublecheck::population;

namespace {

struct Named {
  std::string name;
  Crowd crowd;
};

/// With so many clients, and as much for each server to do.
std::vector<Named> small_populations() {
  constexpr std::uint64_t kClients = 600;
  std::vector<Named> populations;
  for (const auto& shipped : scenarios::shipped_library()) {
    if (shipped.mutant) continue;
    auto read = scenarios::read_scenario(std::string(DOUBLECHECK_LIBRARY) + "/" + shipped.name + ".toml");
    REQUIRE(read.scenario);
    if (!read.scenario->population) continue;
    Crowd crowd = *read.scenario->population;
    if (crowd.servers.items_per_second) {
      const std::uint64_t items = *crowd.servers.items_per_second * kClients / crowd.clients;
      crowd.servers.items_per_second = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(items));
    }
    crowd.clients = kClients;
    populations.push_back({shipped.name, std::move(crowd)});
  }
  return populations;
}

std::uint64_t count(const Outcome& outcome, Counter counter) {
  return outcome.all.counters[static_cast<std::size_t>(counter)];
}

}  // namespace

TEST_CASE("in every population of the library no message is lost, no promise broken, and every fault strikes") {
  const auto populations = small_populations();
  CHECK(populations.size() >= 6);
  for (const auto& [name, crowd] : populations) {
    CAPTURE(name);
    const Outcome outcome = simulate(crowd, {});
    CHECK(outcome.ledger.composed > 500);
    CHECK(outcome.ledger.composed == outcome.ledger.sum());
    CHECK(std::ranges::count(outcome.ledger.lost, 0U) == static_cast<std::ptrdiff_t>(MessageLedger::kLossCount));
    CHECK(outcome.breaches.empty());
    CHECK(std::ranges::all_of(outcome.faults, [](const FaultTally& fault) { return fault.struck > 0; }));
    CHECK(count(outcome, Counter::body_microseconds_queued) < count(outcome, Counter::body_microseconds_for_ever) / 5);
  }
}
