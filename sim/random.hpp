/// Random numbers by counter: each is a pure function of what it is for, so that no order of work changes a result.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace doublecheck::sim {

using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

/// Philox4x32-10: Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
PhiloxCounter philox(PhiloxCounter counter, PhiloxKey key);

/// What a random number is for. The first kClockCount are also the clocks that a client may have running.
enum class Purpose : std::uint8_t {
  // the user
  think,
  session,
  absence,
  reaction,
  // the platform
  grace,
  // the protocol
  connect,
  reconnect,
  push,
  push_repeat,
  // faults
  connection_break,
  suspension,
  system_kill,
  user_kill,
  client_crash,
  // no clocks of a client
  early_suspension,
  push_loss,
  latency_up,
  latency_down,
  loss_up,
  loss_down,
  duplicate_up,
  duplicate_down,
  server_crash,
  burst,
  burst_break,
};

inline constexpr std::size_t kClockCount = 14;
inline constexpr std::size_t kPurposeCount = 25;

/// Whose random number it is: 0 is the server, and the clients follow.
enum class Entity : std::uint32_t {};

/// The name of one random number.
struct Draw {
  std::uint64_t seed = 0;
  std::uint32_t run = 0;
  Entity entity{};
  Purpose purpose{};
  std::uint64_t number = 0;  // counts the draws of this entity for this purpose, from 0; below 2^56
};

/// 64 uniform bits.
std::uint64_t random_bits(const Draw& draw);

/// Rolls for one run, and keeps count of the draws.
class Dice {
 public:
  Dice(std::uint64_t seed, std::uint32_t run, std::size_t entities);

  /// The next 64 uniform bits of this entity for this purpose.
  std::uint64_t roll(Entity entity, Purpose purpose);

 private:
  std::uint64_t seed_;
  std::uint32_t run_;
  std::vector<std::array<std::uint64_t, kPurposeCount>> drawn_;  // by entity
};

}  // namespace doublecheck::sim
