/// Chance: random numbers that are a pure function of the seed, the client, what they are for and the moment. Nothing
/// is counted, so that no order of work changes a result.
#pragma once

#include "population/crowd.hpp"
#include "sim/random.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace doublecheck::population {

/// What a random number is for. New ones go to the end: a result depends on the numbers.
enum class Use : std::uint8_t {
  traits,
  home,
  start,
  stream,
  packet_up,
  packet_down,
  spell,
  connect,
  session,
  messages,
  writing,
  contact,
  group,
  reaction,
  push,
  push_loss,
  break_connection,
  absence,
  move,
  partition_lasts,
  push_error,
  service,
  server_crash,
  crash_share,
  retry,
};

struct Bits {
  std::uint64_t first = 0;
  std::uint64_t second = 0;
};

class Chance {
 public:
  Chance(std::uint64_t seed, std::uint32_t replication) : seed_(seed), replication_(replication) {}

  /// 128 uniform bits. `index`: tells apart what happens to the same client at the same moment; below 2^16.
  Bits draw(std::uint32_t client, Use use, Time at, std::uint32_t index = 0) const {
    const auto time = static_cast<std::uint64_t>(at);
    const std::uint32_t upper = static_cast<std::uint32_t>(time >> 32U) & 0xFFU;
    const sim::PhiloxCounter bits = sim::philox(
        {static_cast<std::uint32_t>(time), (upper << 24U) | ((index & 0xFFFFU) << 8U) | static_cast<std::uint32_t>(use),
         client, replication_},
        {static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32U)});
    return {(std::uint64_t{bits[1]} << 32U) | bits[0], (std::uint64_t{bits[3]} << 32U) | bits[2]};
  }

 private:
  std::uint64_t seed_;
  std::uint32_t replication_;
};

/// A delay that is drawn often. Its quantiles are known at 1024 equal steps of probability; between two of them a draw
/// is linear, and beyond the outermost it is exact.
class QuickDelay {
 public:
  QuickDelay() : QuickDelay(Delay{}) {}
  explicit QuickDelay(const Delay& delay);

  Time draw(std::uint64_t bits) const;
  std::uint64_t bytes() const { return quantiles_.capacity() * sizeof(Time); }

 private:
  static constexpr unsigned kStepBits = 10;
  static constexpr std::size_t kSteps = std::size_t{1} << kStepBits;

  Delay delay_;
  std::vector<Time> quantiles_;  // kSteps + 1; of constant and uniform delays none
};

/// A Poisson process of all clients together: of every client at one rate, the greatest of any. What happens at a
/// moment of it happens to one client, and only with the share that this client's rate is of the greatest.
class Stream {
 public:
  struct Moment {
    Time at = 0;
    std::uint32_t client = 0;
  };

  /// `number`: tells it apart from other streams. `mean`: between two moments of one client.
  Stream(const Chance& chance, std::uint32_t number, Time mean, std::uint64_t clients);

  /// Calls visit(moment) for all up to `end`, which is not among them.
  template <class Visit>
  void until(Time end, Visit visit) {
    while (next_.at < end) {
      visit(next_);
      advance();
    }
  }

 private:
  void advance();

  Chance chance_;
  std::uint32_t number_;
  std::uint64_t clients_;
  QuickDelay gap_;
  std::uint64_t drawn_ = 0;
  unsigned fraction_bits_;  // gaps are drawn in 1024ths of a microsecond, of a few clients in microseconds
  std::uint64_t time_ = 0;  // in the unit of gaps
  Moment next_;
};

}  // namespace doublecheck::population
