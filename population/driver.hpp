/// The driver of a population: windows of simulated time, one after the other, each divided among the workers.
#pragma once

#include "population/crew.hpp"
#include "population/islands.hpp"
#include "population/server_queue.hpp"
#include "population/simulate.hpp"
#include "population/worker.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace doublecheck::population {

/// For tests: how a run is carried out, without any effect on what comes of it.
struct Craft {
  bool remembers = true;                    // false: no memo
  std::size_t transitions_max = 4'000'000;  // in each worker's memo
  std::size_t alone_below = 96;             // windows of fewer events are not divided
  Observer* observer = nullptr;             // one thread only
};

class Driver {
 public:
  /// Keeps all by reference.
  Driver(const Crowd& crowd, const RunSettings& settings, const Craft& craft = {});

  Outcome run();

  /// What the observer may ask: the side of a client, and the records of the messages in its slots.
  model::Side side(std::uint32_t client) const;
  std::vector<const Record*> slots(std::uint32_t client);

 private:
  void start();
  void run_window();
  void collect(unsigned number, Time end);
  void gather();
  void pass_servers();
  void divide();
  void carry_out();
  void finish_window();

  // driver_faults.cpp
  void plan_server_crashes();
  void strike();
  void strike_server(std::uint32_t server, Time downtime, FaultTally* tally);
  void strike_clients(const CrowdFault& fault, std::size_t index, FaultTally& tally);
  template <class Visit>
  std::uint64_t for_all_clients(Visit visit);

  // driver_outcome.cpp
  void judge_suspects();
  void tell_lines();
  void end_series_step(Time at);
  bool should_stop();
  std::uint64_t bytes() const;
  std::uint64_t events() const;
  Outcome finish();
  void add_slices(Outcome& outcome);
  void add_ledger(Outcome& outcome);
  void add_breaches(Outcome& outcome);
  void add_traces(Outcome& outcome);
  /// The number of the message nearest to this one of those that were written; nothing if none was.
  std::optional<std::uint64_t> nearest_written(std::uint64_t message) const;

  const Crowd& crowd_;
  const RunSettings& settings_;
  Craft craft_;
  Surroundings surroundings_;
  Store store_;
  Run run_;
  std::vector<std::unique_ptr<Worker>> workers_;
  Crew crew_;
  Islands islands_;
  struct Drawn {
    Stream stream;
    EventKind kind{};
  };
  std::vector<Drawn> streams_;
  std::vector<ServerQueue> queues_;  // by server, where they have a capacity
  std::vector<Time> next_crash_;     // by server, where they crash by rate
  std::vector<FaultTally> faults_;   // by entry of Crowd::faults
  std::vector<std::uint64_t> server_crashes_;
  std::size_t next_recorded_ = 0;
  std::uint64_t window_ = 0;                // the number of the one that comes next
  Time now_ = 0;                            // its beginning
  std::vector<Event> events_;               // of the window
  std::vector<std::vector<Event>> shares_;  // of the workers
  std::vector<SeriesRow> series_;
  std::uint64_t fingerprint_ = 0;
  std::uint64_t strikes_digest_ = 0;  // of servers that crashed before the window
  std::uint64_t server_events_ = 0;   // crashes of servers: of nobody's counts
  std::uint64_t bytes_max_ = 0;
  std::uint64_t looked_at_ = 0;  // the number of the window when progress was told last
  bool interrupted_ = false;
};

}  // namespace doublecheck::population
