#include "sim/metrics.hpp"

#include <algorithm>

namespace doublecheck::sim {
namespace {

constexpr auto kMeasures = std::to_array<MeasureInfo>({
    {Measure::one_check, "time to one check", "from composing to the first check at the sender"},
    {Measure::two_checks, "time to two checks", "from composing to the second check at the sender"},
    {Measure::stored, "time to delivery", "from composing to the recipient's message store"},
    {Measure::visible, "time to visible", "from composing to being on the recipient's open app"},
    {Measure::wait_on_opening, "wait on opening",
     "from opening the app to seeing the last message that waited at that moment; 0 if all were in the app's own "
     "store; openings for which nothing waited are left out, and of those that ended earlier it is known that it takes "
     "longer"},
});
static_assert(kMeasures.size() == kMeasureCount);

constexpr auto kCounters = std::to_array<CounterInfo>({
    {Counter::composed, "composed", "messages", Pooling::sum},
    {Counter::delivered, "delivered", "messages", Pooling::sum},
    {Counter::undelivered, "undelivered at the end", "messages", Pooling::sum},
    {Counter::one_check_seen, "with one check or two", "messages", Pooling::sum},
    {Counter::two_checks_seen, "with two checks", "messages", Pooling::sum},
    {Counter::shown_twice, "shown twice", "times", Pooling::sum},
    {Counter::bodies_sent_up, "bodies sent to the server", "transmissions", Pooling::sum},
    {Counter::bodies_sent_down, "bodies sent to recipients", "transmissions", Pooling::sum},
    {Counter::resent_up, "resent to the server", "transmissions", Pooling::sum},
    {Counter::resent_down, "resent to recipients", "transmissions", Pooling::sum},
    {Counter::resends_recognised, "resends recognised by the server", "times", Pooling::sum},
    {Counter::duplicates_recognised, "duplicates recognised by recipients", "times", Pooling::sum},
    {Counter::pushes_sent, "pushes sent", "pushes", Pooling::sum},
    {Counter::pushes_lost, "pushes lost", "pushes", Pooling::sum},
    {Counter::pushes_arrived, "pushes arrived", "pushes", Pooling::sum},
    {Counter::pushes_woke, "pushes that woke the app", "pushes", Pooling::sum},
    {Counter::pushes_displayed, "pushes displayed", "pushes", Pooling::sum},
    {Counter::pushes_throttled, "pushes that the platform did not let wake the app", "pushes", Pooling::sum},
    {Counter::pushes_refused, "pushes to a token that was not valid", "pushes", Pooling::sum},
    {Counter::openings, "openings with messages waiting", "times", Pooling::sum},
    {Counter::openings_in_vain, "openings that ended before all was visible", "times", Pooling::sum},
    {Counter::connections, "connections made", "times", Pooling::sum},
    {Counter::sessions_resumed, "sessions resumed", "times", Pooling::sum},
    {Counter::sessions_timed_out, "sessions ended by the server", "times", Pooling::sum},
    {Counter::connection_breaks, "connection breaks", "times", Pooling::sum},
    {Counter::connection_cuts, "connections cut unnoticed", "times", Pooling::sum},
    {Counter::partitions, "devices that lost the network", "times", Pooling::sum},
    {Counter::server_partitions, "partitions between servers", "times", Pooling::sum},
    {Counter::packets_lost, "packets lost", "packets", Pooling::sum},
    {Counter::packets_duplicated, "packets duplicated", "packets", Pooling::sum},
    {Counter::packets_overtaking, "packets that overtook others", "packets", Pooling::sum},
    {Counter::token_changes, "push tokens changed", "times", Pooling::sum},
    {Counter::early_suspensions, "untimely suspensions", "times", Pooling::sum},
    {Counter::system_kills, "apps killed by the system", "times", Pooling::sum},
    {Counter::user_kills, "apps killed by their users", "times", Pooling::sum},
    {Counter::client_crashes, "client crashes", "times", Pooling::sum},
    {Counter::reinstalls, "apps installed anew", "times", Pooling::sum},
    {Counter::server_crashes, "server crashes", "times", Pooling::sum},
    {Counter::clock_jumps, "clocks that jumped", "times", Pooling::sum},
    {Counter::bodies_lost_in_crash, "bodies lost in server crashes", "bodies", Pooling::sum},
    {Counter::bodies_restored, "bodies stored again after their drop", "bodies", Pooling::sum},
    {Counter::bodies_expired, "bodies whose time to live was over", "bodies", Pooling::sum},
    {Counter::bodies_evicted, "bodies thrown out of a full mailbox", "bodies", Pooling::sum},
    {Counter::bodies_refused, "bodies that the server refused", "bodies", Pooling::sum},
    {Counter::messages_failed, "messages whose sender was told that they failed", "messages", Pooling::sum},
    {Counter::receipts_not_kept, "receipts not kept", "receipts", Pooling::sum},
    {Counter::queued_body_time, "bodies queued on the server, over time", "body µs", Pooling::sum},
    {Counter::archived_body_time, "bodies archived on the server, over time", "body µs", Pooling::sum},
    {Counter::kept_body_time, "bodies that storing for ever holds, over time", "body µs", Pooling::sum},
    {Counter::queued_bodies_max, "bodies queued at once, at most", "bodies", Pooling::maximum},
    {Counter::held_bodies_max, "bodies held at once, at most", "bodies", Pooling::maximum},
    {Counter::runs, "runs", "runs", Pooling::sum},
    {Counter::runs_to_horizon, "runs cut off by the horizon", "runs", Pooling::sum},
    {Counter::plans_void, "plans that came to nothing", "plans", Pooling::sum},
});
static_assert(kCounters.size() == kCounterCount);

void add_platforms(std::vector<PlatformOpenings>& mine, const std::vector<PlatformOpenings>& theirs) {
  for (const PlatformOpenings& other : theirs) {
    auto found = std::ranges::find(mine, other.platform, &PlatformOpenings::platform);
    if (found == mine.end()) {
      found = mine.emplace(mine.end());
      found->platform = other.platform;
    }
    found->openings += other.openings;
    found->in_store += other.in_store;
    found->on_server += other.on_server;
    found->waits.add(other.waits);
    found->waits_cut.add(other.waits_cut);
  }
}

void add_schedule(std::vector<ScheduleTally>& mine, const std::vector<ScheduleTally>& theirs) {
  mine.resize(std::max(mine.size(), theirs.size()));
  for (std::size_t i = 0; i < theirs.size(); ++i) {
    mine[i].struck += theirs[i].struck;
    mine[i].impossible += theirs[i].impossible;
    mine[i].too_late += theirs[i].too_late;
  }
}

}  // namespace

std::span<const MeasureInfo> measure_catalogue() { return kMeasures; }

std::span<const CounterInfo> counter_catalogue() { return kCounters; }

void Metrics::add(const Metrics& other) {
  for (std::size_t i = 0; i < kMeasureCount; ++i) {
    samples[i].add(other.samples[i]);
    unreached[i].so_far.add(other.unreached[i].so_far);
    unreached[i].never += other.unreached[i].never;
  }
  for (const CounterInfo& info : kCounters) {
    std::uint64_t& mine = (*this)[info.counter];
    const std::uint64_t theirs = other[info.counter];
    mine = info.pooling == Pooling::sum ? mine + theirs : std::max(mine, theirs);
  }
  add_platforms(platforms, other.platforms);
  add_schedule(schedule, other.schedule);
}

void Metrics::sort() {
  for (Samples& sample : samples) sample.sort();
  for (Unreached& one : unreached) one.so_far.sort();
  for (PlatformOpenings& group : platforms) {
    group.waits.sort();
    group.waits_cut.sort();
  }
}

std::uint64_t byte_seconds(std::uint64_t body_microseconds, std::uint32_t body_bytes) {
  constexpr auto kSecondOfTime = static_cast<std::uint64_t>(kSecond);
  // By parts: the product of the whole may not fit.
  return body_microseconds / kSecondOfTime * body_bytes +
         body_microseconds % kSecondOfTime * body_bytes / kSecondOfTime;
}

}  // namespace doublecheck::sim
