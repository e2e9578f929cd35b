/// What simulations of a population showed, as plain data: sums over replications, exact so that more can be added, and
/// estimates from them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace doublecheck::reports {

/// Whether so large a share of messages gets there. In the order of how late that may be.
enum class Reach : std::uint8_t {
  reached,
  not_reached,  // not while it was simulated, though it may later
  never,        // too many never get there
};

/// "not reached" or "never". REQUIRES: it is not reached.
std::string_view word(Reach reach);

/// A value, or why there is none.
struct Bound {
  double value = 0;
  Reach reach = Reach::reached;

  bool operator==(const Bound&) const = default;
};

/// A figure, and half the width of its 95 % confidence interval, where there are replications enough for one.
struct Estimated {
  double value = 0;
  std::optional<double> half_width;
  Reach reach = Reach::reached;  // else there is neither
};

/// Of all messages that were written.
struct Delivery {
  std::uint64_t composed = 0;
  std::uint64_t delivered = 0;  // stored by their recipients
  std::uint64_t never = 0;      // that never will be; the rest may

  std::uint64_t undelivered() const { return composed - delivered; }
};

/// Values as a histogram: sums are exact, values known up to the width of a bucket.
struct PopulationValues {
  std::uint64_t count = 0;
  std::uint64_t sum = 0;
  std::uint64_t min = 0;
  std::uint64_t max = 0;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> buckets;  // (largest value, how many), ascending
};

/// A duration measured on many messages or openings, of all replications together. Microseconds. The values are those
/// of what came to an end.
struct PopulationTime : PopulationValues {
  std::string name;                // "two_checks"
  std::string meaning;             // "to two checks"
  PopulationValues pending;        // of what had not come to an end and may: how long it had lasted
  std::uint64_t never = 0;         // that come to no end
  Estimated p50, p90, p99;         // of all, by the product limit (Kaplan and Meier, 1958); all 0 if there are none
  std::vector<Bound> percentiles;  // the 1st to the 100th, likewise; empty if there are none

  std::uint64_t all() const { return count + pending.count + never; }
};

/// Something that was counted, in all replications together.
struct PopulationCount {
  std::string name;     // "pushes_sent"
  std::string meaning;  // "pushes sent"
  std::uint64_t value = 0;
  Estimated each;  // in one replication
};

/// A part of a whole, of all replications together.
struct PopulationShare {
  std::string name;                // "stored_on_opening"
  std::string meaning;             // "share stored before the app was opened"
  std::optional<Estimated> share;  // none of nothing
};

/// What servers held in one replication while it was measured, in byte-seconds. R24.
struct PopulationHeld {
  Estimated until_ack;             // every body until the ack of its recipient
  Estimated for_ever;              // every body from its custody on
  std::optional<Estimated> ratio;  // of the second to the first; none if that is 0
  bool is_for_ever = false;        // the second is what these servers do, else the first
};

/// What was measured of everybody, or of the clients of one platform, network or server.
struct PopulationGroup {
  std::string dimension;  // "platform", "network" or "server"; empty: of everybody
  std::string name;
  std::uint64_t clients = 0;  // in each replication
  std::vector<PopulationTime> times;
  std::vector<PopulationCount> counts;
  std::vector<PopulationShare> shares;
};

struct PopulationFate : PopulationCount {
  std::optional<Estimated> share;  // of the messages that were composed; none if there are none
};

/// What has become of the messages that were composed.
struct PopulationLedger {
  std::uint64_t composed = 0;
  Estimated composed_each;            // in one replication
  std::vector<PopulationFate> fates;  // their sum is `composed`, or there is a bug
};

/// A figure of each replication by itself: what the estimates are made of.
struct PopulationFigure {
  std::string name;  // "two_checks.p99", "platform iphone: visible.p50"
  std::string unit;  // "us", "share", ...
};

struct Replication {
  std::uint32_t number = 0;
  std::uint64_t events = 0;
  std::string fingerprint;
  std::vector<std::optional<Bound>> figures;  // in the order of PopulationResult::figures; none of nothing
};

/// What one step of time showed: counts are sums over replications, and so are gauges.
struct PopulationSeriesRow {
  std::int64_t at = 0;             // microseconds since the start, warm-up included: the end of the step
  std::uint64_t replications = 0;  // that got so far
  std::vector<std::uint64_t> values;
};

struct PopulationFault {
  std::string words;           // "push_deaf of android"
  double at_seconds = 0;       // since the start
  double lasts_seconds = 0;    // 0: a moment
  std::uint64_t struck = 0;    // clients, connections or pushes, in all replications
  Estimated struck_each;       // in one replication
  std::uint64_t happened = 0;  // replications in which its time came
};

struct PopulationBreach {
  std::string property;
  std::uint32_t replication = 0;
  double at_seconds = 0;
  std::uint64_t message = 0;
  std::uint64_t sender = 0;
  std::uint64_t recipient = 0;
  std::string words;
};

/// A safety property that was watched, and how often it was seen to fail.
struct PopulationWatched {
  std::string property;
  std::uint64_t breaches = 0;
  bool violation_expected = false;  // the scenario says that it must fail
  bool violation_allowed = false;   // the scenario says that it may fail
};

struct PopulationTrace {
  std::uint32_t replication = 0;
  std::uint64_t message = 0;
  std::uint64_t sender = 0;
  std::uint64_t recipient = 0;
  std::vector<std::pair<double, std::string>> lines;  // seconds since the start, and what happened
};

/// A figure of a variant beside that of what it is a variant of, on common random numbers.
struct PopulationComparison {
  std::string name;     // "two_checks.p99"
  std::string meaning;  // "time to two checks, p99"
  std::string unit;
  Bound base;                           // means over replications; medians, where not all of them have a value
  Bound variant;                        // likewise
  bool is_same = false;                 // in every replication
  std::optional<Estimated> difference;  // of the variant from the base; none between medians
  std::optional<double> ratio;          // none if the base is 0
  std::optional<std::pair<double, double>> ratio_interval{};  // 95 %
  enum class Shown : std::uint8_t { better, worse, no_difference } shown = Shown::no_difference;
};

struct PopulationVariant {
  std::string name;
  std::vector<std::string> changes;  // "options.retention = forever"
  double warm_up_seconds = 0;
  PopulationGroup all;
  std::vector<PopulationGroup> groups;
  PopulationHeld held;
  std::vector<PopulationComparison> comparisons;
  std::vector<PopulationWatched> watched;
};

/// What was run beforehand to find the warm-up.
struct PopulationPilot {
  std::uint64_t runs = 0;      // one of the scenario and one of each variant that has the same warm-up
  double longest_seconds = 0;  // simulated
  bool found_all = false;      // else the warm-up is half of the longest
  bool was_cut = false;        // then there is no warm-up
};

/// How long all that took: no part of what is reproducible.
struct PopulationSpeed {
  double seconds = 0;
  std::uint64_t events = 0;      // of the replications that took so long
  double simulated_seconds = 0;  // likewise
  std::uint64_t bytes = 0;       // the largest store
  unsigned jobs = 0;
};

struct PopulationResult {
  std::uint64_t seed = 0;
  std::string identity;  // of what was simulated: replications can be added to those of an equal one
  std::string digest;    // of all that stands in the JSON document beside it, but for `speed`; empty: nobody asked
  std::uint64_t clients = 0;
  double warm_up_seconds = 0;
  double simulated_seconds = 0;  // of one replication, warm-up included
  std::uint32_t body_bytes = 0;
  bool interrupted = false;              // the last replication ended early
  bool was_cut = false;                  // there would have been more, or more of the last one or of a variant
  std::string stopping;                  // why there are no more replications
  std::optional<PopulationPilot> pilot;  // that chose the warm-up; none where the scenario gives it
  std::string warm_up;                   // whether the start still shows in what was measured, as a sentence
  PopulationGroup all;
  std::vector<PopulationGroup> groups;
  PopulationHeld held;
  PopulationLedger ledger;
  Delivery delivery;  // by the ledger
  std::vector<std::string> series_names;
  std::vector<PopulationSeriesRow> series;
  std::vector<PopulationFault> faults;
  std::vector<PopulationBreach> breaches;  // the first few
  std::vector<PopulationWatched> watched;
  std::vector<PopulationTrace> traces;
  std::vector<PopulationFigure> figures;
  std::vector<Replication> replications;
  std::vector<std::string> simplifications;  // what this mode leaves out; without full stops
  std::vector<PopulationVariant> variants;
  PopulationSpeed speed;
};

/// "better", "worse" or "no difference shown".
std::string_view word(PopulationComparison::Shown shown);

/// How the warm-up was chosen, as a sentence; empty where the scenario gives it.
std::string chosen_warm_up_text(const PopulationResult& population);

/// Is that a warning?
bool is_warm_up_doubtful(const PopulationResult& population);

/// What is left out of the variant, where that is not what is left out of the scenario itself.
std::string other_warm_up_text(const PopulationVariant& variant);

/// "RETENTION was seen to fail 12 times, as expected." REQUIRES: it was.
std::string breaches_text(const PopulationWatched& watched);

/// What says that the scenario does not test what it seems to, or that there is a bug: faults that never struck, a
/// ledger that does not sum up. Sentences.
std::vector<std::string> findings_of(const PopulationResult& population);

}  // namespace doublecheck::reports
