// What the planner knows of servers: their faults, what waits for them while they are down, and what they relay.

#include "model/assert.hpp"
#include "sim/distributions.hpp"
#include "sim/planner.hpp"

#include <algorithm>

namespace doublecheck::sim {

using model::Action;
using model::ActionKind;
using model::Direction;
using model::RelayId;
using model::ServerId;

Entity Planner::entity_of(ServerId server) const {
  const std::size_t index = model::index_of(server);
  return static_cast<Entity>(index == 0 ? 0 : clients_.size() + index);
}

Entity Planner::entity_of(RelayId relay) const {
  return static_cast<Entity>(clients_.size() + servers_.size() + model::index_of(relay));
}

void Planner::start_servers() {
  for (std::size_t i = 0; i < servers_.size(); ++i) plan_server_crash(model::server_at(i));
  for (std::size_t i = 0; i < servers_.size(); ++i) plan_server_clock_jump(model::server_at(i));
  for (std::size_t i = 0; i < relays_.size(); ++i) plan_server_partition(model::relay_at(i));
}

// Faults.

void Planner::plan_server_fault(const Plan& plan, Entity entity, std::optional<Time> mean) {
  if (!mean) return;
  const Time delay = draw_delay({DelayKind::exponential, *mean, 0}, dice_.roll(entity, plan.purpose));
  queue_.push(now_ + some_time(delay), plan);
}

void Planner::plan_server_crash(ServerId server) {
  plan_server_fault({.kind = PlanKind::server_crash,
                     .purpose = Purpose::server_crash,
                     .action = at_site(ActionKind::crash_server, model::index_of(server)),
                     .generation = servers_[model::index_of(server)].crashes},
                    entity_of(server), environment_.faults.server_crash_every);
}

void Planner::plan_server_clock_jump(ServerId server) {
  plan_server_fault({.kind = PlanKind::server_clock_jump,
                     .purpose = Purpose::server_clock_jump,
                     .action = at_site(ActionKind::jump_server_clock, model::index_of(server))},
                    entity_of(server), environment_.faults.server_clock_jump_every);
}

void Planner::plan_server_partition(RelayId relay) {
  plan_server_fault({.kind = PlanKind::server_partition,
                     .purpose = Purpose::server_partition,
                     .action = at_site(ActionKind::partition_servers, model::index_of(relay))},
                    entity_of(relay), environment_.faults.server_partition_every);
}

std::optional<Action> Planner::resolve_server_crash(const Plan& plan) {
  ServerPlans& server = servers_.at(plan.action.site);
  if (plan.generation != server.crashes) {
    ++void_plans_;
    return std::nullopt;
  }
  server.downtime = environment_.faults.server_downtime;
  return plan.action;
}

/// The clock of a server that is down misleads nobody.
std::optional<Action> Planner::resolve_server_clock_jump(const Plan& plan) {
  plan_server_clock_jump(model::server_at(plan.action.site));
  return is_down(model::server_at(plan.action.site)) ? std::nullopt : std::optional(plan.action);
}

std::optional<Action> Planner::resolve_server_partition(const Plan& plan, const model::World& world) {
  const RelayId relay = model::relay_at(plan.action.site);
  plan_server_partition(relay);
  if (!is_possible_now(plan.action, world)) return std::nullopt;
  const std::uint64_t bits = dice_.roll(entity_of(relay), Purpose::server_partition_end);
  relays_.at(plan.action.site).apart_until = now_ + draw_delay(environment_.faults.partition_lasts, bits);
  return plan.action;
}

// Downtime.

void Planner::on_server_crashed(ServerId id) {
  ServerPlans& server = servers_.at(model::index_of(id));
  server.down = true;
  server.up_at = now_ + server.downtime;
  ++server.crashes;  // makes a crash that is still planned void
  queue_.push(server.up_at,
              {.kind = PlanKind::server_restart, .action = at_site(ActionKind::crash_server, model::index_of(id))});
}

void Planner::on_server_restart(const Plan& plan, const model::World& world) {
  servers_.at(plan.action.site).down = false;
  plan_server_crash(model::server_at(plan.action.site));
  for (std::size_t i = 0; i < clients_.size(); ++i) attend(model::client_at(i), world);
  attend_relays(world);
}

/// Is this something that the client's server does, or that needs its answer, and is the server down?
bool Planner::lacks_server(model::ClientId client, ActionKind kind) const {
  const bool needs_server = kind == ActionKind::connect || kind == ActionKind::repeat_push ||
                            kind == ActionKind::register_number || kind == ActionKind::flush ||
                            kind == ActionKind::push_error_arrives || kind == ActionKind::time_out_session ||
                            kind == ActionKind::end_session;
  return needs_server && is_down(setup_.participant(client).home);
}

// Between servers.

void Planner::attend_relays(const model::World& world) {
  for (std::size_t i = 0; i < relays_.size(); ++i) {
    const RelayId id = model::relay_at(i);
    const model::Relay& relay = world.relays.at(i);
    RelayPlans& plans = relays_[i];
    if (plans.connected && !relay.connected) {
      ++plans.connection;  // makes every arrival planned on it void
      plans.under_way = {};
      plans.last_arrival = {};
    }
    plans.connected = relay.connected;
    if (relay.connected) {
      plan_arrivals(id, Direction::up, relay.up.size());
      plan_arrivals(id, Direction::down, relay.down.size());
    } else if (!plans.reconnecting && !has_end_down(id)) {
      plan_reconnection(id);
    }
  }
}

/// What is in flight leaves in the order in which it came, so that its number tells which has no plan yet.
void Planner::plan_arrivals(RelayId relay, Direction direction, std::size_t in_flight) {
  const auto index = static_cast<std::size_t>(direction);
  RelayPlans& plans = relays_[model::index_of(relay)];
  const Purpose purpose = direction == Direction::up ? Purpose::server_latency_up : Purpose::server_latency_down;
  for (; plans.under_way.at(index) < in_flight; ++plans.under_way.at(index)) {
    const Time delay = draw_delay(environment_.network.server_latency, dice_.roll(entity_of(relay), purpose));
    Time& last = plans.last_arrival.at(index);
    last = std::max(last, now_ + delay);
    Action action = at_site(ActionKind::deliver_relayed, model::index_of(relay));
    action.direction = direction;
    queue_.push(last, {.kind = PlanKind::relayed, .action = action, .generation = plans.connection});
  }
}

std::optional<Action> Planner::resolve_relayed(const Plan& plan) {
  RelayPlans& plans = relays_.at(plan.action.site);
  if (plan.generation != plans.connection) {
    ++void_plans_;
    return std::nullopt;
  }
  --plans.under_way.at(static_cast<std::size_t>(plan.action.direction));
  return plan.action;
}

bool Planner::has_end_down(RelayId relay) const {
  const auto [low, high] = model::ends_of(relay);
  return is_down(low) || is_down(high);
}

/// At the end of the partition; after a crash, servers take as long as clients do to connect again.
void Planner::plan_reconnection(RelayId relay) {
  RelayPlans& plans = relays_[model::index_of(relay)];
  Time at = plans.apart_until;
  if (at <= now_) {
    const std::uint64_t bits = dice_.roll(entity_of(relay), Purpose::server_reconnect);
    at = now_ + some_time(draw_delay(environment_.network.reconnect, bits));
  }
  plans.reconnecting = true;
  queue_.push(
      at, {.kind = PlanKind::reconnection, .action = at_site(ActionKind::reconnect_servers, model::index_of(relay))});
}

std::optional<Action> Planner::resolve_reconnection(const Plan& plan, const model::World& world) {
  relays_.at(plan.action.site).reconnecting = false;
  DOUBLECHECK_ASSERT(!world.relays.at(plan.action.site).connected);
  if (has_end_down(model::relay_at(plan.action.site))) return std::nullopt;  // planned again when it is back
  return plan.action;
}

}  // namespace doublecheck::sim
