/// The ledger of one run: follows every message from composing to its last check, and makes the run's metrics of it.
#pragma once

#include "model/world.hpp"
#include "sim/metrics.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace doublecheck::sim {

class Ledger {
 public:
  explicit Ledger(const model::Setup& setup);

  /// Takes note of one step.
  void record(Time at, const model::Action& action, const model::Facts& facts, const model::World& after);

  /// Every message that the workload has and the rules admit is composed, and whatever was stored has been seen.
  bool is_settled() const { return left_to_compose_ == 0 && unseen_ == 0; }

  /// Closes the books. What the server holds after the last step, it holds until the horizon. `last`: the world after
  /// the last step; `is_over`: nothing happens in it any more, however late the horizon.
  Metrics finish(Time horizon, const model::World& last, bool is_over);

 private:
  struct Entry {
    std::optional<Time> composed_at, custody_at, one_check_at, two_checks_at, stored_at;
    std::uint64_t sent_up = 0;
    std::uint64_t sent_down = 0;
    bool seen = false;
    model::Message message;
  };

  /// What one user waits for. The entries are indexes into `entries_`.
  struct Reader {
    std::vector<std::size_t> unseen;   // stored, not yet visible
    std::vector<std::size_t> awaited;  // of the current opening: what was undelivered when it began
    Time opened_at = 0;
    std::size_t platform = 0;  // index into the metrics' platforms
  };

  struct Holding {
    std::uint64_t queued = 0;
    std::uint64_t archived = 0;
  };

  void on_fact(Time at, const model::Action& action, const model::Fact& fact, const model::World& after);
  void on_transmitted(const model::Fact& fact);
  void on_mark(Time at, const model::Fact& fact);
  void on_stored(Time at, const model::Fact& fact, const model::World& after);
  void on_wiped(const model::Fact& fact);
  void on_custody(Time at, const model::Fact& fact);
  void on_app(Time at, model::ClientId client, const model::Side& side);
  void on_opened(Reader& reader, const model::Side& side);
  void on_visible(Time at, std::size_t index, Reader& reader);
  void on_push(const model::Fact& fact);
  void assign_platforms(const model::Setup& setup);
  static Time since_composed(const Entry& entry, Time at);
  void pass_time(Time at);
  void weigh(model::ClientId client, const model::Side& side);
  void close(const Entry& entry, std::size_t index, Time horizon, const model::World& last, bool is_over);
  void stop_waiting(Reader& reader, Time at);
  std::size_t index_of(const model::Message& message) const;

  bool rederives_receipts_ = false;
  std::vector<std::size_t> first_entry_;  // by sender
  std::vector<Entry> entries_;            // the messages of a sender stand together, in order of composition
  std::vector<Reader> readers_;           // by client
  std::vector<Holding> holdings_;         // by client
  Holding held_;                          // the sum of them
  Time last_at_ = 0;
  std::size_t left_to_compose_ = 0;
  std::size_t unseen_ = 0;
  Metrics metrics_;
};

}  // namespace doublecheck::sim
