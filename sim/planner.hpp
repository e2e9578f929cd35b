/// The planner: supplies time and chance. It looks at what a step did and at what is possible after it, and plans when
/// each thing happens. It never touches protocol state.
#pragma once

#include "model/world.hpp"
#include "sim/bursts.hpp"
#include "sim/clocks.hpp"
#include "sim/deadlines.hpp"
#include "sim/environment.hpp"
#include "sim/event_queue.hpp"
#include "sim/random.hpp"
#include "sim/schedule.hpp"
#include "sim/wake_budget.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace doublecheck::sim {

/// An action whose time has come.
struct Due {
  Time at = 0;
  model::Action action;
};

class Planner {
 public:
  /// Keeps `setup` and `environment` by reference.
  Planner(const model::Setup& setup, const Environment& environment, std::uint32_t run);

  /// Makes the plans of time 0.
  void start(const model::World& world);

  /// The next action, which is enabled in `world`; none if nothing is due before the horizon.
  std::optional<Due> next(const model::World& world);

  /// Plans what follows from a step. `after`: the world as the step left it.
  void follow(const model::Action& action, const model::Facts& facts, const model::World& after);

  /// How many plans came to nothing, because what they were made for had ended.
  std::uint64_t void_plans() const { return void_plans_; }

  /// What came of each fault of the schedule, in a run that ended at this time.
  std::vector<ScheduleTally> schedule_tallies(Time ended_at) const { return timetable_.finish(ended_at); }

 private:
  enum class PlanKind : std::uint8_t {
    clock,           // `purpose` says which of the client's
    flight,          // something happens to the item on its link
    retransmission,  // a timer that runs for the item
    deadline,        // of the item's message
    server_crash,
    server_restart,
    server_clock_jump,
    server_partition,
    relayed,       // the oldest item between two servers arrives
    reconnection,  // of two servers
    scheduled,     // the `entry` of the schedule, for one of those that it concerns
  };

  struct Plan {
    PlanKind kind{};
    Purpose purpose{};
    model::Action action{};        // its position is found when it happens
    model::Item item{};            // of flights, retransmissions and deadlines
    std::uint64_t generation = 0;  // the plan is void unless that which it is for is still of this generation
    Time since = 0;                // of clocks: when it began to run
    std::size_t entry = 0;
  };

  /// Runs while the action that it is for stays possible.
  struct Clock {
    bool running = false;
    std::uint64_t generation = 0;
  };

  /// Runs from each transmission of an item that must be acknowledged.
  struct Timer {
    std::uint64_t generation = 0;
    unsigned repeats = 0;  // on this connection
  };

  using TimerKey = std::pair<model::Direction, model::Item>;

  struct ClientPlans {
    std::array<Clock, kClockCount> clocks;
    std::uint64_t connection = 0;        // counts the connections that have ended
    std::array<Time, 2> last_arrival{};  // by direction, of this connection: a connection delivers in order
    std::map<TimerKey, Timer> timers;
    std::array<std::vector<Plan>, 2> held{};  // by direction: flights that may not overtake what is before them
    WakeBudget wakes;
    bool grace_over = false;              // the app would be suspended by now, but for items in flight
    bool lost_connection = false;         // while running: the next connection is a reconnection
    std::optional<Time> partition_lasts;  // of the scheduled partition that begins
  };

  struct ServerPlans {
    bool down = false;
    Time up_at = 0;     // of the last downtime
    Time downtime = 0;  // of the crash that is due or was the last
    std::uint64_t crashes = 0;
  };

  struct RelayPlans {
    bool connected = true;
    bool reconnecting = false;               // planned
    Time apart_until = 0;                    // the end of the last partition
    std::uint64_t connection = 0;            // counts the connections that have ended
    std::array<std::size_t, 2> under_way{};  // by direction: items whose arrival is planned
    std::array<Time, 2> last_arrival{};      // likewise; of this connection
  };

  /// The timer that has just run out.
  struct Expired {
    TimerKey key;
    std::uint64_t generation = 0;
  };

  using Kinds = std::bitset<model::kActionKindCount>;

  // What is due.
  std::optional<model::Action> resolve(const Plan& plan, const model::World& world);
  std::optional<model::Action> resolve_clock(const Plan& plan, const model::World& world);
  bool spend_wake(model::ClientId client, const model::World& world);
  std::optional<model::Action> resolve_flight(const Plan& plan, const model::World& world);
  std::optional<model::Action> resolve_retransmission(const Plan& plan, const model::World& world);
  std::optional<model::Action> resolve_deadline(const Plan& plan, const model::World& world);
  std::optional<model::Action> resolve_scheduled(const Plan& plan, const model::World& world);
  bool is_possible_now(const model::Action& action, const model::World& world);
  bool loses_push(const Plan& plan);
  bool loses_packet(const model::Fact& sent, Time arrival);
  bool duplicates(const model::Fact& sent);

  // What follows from facts.
  void on_fact(const model::Fact& fact);
  void on_transmitted(const model::Fact& fact);
  void launch(const model::Fact& fact);
  void on_connection_ended(model::ClientId client);
  void plan_deadline(const model::Fact& fact);
  void release_held(const model::Action& action);
  void restart_expired(const model::Action& action);

  // What follows from the state of a side.
  void attend(model::ClientId client, const model::World& world);
  void wind_clocks(model::ClientId client, const model::World& world);
  void keep(model::ClientId client, const ClockInfo& info, bool wanted);
  std::optional<Delay> delay_of(model::ClientId client, Purpose clock) const;
  void start_timers(model::ClientId client, const model::Side& side);
  void restart_timer(model::ClientId client, model::Direction direction, const model::Item& item);

  static Entity entity_of(model::ClientId client);
  Entity entity_of(model::ServerId server) const;
  Entity entity_of(model::RelayId relay) const;
  /// Whatever may happen again and again takes some time, or simulated time would stand still.
  static Time some_time(Time delay) { return std::max(delay, Time{1}); }
  Kinds enabled_kinds(model::ClientId client, const model::World& world);
  bool is_possible(const model::Action& action, const model::World& world);
  model::ActionKind suspension_of(model::ClientId client, const model::World& world);
  Time roll_delay(model::ClientId client, Purpose purpose, const Delay& delay);
  bool roll(model::ClientId client, Purpose purpose, PartsPerMillion probability);
  void plan_schedule();

  // Servers and the connections between them.
  void start_servers();
  std::optional<model::Action> resolve_server_crash(const Plan& plan);
  std::optional<model::Action> resolve_server_clock_jump(const Plan& plan);
  std::optional<model::Action> resolve_server_partition(const Plan& plan, const model::World& world);
  std::optional<model::Action> resolve_relayed(const Plan& plan);
  std::optional<model::Action> resolve_reconnection(const Plan& plan, const model::World& world);
  void on_server_restart(const Plan& plan, const model::World& world);
  void on_server_crashed(model::ServerId server);
  void plan_server_fault(const Plan& plan, Entity entity, std::optional<Time> mean);
  void plan_server_crash(model::ServerId server);
  void plan_server_clock_jump(model::ServerId server);
  void plan_server_partition(model::RelayId relay);
  void attend_relays(const model::World& world);
  void plan_arrivals(model::RelayId relay, model::Direction direction, std::size_t in_flight);
  void plan_reconnection(model::RelayId relay);
  static model::Action at_site(model::ActionKind kind, std::size_t site) {
    return {.kind = kind, .site = static_cast<std::uint16_t>(site)};
  }
  bool is_down(model::ServerId server) const { return servers_[model::index_of(server)].down; }
  bool has_end_down(model::RelayId relay) const;
  bool lacks_server(model::ClientId client, model::ActionKind kind) const;

  const model::Setup& setup_;
  const Environment& environment_;
  Dice dice_;
  BurstyNetwork network_;
  Timetable timetable_;
  EventQueue<Plan> queue_;
  Deadlines deadlines_;
  std::vector<ClientPlans> clients_;
  std::vector<ServerPlans> servers_;
  std::vector<RelayPlans> relays_;
  std::vector<model::Action> enabled_;    // kept for its storage
  std::vector<model::ClientId> touched_;  // likewise
  Time now_ = 0;
  std::uint64_t timers_started_ = 0;
  std::uint64_t void_plans_ = 0;
  std::optional<Expired> expired_;  // unless something has happened since
};

}  // namespace doublecheck::sim
