/// A worker: one thread's part of a run. It carries out the events of clients that nobody else touches meanwhile.
#pragma once

#include "population/calendar.hpp"
#include "population/outcome.hpp"
#include "population/store.hpp"
#include "population/surroundings.hpp"
#include "sim/wake_budget.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace doublecheck::population {

/// What a test sees of a run with one thread.
class Observer {
 public:
  Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;
  virtual ~Observer() = default;

  /// The message of compose: it has been given its number.
  virtual void on_act(Time at, std::uint32_t client, const Stimulus& stimulus, const Record* composed) = 0;
  virtual void on_react(Time at, std::uint32_t client, model::PostKind post, const Record& record, std::uint8_t id) = 0;
  virtual void on_done(std::uint32_t client) = 0;
  virtual void on_crash_of_server(Time at, std::uint32_t server) = 0;
};

/// What all workers share. Within a window each client, and what is at its end of a message, belongs to one of them.
struct Run {
  const Surroundings& surroundings;
  Store& store;
  bool remembers = true;  // false: the rules run at every step, as an oracle for the memo
  std::size_t transitions_max = 4'000'000;
  Observer* observer = nullptr;
  Time window = 0;
  Time window_end = 0;
  Time until = 0;
  std::vector<Time> server_up_at{};                         // by server: when its last downtime ends
  std::vector<Time> server_crashed_at{};                    // likewise: when it crashed last; negative: never
  std::vector<sim::WakeBudget> wake_budgets{};              // by client, where a platform has a limit
  std::vector<std::atomic<std::uint64_t>> pushes_struck{};  // by fault
  bool listing = false;                                     // of every event of this window
};

/// Something to be said of a moment, in an order that does not depend on who says it.
struct Line {
  Time at = 0;
  std::uint32_t client = 0;  // at whose side it happened
  std::uint64_t count = 0;   // of the worker's lines: the order of what happens to one client at one moment
  std::uint64_t message = 0;
  std::uint32_t recipient = 0;  // of the message
  std::string words;

  bool operator<(const Line& other) const {
    return std::tie(at, client, count) < std::tie(other.at, other.client, other.count);
  }
};

/// A body, or a claim about one, has gone from where it was: is it still where it must be? Asked when the window is
/// over, for the other end may just be moving it, too.
struct Suspect {
  Time at = 0;
  RecordName record = 0;
  Property property{};
};

/// The tally of some clients.
struct Account {
  Tally tally;
  std::uint64_t taken =
      0;  // bodies of which the counter `body_microseconds_for_ever` knows, each up to the end of the run
};

/// What the workers count, to be added up.
struct Counts {
  std::vector<Account> platforms, networks, servers;
  std::uint64_t events = 0;
  std::uint64_t null_events = 0;
  std::uint64_t digest = 0;  // of the events of this window
  // Changes of what is so at a moment.
  std::int64_t connected = 0;
  std::int64_t open = 0;
  std::int64_t bodies = 0;
  std::int64_t receipts = 0;
  SeriesRow step;  // of the time series; the rest of it
  statistics::Histogram two_checks_of_step;
  MessageLedger ledger;  // of messages whose life is over
  std::uint64_t composed = 0;
};

class Worker {
 public:
  explicit Worker(Run& run);

  /// Carries out the events, and what they lead to within the window, in order.
  void carry_out(std::span<Event> events);

  /// Plans an event, in this window or later.
  void plan(const Event& event);

  /// Puts what is planned for the next window, which ends then, into `collected`. False if that has been done.
  bool collect(Time end);

  /// As it is at the start, with what is planned for it.
  void start(std::uint32_t client);

  /// Faults that strike between two windows; they say whether they did.
  bool strike(Time at, std::uint32_t client, model::ActionKind kind);

  /// An item has waited so long for the server of its client.
  void note_wait(Time at, std::uint32_t client, Time wait);

  std::span<RecordName> slots_of(const Phone& phone);

  /// Gives a record back whose life was over in this window.
  void release_records();

  /// What has become of the message so far.
  void add_to_ledger(const Record& record, MessageLedger& ledger) const;

  /// Adds what the server holds of it at the end of the run to the counters.
  void close_account(const Record& record, Time end);

  /// Adds to the measures what has not come of the message until then: it may come later, or never will.
  void note_unreached(const Record& record, Time end);

  void breach(Property property, Time at, const Record* record, std::uint32_t client, const char* words);

  Calendar calendar;
  std::vector<Event> collected;  // of the next window, or of this one while nothing of it has been carried out
  Counts counts;
  std::vector<Suspect> suspects;
  std::vector<Line> trace;
  std::vector<Line> listing;
  std::vector<std::vector<Breach>> breaches;  // by property, the first few
  std::vector<std::uint64_t> breach_counts;   // likewise

  std::uint64_t bytes() const;

 private:
  struct Errand {
    std::uint32_t to = 0;
    model::PostKind kind{};
    std::uint8_t id = 0;
    RecordName record = 0;
  };

  // worker.cpp, worker_users.cpp: events
  void fetch_ahead(std::span<const Event> events, std::size_t next);
  void handle(const Event& event);
  void on_arrival(const Event& event, model::Direction direction);
  void on_compose(const Event& event);
  void on_recorded(const Event& event);
  void on_leave(const Event& event);
  void on_grace_over(const Event& event);
  void on_connect(const Event& event);
  void on_push(const Event& event);
  void on_absence_over(const Event& event);
  void on_break(const Event& event);
  void on_move(const Event& event);
  void on_deadline(const Event& event);
  void on_clock(const Event& event, model::ActionKind kind);
  void on_drawn(const Event& event, model::ActionKind kind);
  void open(std::uint32_t client);
  void plan_session(std::uint32_t client, const Traits& traits, Time since, Time stays);
  void compose(std::uint32_t client, std::uint32_t recipient);
  bool is_bad_now(std::uint32_t client, Phone& phone);
  void fail() { ++counts.null_events; }

  // worker_steps.cpp: steps of the protocol
  void act(std::uint32_t client, const Stimulus& stimulus, RecordName composed = kNoRecord);
  void perform(std::uint32_t client, const Stimulus& stimulus, RecordName outside);
  void react(const Errand& errand);
  Transition transition(const Phone& phone, const Stimulus& stimulus);
  void replace(Phone& phone, const Transition& step, PlatformIndex platform);
  void free_slots(const Phone& phone);
  void retire(std::uint32_t client, RecordName name, Rest rest);
  void bring_back(std::uint32_t client, RecordName name);
  void end_step();
  void settle(RecordName name, Record::End end);
  Rest rest_now(std::uint32_t client, const Record& record) const;
  void attend(std::uint32_t client, Phone& phone, const Outline& before, const Outline& after);
  void start_grace(std::uint32_t client, const Phone& phone, const Outline& outline);
  void start_clock(std::uint32_t client, model::ActionKind kind);

  // worker_deeds.cpp, worker_accounts.cpp: what is measured and watched
  void on_deed(std::uint32_t client, Phone& phone, const Outline& after, const Deed& deed, RecordName name);
  void on_transmitted(std::uint32_t client, Phone& phone, const Deed& deed, RecordName name);
  void on_mark(std::uint32_t client, const Deed& deed, RecordName name);
  void on_stored(Phone& phone, const Outline& after, RecordName name);
  void on_app(std::uint32_t client, Phone& phone, const Deed& deed);
  void on_opened(std::uint32_t client, Phone& phone);
  void on_custody(const Deed& deed, Record& record, RecordName name);
  void on_body_gone(const Deed& deed, Record& record, RecordName name);
  void on_push_arrived(const Deed& deed);
  void on_wiped(RecordName name);
  void on_breaches(std::uint32_t client, std::uint8_t breaches);
  void watch_order(const Record& stored);
  void suspect(Property property, RecordName name);
  void release_body(Record& record);
  void choose_accounts(std::uint32_t client, const Phone& phone, const Outline& outline);
  void count(Counter counter, std::uint64_t times = 1);
  void measure(Measure measure, Time duration);
  void measure_since_composed(Measure measure, const Record& record);
  void add_unreached(Measure measure, std::optional<Time> so_far);
  void stop_waiting(std::uint32_t client);
  bool is_traced(const Record& record) const;
  void tell(std::uint32_t client, const Deed& deed, const Record& record);
  void list(std::uint32_t client, const Stimulus& stimulus);
  bool is_measuring() const { return now_ >= run_.surroundings.crowd().warm_up; }

  const Crowd& crowd() const { return run_.surroundings.crowd(); }
  const Chance& chance() const { return run_.surroundings.chance(); }
  Phone& phone(std::uint32_t client) { return run_.store.phones[client]; }
  Record& record(RecordName name) { return run_.store.records[name]; }

  Run& run_;
  Rules rules_;
  Memo memo_;
  Pool<Record>::Share records_;
  Pool<std::array<RecordName, 4>>::Share small_blocks_;
  Pool<std::array<RecordName, kSlotsMax>>::Share large_blocks_;
  Pool<Whole>::Share wholes_;
  Time collected_until_ = 0;
  Time now_ = 0;
  Event event_;                                               // that is carried out
  std::vector<Event> soon_;                                   // a heap: events of this window that were planned in it
  std::vector<Errand> errands_;                               // of the step
  std::vector<std::pair<RecordName, Record::End>> settling_;  // in the step
  std::vector<RecordName> finished_;                          // in the window
  std::vector<RecordName> names_;                             // the slots before the step of a side
  Outline before_;                                            // the step of a side
  bool is_break_ = false;                                     // the action: of a connection
  Derived derived_;                                           // a transition that is not remembered
  std::uint32_t packets_ = 0;                                 // sent in this action, so far
  std::uint64_t lines_ = 0;
  std::vector<SideNumber> first_sides_;  // by platform, closed and open
  std::array<Account*, 3> accounts_{};   // where what happens now counts
};

}  // namespace doublecheck::population
