/// Bursts: losses and breaks that come together, because the network is good and bad by turns.
#pragma once

#include "sim/environment.hpp"
#include "sim/random.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace doublecheck::sim {

/// The mean time between breaks of a connection where they are most frequent; nothing if there are none.
std::optional<Time> shortest_break_every(const Environment& environment);

/// The networks of all clients in one run. Each begins in a spell drawn from the long run: bad with the probability
/// bad / (good + bad). Every question about a client must be asked no earlier than the one before: a spell is drawn
/// only when somebody asks beyond the last one.
class BurstyNetwork {
 public:
  /// Keeps `environment` by reference.
  BurstyNetwork(const Environment& environment, std::size_t entities);

  /// Is this a bad spell? REQUIRES: the environment has bursts.
  bool is_bad(Entity client, Time at, Dice& dice);

  /// The probability that a packet is lost which is sent now.
  PartsPerMillion loss(Entity client, Time at, Dice& dice);

  /// Whether a break that was drawn at the rate of `shortest_break_every` is one at the rate of this moment, too.
  bool breaks(Entity client, Time at, Dice& dice);

 private:
  struct Spell {
    bool begun = false;
    bool bad = false;
    Time end = 0;  // the first moment of the next spell
  };

  Time draw_length(Entity client, bool bad, Dice& dice) const;

  const Environment& environment_;
  std::vector<Spell> spells_;  // by entity
};

}  // namespace doublecheck::sim
