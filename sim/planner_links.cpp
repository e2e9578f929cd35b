// What the planner knows of links: flights, their loss and copies, and the timers of what is not acknowledged.

#include "model/assert.hpp"
#include "sim/distributions.hpp"
#include "sim/planner.hpp"

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

std::size_t index_of(Direction direction) { return static_cast<std::size_t>(direction); }

const model::Link& link_of(const model::Side& side, Direction direction) {
  return direction == Direction::up ? side.up : side.down;
}

/// However often each was overtaken.
bool is_same(const Item& one, const Item& other) {
  return one.kind == other.kind && one.message == other.message && one.count == other.count;
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
  for (const auto& message : side.mailbox.failures)
    visit(Direction::down, Item{ItemKind::failure, message}, position++);
}

/// The unacknowledged item that was transmitted: an outbox knows its messages by the ids they were composed with.
Item unacknowledged(Direction direction, Item item) {
  if (direction == Direction::up) item.message = model::original(item.message);
  return item;
}

Action at_position(Action action, std::size_t position) {
  action.position = static_cast<std::uint16_t>(position);
  DOUBLECHECK_ASSERT(action.position == position);
  return action;
}

}  // namespace

std::optional<Action> Planner::resolve_flight(const Plan& plan, const model::World& world) {
  const Action& action = plan.action;
  if (plan.generation != clients_.at(model::index_of(action.client)).connection) {
    ++void_plans_;
    return std::nullopt;
  }
  const auto& items = link_of(world.side(action.client), action.direction).in_flight;
  const auto place = std::ranges::find_if(items, [&](const Item& item) { return is_same(item, plan.item); });
  DOUBLECHECK_ASSERT(place != items.end());
  DOUBLECHECK_ASSERT(setup_.discipline == model::Discipline::datagram || place == items.begin());
  const Action found = at_position(action, static_cast<std::size_t>(place - items.begin()));
  const bool bounded = setup_.overtaken_max != model::kOvertakenFreely;
  if (bounded && action.kind == ActionKind::deliver && !is_possible(found, world)) {
    clients_.at(model::index_of(action.client)).held.at(index_of(action.direction)).push_back(plan);
    return std::nullopt;
  }
  return found;
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
  expired_ = {timer->first, timer->second.generation};
  return action;
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
    on_connection_ended(fact.client);
    ClientPlans& plans = clients_.at(model::index_of(fact.client));
    plans.timers.clear();
    plans.lost_connection = true;
  } else if (fact.kind == FactKind::connection_cut) {
    on_connection_ended(fact.client);
  } else if (fact.kind == FactKind::connection_refused) {
    clients_.at(model::index_of(fact.client)).lost_connection = true;
  }
  plan_deadline(fact);
}

void Planner::on_transmitted(const Fact& fact) {
  if (setup_.discipline == model::Discipline::datagram) {
    const auto& timers = clients_.at(model::index_of(fact.client)).timers;
    const Item item = unacknowledged(fact.direction, fact.item);
    if (timers.contains({fact.direction, item})) restart_timer(fact.client, fact.direction, item);
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

/// Whatever was on its way is lost.
void Planner::on_connection_ended(ClientId client) {
  ClientPlans& plans = clients_.at(model::index_of(client));
  ++plans.connection;  // makes every flight planned on it void
  plans.last_arrival = {};
  plans.held = {};
}

/// What was held up by an item that has gone may go now.
void Planner::release_held(const Action& action) {
  if (action.kind != ActionKind::deliver && action.kind != ActionKind::lose) return;
  auto& held = clients_.at(model::index_of(action.client)).held.at(index_of(action.direction));
  for (const Plan& plan : held) queue_.push(now_, plan);
  held.clear();
}

/// A timer that ran out and sent nothing, because the connection is dead or the queue is blocked, runs again.
void Planner::restart_expired(const Action& action) {
  if (!expired_) return;
  const auto [key, generation] = *expired_;
  expired_.reset();
  const auto& timers = clients_.at(model::index_of(action.client)).timers;
  const auto timer = timers.find(key);
  if (timer != timers.end() && timer->second.generation == generation)
    restart_timer(action.client, key.first, key.second);
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

}  // namespace doublecheck::sim
