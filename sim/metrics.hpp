/// Metrics: what a simulation measures and counts, with a name for everything, pooled over runs.
#pragma once

#include "sim/samples.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::sim {

/// A duration that is measured many times.
enum class Measure : std::uint8_t {
  one_check,
  two_checks,
  stored,
  visible,
  wait_on_opening,
};

inline constexpr std::size_t kMeasureCount = 5;

struct MeasureInfo {
  Measure measure{};
  std::string_view name;     // for example "time to one check"
  std::string_view meaning;  // from when to when, and what is left out
};

std::span<const MeasureInfo> measure_catalogue();

enum class Counter : std::uint8_t {
  // messages, at the end of their run
  composed,
  delivered,    // stored by the recipient
  undelivered,  // composed and not stored
  one_check_seen,
  two_checks_seen,
  shown_twice,
  // bodies on links, by the message and hop
  bodies_sent_up,
  bodies_sent_down,
  resent_up,  // of those, beyond the first time
  resent_down,
  resends_recognised,
  duplicates_recognised,
  // push
  pushes_sent,
  pushes_lost,
  pushes_arrived,
  pushes_woke,
  pushes_displayed,
  pushes_throttled,
  pushes_refused,
  // users
  openings,  // of which somebody's messages were waiting
  openings_in_vain,
  // connections and faults
  connections,
  sessions_resumed,
  sessions_timed_out,
  connection_breaks,
  connection_cuts,
  partitions,
  server_partitions,
  packets_lost,
  packets_duplicated,
  packets_overtaking,
  token_changes,
  early_suspensions,
  system_kills,
  user_kills,
  client_crashes,
  reinstalls,
  server_crashes,
  clock_jumps,
  bodies_lost_in_crash,
  bodies_restored,
  bodies_expired,
  bodies_evicted,
  bodies_refused,
  messages_failed,
  receipts_not_kept,
  // the server
  queued_body_time,
  archived_body_time,
  kept_body_time,  // what the two would be if every body stayed from its custody on
  queued_bodies_max,
  held_bodies_max,
  // the simulation itself
  runs,
  runs_to_horizon,
  plans_void,
};

inline constexpr std::size_t kCounterCount = 54;

/// How one run's count joins those of the others.
enum class Pooling : std::uint8_t { sum, maximum };

struct CounterInfo {
  Counter counter{};
  std::string_view name;  // for example "connection breaks"
  std::string_view unit;  // for example "messages"
  Pooling pooling{};
};

std::span<const CounterInfo> counter_catalogue();

/// Of one measure, those of which no value is known when the run ends. Without them the values say only how long it
/// took where it came to an end.
struct Unreached {
  Samples so_far;           // where it may still come to an end, or somebody stopped waiting: how long it had lasted
  std::uint64_t never = 0;  // where it never will

  bool operator==(const Unreached&) const = default;
};

/// What the users of one platform met on opening the app: each opening counts every message that waits at that moment,
/// in the app's own store or on the server.
struct PlatformOpenings {
  std::string platform;         // as in scenario files
  std::uint64_t openings = 0;   // of which messages were waiting
  std::uint64_t in_store = 0;   // messages that were in the app's own store: visible at once
  std::uint64_t on_server = 0;  // messages that had still to be fetched
  Samples waits;                // for each of those that became visible: how long after the opening
  Samples waits_cut;            // for the others: how long the opening lasted

  bool operator==(const PlatformOpenings&) const = default;
};

/// What came of one fault of the schedule.
struct ScheduleTally {
  std::uint64_t struck = 0;  // how often it happened; of a window: how many things it struck
  std::uint64_t impossible =
      0;  // how often it was not possible at its time; of a window: runs in which it struck nothing
  std::uint64_t too_late = 0;  // how often the run was over by then

  bool operator==(const ScheduleTally&) const = default;
};

struct Metrics {
  std::array<Samples, kMeasureCount> samples;
  std::array<Unreached, kMeasureCount> unreached;
  std::array<std::uint64_t, kCounterCount> counters{};
  std::vector<PlatformOpenings> platforms;  // those of the participants, in their order
  std::vector<ScheduleTally> schedule;      // by entry of the schedule

  Samples& operator[](Measure measure) { return samples[static_cast<std::size_t>(measure)]; }
  const Samples& operator[](Measure measure) const { return samples[static_cast<std::size_t>(measure)]; }
  Unreached& unreached_of(Measure measure) { return unreached[static_cast<std::size_t>(measure)]; }
  const Unreached& unreached_of(Measure measure) const { return unreached[static_cast<std::size_t>(measure)]; }
  std::uint64_t& operator[](Counter counter) { return counters[static_cast<std::size_t>(counter)]; }
  std::uint64_t operator[](Counter counter) const { return counters[static_cast<std::size_t>(counter)]; }

  /// Pools the metrics of another run of the same scenario with these.
  void add(const Metrics& other);

  /// Brings all samples into order.
  void sort();

  bool operator==(const Metrics&) const = default;
};

/// Bytes × seconds, rounded down, of so much time in which the server held one body of this size.
std::uint64_t byte_seconds(std::uint64_t body_microseconds, std::uint32_t body_bytes);

}  // namespace doublecheck::sim
