/// The transport below the protocol: how often a packet is sent until it gets through, and how much later that is.
#pragma once

#include "population/crowd.hpp"

#include <cstdint>

namespace doublecheck::population {

/// After so many transmissions the packet counts as through, so that a network that loses everything ends in a long
/// delay and not in an endless one.
inline constexpr std::uint32_t kTransmissionsMax = 1000;

/// How often a packet is sent, if each transmission is lost with the probability, independently: geometric with the
/// mean 1 / (1 - loss), by inversion (Devroye, "Non-uniform random variate generation", 1986, chapter X.2).
std::uint32_t draw_transmissions(PartsPerMillion loss, std::uint64_t bits);

/// How much later the packet arrives than if the first transmission had got through.
Time retransmission_delay(std::uint32_t transmissions, Time retransmit_after);

}  // namespace doublecheck::population
