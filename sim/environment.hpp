/// The environment of a simulation: how long things take and how often they go wrong. Plain data, read from scenario
/// files.
#pragma once

#include "model/budgets.hpp"
#include "model/message.hpp"
#include "model/relay.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace doublecheck::sim {

/// Simulated time and durations, in microseconds.
using Time = std::int64_t;

inline constexpr Time kMillisecond = 1'000;
inline constexpr Time kSecond = 1'000'000;
inline constexpr Time kMinute = 60 * kSecond;
inline constexpr Time kHour = 60 * kMinute;

/// A probability in millionths, 0 to 1,000,000.
using PartsPerMillion = std::uint32_t;

enum class DelayKind : std::uint8_t {
  constant,     // `first`
  uniform,      // from `first` to `second`, both included
  exponential,  // mean `first`
  lognormal,    // median `first`, 99th percentile `second` ≥ `first`
};

/// A random duration.
struct Delay {
  DelayKind kind = DelayKind::constant;
  Time first = 0;   // ≥ 0
  Time second = 0;  // ≥ 0; uniform and lognormal only

  bool operator==(const Delay&) const = default;
};

/// A network that is good and bad by turns, for each client apart: both states last for exponential times, as in the
/// models of Gilbert (1960) and Elliott (1963).
struct Bursts {
  Time good_mean = 0;                   // of one spell, ≥ 1
  Time bad_mean = 0;                    // likewise
  std::optional<PartsPerMillion> loss;  // in a bad spell, of single packets; absent: as in a good one
  std::optional<Time> break_every;      // in a bad spell; absent: as in a good one

  bool operator==(const Bursts&) const = default;
};

struct Network {
  Delay latency{DelayKind::lognormal, 80 * kMillisecond, 900 * kMillisecond};  // one way
  PartsPerMillion loss = 0;                                                    // of single packets; datagram links only
  PartsPerMillion duplicate = 0;                                               // likewise
  Time retransmit_after = 3 * kSecond;                                         // datagram links only
  Delay connect{DelayKind::lognormal, 300 * kMillisecond, 3 * kSecond};  // from the start of the app to its connection
  Delay reconnect{DelayKind::exponential, 5 * kSecond,
                  0};  // from the loss of a connection to the next one, while running
  std::optional<Bursts> bursts;
  Time dead_after = 60 * kSecond;   // from the silent death of a connection until the client notices
  Time session_kept = 5 * kMinute;  // how long the server keeps a session without a connection; resumed sessions only
  Delay server_latency{DelayKind::lognormal, 5 * kMillisecond, 50 * kMillisecond};  // between two servers, one way
};

struct PushService {
  Delay latency{DelayKind::lognormal, 1 * kSecond, 20 * kSecond};
  PartsPerMillion loss = 20'000;
};

struct Users {
  Delay think{DelayKind::exponential, 20 * kSecond, 0};          // before each message, while the app is open
  Delay session{DelayKind::exponential, 90 * kSecond, 0};        // from opening to leaving the app
  Delay absence{DelayKind::exponential, 37 * kMinute, 0};        // from leaving to opening it unprompted
  Delay reaction{DelayKind::lognormal, 8 * kMinute, 2 * kHour};  // from a notification to opening the app
  Time grace = 180 * kSecond;           // from leaving the app to its suspension; display-only platforms
  PartsPerMillion suspended_early = 0;  // share of graces that end at once, with items in flight lost
  std::optional<Delay> contact_sync;    // from when contacts can be matched to doing so; absent: never
  std::optional<Delay> registration;    // from when the number can be registered to doing so; absent: never
};

struct Storage {
  Time persist_after = 50 * kMillisecond;  // from receiving a message to writing it; apps that acknowledge first only
};

/// Mean times between faults, for each client, each server or each pair of servers; absent: never.
struct FaultRates {
  std::optional<Time> break_every;         // connections, while connected
  std::optional<Time> suspend_every;       // apps in the background
  std::optional<Time> system_kill_every;   // apps in the background or suspended
  std::optional<Time> user_kill_every;     // apps that run or are suspended
  std::optional<Time> client_crash_every;  // likewise
  std::optional<Time> server_crash_every;
  Time server_downtime = 30 * kSecond;  // no client of that server connects while it lasts
  std::optional<Time> cut_every;        // connections, while connected
  std::optional<Time> partition_every;  // devices, while they have the network
  std::optional<Time> token_change_every;
  std::optional<Time> reinstall_every;          // apps that run or are suspended
  std::optional<Time> clock_jump_every;         // devices, while a deadline runs
  std::optional<Time> server_clock_jump_every;  // servers
  std::optional<Time> server_partition_every;   // pairs of servers
  Delay partition_lasts{DelayKind::exponential, 5 * kMinute, 0};
};

/// A fault that strikes at a known time, in every run.
struct ScheduledFault {
  Time at = 0;
  model::Budget fault{};                    // one that `schedule_catalogue` has
  std::optional<model::ClientId> client;    // absent: every client, unless it is about servers
  std::optional<Time> lasts;                // where the catalogue gives it a duration
  std::optional<model::ServerId> server{};  // of a fault of servers; absent: every server
  std::optional<model::RelayId> servers{};  // of a partition between two servers

  bool operator==(const ScheduledFault&) const = default;
};

/// What one simulation does, apart from the protocol itself.
struct Environment {
  std::uint64_t seed = 1;
  std::uint32_t runs = 200;        // independent runs of the scenario, pooled
  Time horizon = 24 * kHour;       // a run ends here at the latest; earlier when all is delivered, marked and quiet
  std::uint32_t body_bytes = 300;  // of one message, for the integral of bytes over time on the server
  Network network;
  PushService push;
  Users users;
  Storage storage;
  FaultRates faults;
  std::vector<ScheduledFault> schedule;
};

}  // namespace doublecheck::sim
