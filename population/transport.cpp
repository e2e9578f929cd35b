#include "population/transport.hpp"

#include "model/assert.hpp"
#include "sim/distributions.hpp"

namespace doublecheck::population {

std::uint32_t draw_transmissions(PartsPerMillion loss, std::uint64_t bits) {
  constexpr PartsPerMillion kAlways = 1'000'000;
  DOUBLECHECK_ASSERT(loss <= kAlways);
  if (loss == 0) return 1;
  if (loss == kAlways) return kTransmissionsMax;
  const double log_of_loss = sim::natural_log(static_cast<double>(loss) / static_cast<double>(kAlways));
  const double losses = sim::natural_log(sim::open_unit(bits)) / log_of_loss;
  if (losses >= static_cast<double>(kTransmissionsMax - 1)) return kTransmissionsMax;
  return 1 + static_cast<std::uint32_t>(losses);
}

Time retransmission_delay(std::uint32_t transmissions, Time retransmit_after) {
  DOUBLECHECK_ASSERT(transmissions >= 1);
  return static_cast<Time>(transmissions - 1) * retransmit_after;
}

}  // namespace doublecheck::population
