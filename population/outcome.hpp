/// The outcome of a simulated population: what was measured, counted and watched, as plain data. Nothing in it depends
/// on the number of threads or on the wall clock.
#pragma once

#include "model/fact.hpp"
#include "sim/environment.hpp"
#include "statistics/product_limit.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::population {

using sim::Time;

/// A duration measured on many messages or openings, in microseconds. Of messages, all are counted that were composed
/// while it was measured: those that had not got so far by the end, and those that never will, too.
enum class Measure : std::uint8_t {
  one_check,        // from composing to the first check
  two_checks,       // from composing to the second
  stored,           // from composing to the recipient's message store
  visible,          // from composing to being seen, the app being open and the message stored
  wait_on_opening,  // of each message that waited when its recipient opened the app: until it is visible; 0 if stored.
                    // Where the recipient leaves earlier, it is known to be longer
  server_wait,      // of each item at a server with a capacity: in the queue
};
inline constexpr std::size_t kMeasureCount = 6;

/// Counted while measuring. Bytes × time are derived from the time integrals.
enum class Counter : std::uint8_t {
  composed,
  delivered,
  one_check_seen,
  two_checks_seen,
  bodies_sent_up,
  bodies_sent_down,
  resent_up,
  resent_down,
  resends_recognised,
  duplicates_recognised,
  pushes_sent,
  pushes_lost,
  pushes_coalesced,
  pushes_arrived,
  pushes_woke,
  pushes_displayed,
  pushes_throttled,
  pushes_without_effect,
  openings,
  openings_with_mail,
  connections,
  connection_breaks,
  moves,
  client_crashes,
  server_crashes,
  body_microseconds_queued,    // summed over bodies held by servers until the recipient's ack
  body_microseconds_for_ever,  // what a server would hold that keeps every body from its custody on
};
inline constexpr std::size_t kCounterCount = 27;

struct Tally {
  std::array<statistics::Durations, kMeasureCount> measures;
  std::array<std::uint64_t, kCounterCount> counters{};

  /// Adds the other's; the order does not matter.
  void add(const Tally& other);
  bool operator==(const Tally&) const = default;
};

enum class Dimension : std::uint8_t { platform, network, server };

/// What was measured of the clients of one platform, network or server. A message counts for its recipient's, but for
/// the checks, which count for its sender's.
struct Slice {
  Dimension dimension{};
  std::string name;
  std::uint64_t clients = 0;
  Tally tally;
};

/// What has become of every message that was composed, warm-up included. The sum is exact:
/// composed = delivered + pending + expired + refused + the sum of `lost`.
struct MessageLedger {
  enum class Loss : std::uint8_t { outbox_in_crash, server_memory, evicted, dropped_on_connection, wiped, given_up };
  static constexpr std::size_t kLossCount = 6;

  std::uint64_t composed = 0;
  std::uint64_t delivered = 0;
  std::uint64_t pending_in_outbox = 0;
  std::uint64_t pending_on_server = 0;
  std::uint64_t expired = 0;
  std::uint64_t refused = 0;
  std::array<std::uint64_t, kLossCount> lost{};

  std::uint64_t sum() const;
  bool operator==(const MessageLedger&) const = default;
};

/// One row for each step of time.
struct SeriesRow {
  Time at = 0;  // the end of the step, since the start of the simulation, warm-up included
  std::uint64_t composed = 0;
  std::uint64_t delivered = 0;
  std::uint64_t connected_clients = 0;
  std::uint64_t open_apps = 0;
  std::uint64_t bodies_held = 0;    // by all servers
  std::uint64_t receipts_owed = 0;  // by all servers
  std::uint64_t transmissions = 0;
  std::uint64_t resent = 0;
  std::uint64_t pushes_sent = 0;
  std::uint64_t pushes_lost = 0;
  std::uint64_t connects = 0;
  Time two_checks_p50 = 0;  // of the messages that got their second check in this step
  Time two_checks_p99 = 0;
  bool operator==(const SeriesRow&) const = default;
};

/// What came of one fault of the crowd's list. A fault that struck nothing is a finding.
struct FaultTally {
  std::uint64_t struck = 0;  // clients, connections or pushes
  bool happened = false;     // its time came
  bool operator==(const FaultTally&) const = default;
};

/// The safety properties that are watched on every step of every client, by the names of properties/.
enum class Property : std::uint8_t {
  custody,
  retention,
  truth1,
  truth2,
  marks,
  no_duplicate,
  order,
  no_resend,
  platform,
  address,
  push_inert,
};
inline constexpr std::size_t kPropertyCount = 11;

/// Their names, in the order of the enumerators.
std::span<const std::string_view> watched_properties();

/// A safety property that was seen to fail.
struct Breach {
  std::string property;  // for example "CUSTODY"
  Time at = 0;
  std::uint64_t message = 0;
  std::uint64_t sender = 0;
  std::uint64_t recipient = 0;
  std::string words;
};

struct TraceLine {
  Time at = 0;
  std::string words;
};

/// The whole life of one message.
struct Trace {
  std::uint64_t message = 0;
  std::uint64_t sender = 0;
  std::uint64_t recipient = 0;
  std::vector<TraceLine> lines;
};

struct Outcome {
  std::uint64_t clients = 0;
  std::uint64_t events = 0;       // protocol actions carried out
  std::uint64_t null_events = 0;  // drawn or planned, and void when their time came
  Time simulated = 0;             // warm-up included
  std::uint64_t fingerprint = 0;  // of every (time, client, action), in an order-free sum
  bool interrupted = false;       // ended early; all numbers are right for `simulated`
  Tally all;
  std::vector<Slice> slices;
  std::vector<SeriesRow> series;
  MessageLedger ledger;
  std::vector<FaultTally> faults;            // by entry of Crowd::faults
  std::vector<Breach> breaches;              // the first few of each property, in order of time
  std::vector<std::uint64_t> breach_counts;  // by property, in the order of watched_properties()
  std::vector<Trace> traces;
  std::vector<std::uint64_t>
      nearest_written;      // to each message of Crowd::traced: itself if it was written; empty: none was
  std::uint64_t bytes = 0;  // the population's store, queues and memos at their largest
  std::vector<std::string> simplifications;  // what this mode leaves out, in sentences without full stops
};

}  // namespace doublecheck::population
