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

std::size_t index_of(ActionKind kind) { return static_cast<std::size_t>(kind); }

/// Entities besides the clients and the first server.
std::size_t further_entities(const model::Setup& setup) { return setup.servers.size() - 1 + model::relay_count(setup); }

}  // namespace

Planner::Planner(const model::Setup& setup, const Environment& environment, std::uint32_t run)
    : setup_(setup),
      environment_(environment),
      dice_(environment.seed, run, setup.participants.size() + 1 + further_entities(setup)),
      network_(environment, setup.participants.size() + 1),
      timetable_(environment.schedule, setup),
      deadlines_(setup),
      clients_(setup.participants.size()),
      servers_(setup.servers.size()),
      relays_(model::relay_count(setup)) {}

void Planner::start(const model::World& world) {
  plan_schedule();
  start_servers();
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
  if (action.kind == ActionKind::crash_server) on_server_crashed(model::server_at(action.site));
  for (const Fact& fact : facts) on_fact(fact);
  release_held(action);
  restart_expired(action);
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
  attend_relays(after);
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
    case PlanKind::deadline:
      return resolve_deadline(plan, world);
    case PlanKind::server_crash:
      return resolve_server_crash(plan);
    case PlanKind::server_restart:
      on_server_restart(plan, world);
      return std::nullopt;
    case PlanKind::server_clock_jump:
      return resolve_server_clock_jump(plan);
    case PlanKind::server_partition:
      return resolve_server_partition(plan, world);
    case PlanKind::relayed:
      return resolve_relayed(plan);
    case PlanKind::reconnection:
      return resolve_reconnection(plan, world);
    case PlanKind::scheduled:
      return resolve_scheduled(plan, world);
  }
  return std::nullopt;
}

std::optional<Action> Planner::resolve_clock(const Plan& plan, const model::World& world) {
  Action action = plan.action;
  ClientPlans& plans = clients_.at(model::index_of(action.client));
  Clock& clock = plans.clocks.at(clock_index(plan.purpose));
  if (plan.generation != clock.generation) {
    ++void_plans_;
    return std::nullopt;
  }
  clock.running = false;
  if (plan.purpose == Purpose::push) {
    if (loses_push(plan)) {
      action.kind = ActionKind::lose_push;
    } else if (!spend_wake(action.client, world)) {
      action.kind = ActionKind::throttle_push;
    }
  } else if (plan.purpose == Purpose::connection_break) {
    if (!network_.breaks(entity_of(action.client), now_, dice_)) {
      attend(action.client, world);
      return std::nullopt;
    }
  } else if (plan.purpose == Purpose::suspension) {
    action.kind = suspension_of(action.client, world);
  } else if (plan.purpose == Purpose::grace) {
    if (!enabled_kinds(action.client, world)[index_of(ActionKind::suspend)]) {
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
  return clients_.at(model::index_of(client)).wakes.take(platform.wakes_per_hour_max, now_);
}

std::optional<Action> Planner::resolve_deadline(const Plan& plan, const model::World& world) {
  const ServerPlans& server = servers_[model::index_of(setup_.participant(plan.action.client).home)];
  const bool at_client = plan.action.kind == ActionKind::give_up && plan.action.direction == Direction::up;
  if (server.down && !at_client) {  // it will see to that when it is back
    queue_.push(server.up_at, plan);
    return std::nullopt;
  }
  const auto action = deadlines_.pass({0, plan.action, plan.item.message, plan.generation}, world);
  if (action && is_possible(*action, world)) return action;
  ++void_plans_;
  return std::nullopt;
}

std::optional<Action> Planner::resolve_scheduled(const Plan& plan, const model::World& world) {
  const ScheduledFault& fault = environment_.schedule[plan.entry];
  Action action = plan.action;
  if (action.kind == ActionKind::suspend_early) action.kind = suspension_of(action.client, world);
  const bool possible = is_possible_now(action, world);
  timetable_.on_moment(plan.entry, possible);
  if (!possible) return std::nullopt;
  if (action.kind == ActionKind::crash_server) {
    servers_.at(action.site).downtime = fault.lasts.value_or(environment_.faults.server_downtime);
  } else if (action.kind == ActionKind::partition) {
    clients_.at(model::index_of(action.client)).partition_lasts = fault.lasts;
  } else if (action.kind == ActionKind::partition_servers) {
    relays_.at(action.site).apart_until = now_ + fault.lasts.value_or(0);
  }
  return action;
}

/// Is it enabled, and is the server up that it needs?
bool Planner::is_possible_now(const Action& action, const model::World& world) {
  switch (model::info_of(action.kind).subject) {
    case model::ActionSubject::client:
      return is_possible(action, world) && !lacks_server(action.client, action.kind);
    case model::ActionSubject::server:
      return !is_down(model::server_at(action.site));
    case model::ActionSubject::relay:
      return world.relays.at(action.site).connected == (action.kind == ActionKind::partition_servers);
  }
  model::assertion_failed("an action has a subject", __FILE__, __LINE__);
}

// Chance is asked even where the schedule decides, so that everything keeps the random numbers that it has without one.

bool Planner::loses_push(const Plan& plan) {
  const ClientId client = plan.action.client;
  const bool by_chance = roll(client, Purpose::push_loss, environment_.push.loss);
  return timetable_.strikes(model::Budget::lost_pushes, client, plan.since, now_) || by_chance;
}

// What follows from facts.

void Planner::plan_deadline(const Fact& fact) {
  const auto deadline = deadlines_.begun_by(fact);
  if (!deadline) return;
  queue_.push(now_ + deadline->after, {.kind = PlanKind::deadline,
                                       .action = deadline->action,
                                       .item = {.kind = model::ItemKind::body, .message = deadline->message},
                                       .generation = deadline->generation});
}

/// Windows need no plan: whatever is under way asks for them.
void Planner::plan_schedule() {
  for (std::size_t entry = 0; entry < environment_.schedule.size(); ++entry) {
    const ScheduledFault& fault = environment_.schedule[entry];
    for (const Action& action : actions_of(fault, setup_)) {
      queue_.push(fault.at, {.kind = PlanKind::scheduled, .action = action, .entry = entry});
    }
  }
}

// What follows from the state of a side.

void Planner::attend(ClientId client, const model::World& world) {
  wind_clocks(client, world);
  const model::Side& side = world.side(client);
  if (setup_.discipline == model::Discipline::datagram && side.client.connected) start_timers(client, side);
}

void Planner::wind_clocks(ClientId client, const model::World& world) {
  const Kinds enabled = enabled_kinds(client, world);
  const auto is = [&](ActionKind kind) { return enabled[index_of(kind)]; };
  ClientPlans& plans = clients_.at(model::index_of(client));
  const bool may_be_suspended = is(ActionKind::suspend) || is(ActionKind::suspend_early);
  const bool in_grace = may_be_suspended && !setup_.participant(client).platform.runs_in_background;
  if (!in_grace) plans.grace_over = false;
  if (!is(ActionKind::connect)) plans.lost_connection = false;  // connected, or the app no longer runs
  for (const ClockInfo& clock : clock_catalogue()) {
    bool wanted = is(clock.action) && !lacks_server(client, clock.action);
    if (clock.purpose == Purpose::reaction) wanted = wanted && world.side(client).client.notified;
    if (clock.purpose == Purpose::grace) wanted = in_grace && (is(ActionKind::suspend) || !plans.grace_over);
    if (clock.purpose == Purpose::suspension) wanted = may_be_suspended;
    if (clock.purpose == Purpose::connect) wanted = wanted && !plans.lost_connection;
    if (clock.purpose == Purpose::reconnect) wanted = wanted && plans.lost_connection;
    keep(client, clock, wanted);
  }
}

/// Starts the clock, lets it run or stops it.
void Planner::keep(ClientId client, const ClockInfo& info, bool wanted) {
  ClientPlans& plans = clients_.at(model::index_of(client));
  Clock& clock = plans.clocks.at(clock_index(info.purpose));
  if (wanted == clock.running) return;
  const std::optional<Delay> delay = delay_of(client, info.purpose);
  if (!delay) return;
  clock.running = wanted;
  ++clock.generation;  // makes what was planned void
  if (!wanted) return;
  const Time runs = roll_delay(client, info.purpose, *delay);
  Time at = now_ + (info.takes_time ? some_time(runs) : runs);
  if (info.purpose == Purpose::push) at = push_arrival(at, setup_.participant(client).platform);
  if (info.purpose == Purpose::heal) plans.partition_lasts.reset();
  queue_.push(at, {.kind = PlanKind::clock,
                   .purpose = info.purpose,
                   .action = {info.action, Direction::up, 0, client},
                   .generation = clock.generation,
                   .since = now_});
}

/// How long it runs if it starts now; nothing if it never does.
std::optional<Delay> Planner::delay_of(ClientId client, Purpose clock) const {
  const ClientPlans& plans = clients_.at(model::index_of(client));
  if (clock == Purpose::grace && plans.grace_over) return Delay{};
  if (clock == Purpose::heal && plans.partition_lasts) return Delay{DelayKind::constant, *plans.partition_lasts, 0};
  return clock_delay(clock, environment_, setup_.options, setup_.participant(client).platform);
}

Planner::Kinds Planner::enabled_kinds(ClientId client, const model::World& world) {
  enabled_.clear();
  model::enabled_actions(world.side(client), setup_, world.budgets, client, enabled_);
  Kinds kinds;
  for (const Action& action : enabled_) kinds.set(index_of(action.kind));
  return kinds;
}

bool Planner::is_possible(const Action& action, const model::World& world) {
  enabled_kinds(action.client, world);
  return std::ranges::find(enabled_, action) != enabled_.end();
}

/// What a suspension is at this moment: where nothing is on its way, the platform is free to suspend.
ActionKind Planner::suspension_of(ClientId client, const model::World& world) {
  const bool free = enabled_kinds(client, world)[index_of(ActionKind::suspend)];
  return free ? ActionKind::suspend : ActionKind::suspend_early;
}

Entity Planner::entity_of(ClientId client) { return static_cast<Entity>(model::index_of(client) + 1); }

Time Planner::roll_delay(ClientId client, Purpose purpose, const Delay& delay) {
  return draw_delay(delay, dice_.roll(entity_of(client), purpose));
}

bool Planner::roll(ClientId client, Purpose purpose, PartsPerMillion probability) {
  return happens(probability, dice_.roll(entity_of(client), purpose));
}

}  // namespace doublecheck::sim
