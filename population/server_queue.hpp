/// A server with a capacity: one queue in order of arrival, and how long each item waits in it.
#pragma once

#include "population/crowd.hpp"

#include <cstdint>

namespace doublecheck::population {

/// Keeps the unfinished work at the last arrival, in picoseconds, so that a server of a million items a second has
/// service times that are exact to a millionth; times of arrival and departure are in microseconds. More than three
/// months of unfinished work is counted as three months.
class ServerQueue {
 public:
  /// REQUIRES: items_per_second ≥ 1.
  ServerQueue(std::uint32_t items_per_second, ServerPark::Service service);

  struct Passage {
    Time wait = 0;       // before the service begins, to the nearest microsecond
    Time departure = 0;  // when the service ends, likewise
  };

  /// The item that arrives at `at`. W' = max(0, W + S - T), with S the service time of the item before and T the time
  /// since its arrival: Lindley, "The theory of queues with a single server", Proceedings of the Cambridge
  /// Philosophical Society 48 (1952). REQUIRES: no earlier than the item before.
  Passage pass(Time at, std::uint64_t bits);

  /// What waits is lost.
  void clear() { work_ps_ = 0; }

 private:
  std::int64_t service_ps_;  // the mean
  ServerPark::Service service_;
  Time last_arrival_ = 0;
  std::int64_t work_ps_ = 0;  // at the last arrival, its own included
};

}  // namespace doublecheck::population
