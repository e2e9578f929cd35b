#include "sim/planner.hpp"

#include "model/assert.hpp"
#include "sim/clocks.hpp"
#include "sim/distributions.hpp"

#include <algorithm>

namespace doublecheck::sim {
namespace {

using model::Action;
using model::ActionKind;
using model::ClientId;
using model::Direction;
using model::Fact;
using model::FactKind;
using model::Item;
using model::ItemKind;

constexpr Entity kServer{0};

Entity entity_of(ClientId client) { return static_cast<Entity>(model::index_of(client) + 1); }

std::size_t index_of(Purpose purpose) { return static_cast<std::size_t>(purpose); }
std::size_t index_of(Direction direction) { return static_cast<std::size_t>(direction); }

const model::Link& link_of(const model::Side& side, Direction direction) {
  return direction == Direction::up ? side.up : side.down;
}

/// Calls `visit(direction, item, position)` for each item that stays with its sender until it is acknowledged;
/// `position` as in a retransmit action.
template <class Visit>
void visit_unacknowledged(const model::Side& side, Visit visit) {
  std::size_t position = 0;
  for (const auto& message : side.client.outbox) visit(Direction::up, Item{ItemKind::body, message}, position++);
  position = 0;
  for (const auto& message : side.mailbox.bodies) visit(Direction::down, Item{ItemKind::body, message}, position++);
  for (const auto& message : side.mailbox.receipts)
    visit(Direction::down, Item{ItemKind::receipt, message}, position++);
}

Action at_position(Action action, std::size_t position) {
  action.position = static_cast<std::uint16_t>(position);
  DOUBLECHECK_ASSERT(action.position == position);
  return action;
}

/// Whatever may happen again and again takes some time, or simulated time would stand still.
Time some_time(Time delay) { return std::max(delay, Time{1}); }

}  // namespace

Planner::Planner(const model::Setup& setup, const Environment& environment, std::uint32_t run)
    : setup_(setup),
      environment_(environment),
      dice_(environment.seed, run, setup.participants.size() + 1),
      network_(environment, setup.participants.size() + 1),
      timetable_(environment.schedule, setup.participants.size()),
      clients_(setup.participants.size()) {}

void Planner::start(const model::World& world) {
  plan_schedule();
  plan_server_crash();
  for (std::size_t i = 0; i < clients_.size(); ++i) attend(model::client_at(i), world);
}

std::optional<Due> Planner::next(const model::World& world) {
  while (!queue_.empty() && queue_.next_time() <= environment_.horizon) {
    const auto entry = queue_.pop();
    now_ = entry.at;
    if (const auto action = resolve(entry.event, world)) return Due{now_, *action};
  }
  return std::nullopt;
}

void Planner::follow(const Action& action, const model::Facts& facts, const model::World& after) {
  for (const Fact& fact : facts) on_fact(fact);
  touched_.clear();
  if (action.kind == ActionKind::crash_server) {
    for (std::size_t i = 0; i < clients_.size(); ++i) touched_.push_back(model::client_at(i));
  } else {
    touched_.push_back(action.client);
    for (const Fact& fact : facts) {
      if (std::ranges::find(touched_, fact.client) == touched_.end()) touched_.push_back(fact.client);
    }
  }
  for (const ClientId client : touched_) attend(client, after);
}

// What is due.

std::optional<Action> Planner::resolve(const Plan& plan, const model::World& world) {
  switch (plan.kind) {
    case PlanKind::clock:
      return resolve_clock(plan, world);
    case PlanKind::flight:
      return resolve_flight(plan, world);
    case PlanKind::retransmission:
      return resolve_retransmission(plan, world);
    case PlanKind::server_crash:
      return resolve_server_crash(plan);
    case PlanKind::server_restart:
      on_server_restart(world);
      return std::nullopt;
    case PlanKind::scheduled:
      return resolve_scheduled(plan, world);
  }
  return std::nullopt;
}

std::optional<Action> Planner::resolve_clock(const Plan& plan, const model::World& world) {
  Action action = plan.action;
  ClientPlans& plans = clients_.at(model::index_of(action.client));
  Clock& clock = plans.clocks.at(index_of(plan.purpose));
  if (plan.generation != clock.generation) {
    ++void_plans_;
    return std::nullopt;
  }
  clock.running = false;
  if (plan.purpose == Purpose::push) {
    if (loses_push(plan) || !spend_wake(action.client, world)) action.kind = ActionKind::lose_push;
  } else if (plan.purpose == Purpose::connection_break) {
    if (!network_.breaks(entity_of(action.client), now_, dice_)) {
      attend(action.client, world);
      return std::nullopt;
    }
  } else if (plan.purpose == Purpose::suspension) {
    action.kind = suspension_of(action.client, world);
  } else if (plan.purpose == Purpose::grace) {
    if (!enabled_kinds(action.client, world)[static_cast<std::size_t>(ActionKind::suspend)]) {
      if (!roll(action.client, Purpose::early_suspension, environment_.users.suspended_early)) {
        plans.grace_over = true;
        return std::nullopt;
      }
      action.kind = ActionKind::suspend_early;
    }
  }
  return action;
}

/// Counts a wake that the platform rations; false if the app has had its share of this hour.
bool Planner::spend_wake(ClientId client, const model::World& world) {
  const model::Platform& platform = setup_.participant(client).platform;
  const bool limited = platform.wakes_per_hour_max > 0;
  if (!limited || push_effect(platform, world.side(client).client.app) != model::PushEffect::may_wake) return true;
  ClientPlans& plans = clients_.at(model::index_of(client));
  if (plans.hour != now_ / kHour) {
    plans.hour = now_ / kHour;
    plans.wakes = 0;
  }
  if (plans.wakes == platform.wakes_per_hour_max) return false;
  ++plans.wakes;
  return true;
}

std::optional<Action> Planner::resolve_flight(const Plan& plan, const model::World& world) {
  const Action& action = plan.action;
  if (plan.generation != clients_.at(model::index_of(action.client)).connection) {
    ++void_plans_;
    return std::nullopt;
  }
  const auto& items = link_of(world.side(action.client), action.direction).in_flight;
  const auto place = std::ranges::find(items, plan.item);
  DOUBLECHECK_ASSERT(place != items.end());
  DOUBLECHECK_ASSERT(setup_.discipline == model::Discipline::datagram || place == items.begin());
  return at_position(action, static_cast<std::size_t>(place - items.begin()));
}

std::optional<Action> Planner::resolve_retransmission(const Plan& plan, const model::World& world) {
  Action action = plan.action;
  auto& timers = clients_.at(model::index_of(action.client)).timers;
  const auto timer = timers.find({action.direction, plan.item});
  if (timer == timers.end() || timer->second.generation != plan.generation) {
    ++void_plans_;
    return std::nullopt;
  }
  std::optional<std::size_t> found;
  visit_unacknowledged(world.side(action.client), [&](Direction direction, const Item& item, std::size_t position) {
    if (!found && direction == action.direction && item == plan.item) found = position;
  });
  if (!found) {
    timers.erase(timer);
    ++void_plans_;
    return std::nullopt;
  }
  action = at_position(action, *found);
  if (!is_possible(action, world)) {  // as many copies as fit are still on their way
    restart_timer(action.client, action.direction, plan.item);
    return std::nullopt;
  }
  ++timer->second.repeats;
  return action;
}

std::optional<Action> Planner::resolve_server_crash(const Plan& plan) {
  if (plan.generation != server_crashes_) {
    ++void_plans_;
    return std::nullopt;
  }
  downtime_ = environment_.faults.server_downtime;
  return plan.action;
}

std::optional<Action> Planner::resolve_scheduled(const Plan& plan, const model::World& world) {
  Action action = plan.action;
  if (action.kind == ActionKind::suspend_early) action.kind = suspension_of(action.client, world);
  const bool of_server = action.kind == ActionKind::crash_server;
  const bool possible = of_server ? !server_down_ : is_possible(action, world);
  timetable_.on_moment(plan.entry, possible);
  if (!possible) return std::nullopt;
  if (of_server) downtime_ = environment_.schedule[plan.entry].lasts.value_or(environment_.faults.server_downtime);
  return action;
}

void Planner::on_server_restart(const model::World& world) {
  server_down_ = false;
  plan_server_crash();
  for (std::size_t i = 0; i < clients_.size(); ++i) attend(model::client_at(i), world);
}

// Chance is asked even where the schedule decides, so that everything keeps the random numbers that it has without one.

bool Planner::loses_push(const Plan& plan) {
  const ClientId client = plan.action.client;
  const bool by_chance = roll(client, Purpose::push_loss, environment_.push.loss);
  return timetable_.strikes(model::Budget::lost_pushes, client, plan.since, now_) || by_chance;
}

bool Planner::loses_packet(const Fact& sent, Time arrival) {
  const Purpose purpose = sent.direction == Direction::up ? Purpose::loss_up : Purpose::loss_down;
  const bool by_chance = roll(sent.client, purpose, network_.loss(entity_of(sent.client), now_, dice_));
  return timetable_.strikes(model::Budget::losses, sent.client, now_, arrival) || by_chance;
}

bool Planner::duplicates(const Fact& sent) {
  const Purpose purpose = sent.direction == Direction::up ? Purpose::duplicate_up : Purpose::duplicate_down;
  const bool by_chance = roll(sent.client, purpose, environment_.network.duplicate);
  return timetable_.strikes(model::Budget::duplicates, sent.client, now_, now_) || by_chance;
}

// What follows from facts.

void Planner::on_fact(const Fact& fact) {
  if (fact.kind == FactKind::transmitted) {
    on_transmitted(fact);
  } else if (fact.kind == FactKind::duplicated) {
    launch(fact);
  } else if (fact.kind == FactKind::disconnected) {
    on_disconnected(fact.client);
  } else if (fact.kind == FactKind::server_crashed) {
    on_server_crashed();
  }
}

void Planner::on_transmitted(const Fact& fact) {
  if (setup_.discipline == model::Discipline::datagram) {
    const auto& timers = clients_.at(model::index_of(fact.client)).timers;
    if (timers.contains({fact.direction, fact.item})) restart_timer(fact.client, fact.direction, fact.item);
    // Planned before the original's arrival, so that it comes first even where the network takes no time. The network
    // does not copy its own copies.
    if (duplicates(fact)) {
      queue_.push(now_, {.kind = PlanKind::flight,
                         .action = {ActionKind::duplicate, fact.direction, 0, fact.client},
                         .item = fact.item,
                         .generation = clients_.at(model::index_of(fact.client)).connection});
    }
  }
  launch(fact);
}

/// Plans the end of one copy's flight.
void Planner::launch(const Fact& fact) {
  const bool up = fact.direction == Direction::up;
  ClientPlans& plans = clients_.at(model::index_of(fact.client));
  ActionKind end = ActionKind::deliver;
  Time arrival =
      now_ + roll_delay(fact.client, up ? Purpose::latency_up : Purpose::latency_down, environment_.network.latency);
  if (setup_.discipline == model::Discipline::datagram) {
    if (loses_packet(fact, arrival)) end = ActionKind::lose;
  } else {
    Time& last = plans.last_arrival.at(index_of(fact.direction));
    arrival = std::max(arrival, last);
    last = arrival;
  }
  queue_.push(arrival, {.kind = PlanKind::flight,
                        .action = {end, fact.direction, 0, fact.client},
                        .item = fact.item,
                        .generation = plans.connection});
}

void Planner::on_disconnected(ClientId client) {
  ClientPlans& plans = clients_.at(model::index_of(client));
  ++plans.connection;  // makes every flight planned on it void
  plans.last_arrival = {};
  plans.timers.clear();
  plans.lost_connection = true;
}

void Planner::on_server_crashed() {
  server_down_ = true;
  ++server_crashes_;  // makes a crash that is still planned void
  queue_.push(now_ + downtime_, {.kind = PlanKind::server_restart});
}

/// Windows need no plan: whatever is under way asks for them.
void Planner::plan_schedule() {
  for (std::size_t entry = 0; entry < environment_.schedule.size(); ++entry) {
    const ScheduledFault& fault = environment_.schedule[entry];
    const ScheduleInfo& info = schedule_info_of(fault.fault);
    if (info.lasting == Lasting::window) continue;
    const bool everybody = info.of_client && !fault.client;
    const std::size_t first = everybody ? 0 : model::index_of(fault.client.value_or(ClientId{}));
    const std::size_t last = everybody ? clients_.size() : first + 1;
    for (std::size_t i = first; i < last; ++i) {
      queue_.push(fault.at, {.kind = PlanKind::scheduled,
                             .action = {info.action, Direction::up, 0, model::client_at(i)},
                             .entry = entry});
    }
  }
}

void Planner::plan_server_crash() {
  const auto mean = environment_.faults.server_crash_every;
  if (!mean) return;
  const Time delay = draw_delay({DelayKind::exponential, *mean, 0}, dice_.roll(kServer, Purpose::server_crash));
  queue_.push(
      now_ + some_time(delay),
      {.kind = PlanKind::server_crash, .action = {.kind = ActionKind::crash_server}, .generation = server_crashes_});
}

// What follows from the state of a side.

void Planner::attend(ClientId client, const model::World& world) {
  wind_clocks(client, world);
  const model::Side& side = world.side(client);
  if (setup_.discipline == model::Discipline::datagram && side.client.connected) start_timers(client, side);
}

void Planner::wind_clocks(ClientId client, const model::World& world) {
  const Kinds enabled = enabled_kinds(client, world);
  const auto is = [&](ActionKind kind) { return enabled[static_cast<std::size_t>(kind)]; };
  ClientPlans& plans = clients_.at(model::index_of(client));
  const bool may_be_suspended = is(ActionKind::suspend) || is(ActionKind::suspend_early);
  const bool in_grace = may_be_suspended && !setup_.participant(client).platform.runs_in_background;
  if (!in_grace) plans.grace_over = false;
  if (!is(ActionKind::connect)) plans.lost_connection = false;  // connected, or the app no longer runs
  for (const ClockInfo& clock : clock_catalogue()) {
    bool wanted = is(clock.action);
    if (clock.purpose == Purpose::reaction) wanted = wanted && world.side(client).client.notified;
    if (clock.purpose == Purpose::grace) wanted = in_grace && (is(ActionKind::suspend) || !plans.grace_over);
    if (clock.purpose == Purpose::suspension) wanted = may_be_suspended;
    if (clock.purpose == Purpose::connect) wanted = wanted && !plans.lost_connection && !server_down_;
    if (clock.purpose == Purpose::reconnect) wanted = wanted && plans.lost_connection && !server_down_;
    if (clock.purpose == Purpose::push_repeat) wanted = wanted && !server_down_;
    keep(client, clock, wanted);
  }
}

/// Starts the clock, lets it run or stops it.
void Planner::keep(ClientId client, const ClockInfo& info, bool wanted) {
  ClientPlans& plans = clients_.at(model::index_of(client));
  Clock& clock = plans.clocks.at(index_of(info.purpose));
  if (wanted == clock.running) return;
  const model::Platform& platform = setup_.participant(client).platform;
  std::optional<Delay> delay = clock_delay(info.purpose, environment_, setup_.options, platform);
  if (!delay) return;
  clock.running = wanted;
  ++clock.generation;  // makes what was planned void
  if (!wanted) return;
  if (info.purpose == Purpose::grace && plans.grace_over) delay = Delay{};
  const Time runs = roll_delay(client, info.purpose, *delay);
  Time at = now_ + (info.takes_time ? some_time(runs) : runs);
  if (info.purpose == Purpose::push) at = push_arrival(at, platform);
  queue_.push(at, {.kind = PlanKind::clock,
                   .purpose = info.purpose,
                   .action = {info.action, Direction::up, 0, client},
                   .generation = clock.generation,
                   .since = now_});
}

void Planner::start_timers(ClientId client, const model::Side& side) {
  const auto& timers = clients_.at(model::index_of(client)).timers;
  visit_unacknowledged(side, [&](Direction direction, const Item& item, std::size_t) {
    if (!timers.contains({direction, item})) restart_timer(client, direction, item);
  });
}

/// The time doubles with each repeat up to 64-fold, so that what can never succeed does not fill the simulation.
void Planner::restart_timer(ClientId client, Direction direction, const Item& item) {
  constexpr unsigned kDoublingsMax = 6;
  Timer& timer = clients_.at(model::index_of(client)).timers[{direction, item}];
  timer.generation = ++timers_started_;
  const Time delay = environment_.network.retransmit_after << std::min(timer.repeats, kDoublingsMax);
  queue_.push(now_ + some_time(delay), {.kind = PlanKind::retransmission,
                                        .action = {ActionKind::retransmit, direction, 0, client},
                                        .item = item,
                                        .generation = timer.generation});
}

Planner::Kinds Planner::enabled_kinds(ClientId client, const model::World& world) {
  enabled_.clear();
  model::enabled_actions(world.side(client), setup_, world.budgets, client, enabled_);
  Kinds kinds;
  for (const Action& action : enabled_) kinds.set(static_cast<std::size_t>(action.kind));
  return kinds;
}

bool Planner::is_possible(const Action& action, const model::World& world) {
  enabled_kinds(action.client, world);
  return std::ranges::find(enabled_, action) != enabled_.end();
}

/// What a suspension is at this moment: where nothing is on its way, the platform is free to suspend.
ActionKind Planner::suspension_of(ClientId client, const model::World& world) {
  const bool free = enabled_kinds(client, world)[static_cast<std::size_t>(ActionKind::suspend)];
  return free ? ActionKind::suspend : ActionKind::suspend_early;
}

Time Planner::roll_delay(ClientId client, Purpose purpose, const Delay& delay) {
  return draw_delay(delay, dice_.roll(entity_of(client), purpose));
}

bool Planner::roll(ClientId client, Purpose purpose, PartsPerMillion probability) {
  return happens(probability, dice_.roll(entity_of(client), purpose));
}

}  // namespace doublecheck::sim
