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

/// What a random number is for. Some are also the clocks of a client. New ones go to the end: a result depends on the
/// numbers.
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
  // chance that needs no clock
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
  // the user, the protocol and the faults, continued
  contact_sync,
  registration,
  persist,
  flush,
  push_error,
  dead_connection,
  dead_session,
  session_end,
  heal,
  cut,
  partition,
  token_change,
  reinstall,
  client_clock_jump,
  // servers and the connections between them
  server_clock_jump,
  server_partition,
  server_partition_end,
  server_reconnect,
  server_latency_up,
  server_latency_down,
};

inline constexpr std::size_t kPurposeCount = 45;

/// Whose random number it is: 0 is the first server; the clients follow, then the other servers, then the pairs of
/// servers.
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
