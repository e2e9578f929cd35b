#include "sim/bursts.hpp"

#include "model/assert.hpp"
#include "sim/distributions.hpp"

#include <algorithm>
#include <cstdint>

namespace doublecheck::sim {

std::optional<Time> shortest_break_every(const Environment& environment) {
  const auto& good = environment.faults.break_every;
  const auto& bursts = environment.network.bursts;
  if (!bursts || !bursts->break_every) return good;
  return good ? std::min(*good, *bursts->break_every) : *bursts->break_every;
}

BurstyNetwork::BurstyNetwork(const Environment& environment, std::size_t entities)
    : environment_(environment), spells_(entities) {}

bool BurstyNetwork::is_bad(Entity client, Time at, Dice& dice) {
  const auto& bursts = environment_.network.bursts;
  DOUBLECHECK_ASSERT(bursts.has_value());
  Spell& spell = spells_.at(static_cast<std::size_t>(client));
  if (!spell.begun) {
    const auto bad = static_cast<std::uint64_t>(bursts->bad_mean);
    const auto both = bad + static_cast<std::uint64_t>(bursts->good_mean);
    spell.begun = true;
    spell.bad = scaled(dice.roll(client, Purpose::burst), both) < bad;
    spell.end = draw_length(client, spell.bad, dice);  // what is left of an exponential time is distributed like it
  }
  while (spell.end <= at) {
    spell.bad = !spell.bad;
    spell.end += draw_length(client, spell.bad, dice);
  }
  return spell.bad;
}

PartsPerMillion BurstyNetwork::loss(Entity client, Time at, Dice& dice) {
  const Network& network = environment_.network;
  if (!network.bursts || !network.bursts->loss || !is_bad(client, at, dice)) return network.loss;
  return *network.bursts->loss;
}

/// Thinning: Lewis & Shedler, "Simulation of nonhomogeneous Poisson processes by thinning", Naval Research Logistics
/// Quarterly 26 (1979).
bool BurstyNetwork::breaks(Entity client, Time at, Dice& dice) {
  const auto& bursts = environment_.network.bursts;
  const auto shortest = shortest_break_every(environment_);
  if (!shortest || !bursts || !bursts->break_every) return true;
  const auto every = is_bad(client, at, dice) ? bursts->break_every : environment_.faults.break_every;
  if (!every) return false;
  const std::uint64_t drawn = scaled(dice.roll(client, Purpose::burst_break), static_cast<std::uint64_t>(*every));
  return drawn < static_cast<std::uint64_t>(*shortest);
}

Time BurstyNetwork::draw_length(Entity client, bool bad, Dice& dice) const {
  const Bursts& bursts = *environment_.network.bursts;
  const Delay length{DelayKind::exponential, bad ? bursts.bad_mean : bursts.good_mean, 0};
  return std::max(draw_delay(length, dice.roll(client, Purpose::burst)), Time{1});  // or time would stand still
}

}  // namespace doublecheck::sim
