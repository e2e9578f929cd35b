#include "model/side.hpp"

#include "model/assert.hpp"

namespace doublecheck::model {
namespace {

void put_on_link(Side& side, const Setup& setup, Direction direction, const Item& item, Effects& effects) {
  Link& link = direction == Direction::up ? side.up : side.down;
  if (!side.client.connected) {
    effects.facts.push_back({.kind = FactKind::lost, .direction = direction, .item = item});
    return;
  }
  if (setup.discipline == Discipline::datagram && count(link.in_flight, item) >= setup.copies_max) return;
  link.in_flight.push_back(item);
  effects.facts.push_back({.kind = FactKind::transmitted, .direction = direction, .item = item});
}

/// Puts the effects of one event on this side's links and push channel, and notes the facts.
/// `first`: the index of this event's first fact.
void settle(Side& side, const Setup& setup, ClientId self, ActionKind cause, std::size_t first, Effects& effects) {
  for (const Item& item : effects.up) put_on_link(side, setup, Direction::up, item, effects);
  for (const Item& item : effects.down) put_on_link(side, setup, Direction::down, item, effects);
  if (effects.push) {
    side.push_in_flight = true;
    effects.facts.push_back({.kind = FactKind::push_sent});
  }
  for (std::size_t i = first; i < effects.facts.size(); ++i) {
    effects.facts[i].client = self;
    const Fact fact = effects.facts[i];  // a copy: observing may add facts
    observe(side.history, side.client, setup, self, cause, fact, effects.facts);
  }
}

void drop_connection(Side& side, Effects& effects) {
  if (!side.client.connected) return;
  for (const auto& [link, direction] : {std::pair{&side.up, Direction::up}, std::pair{&side.down, Direction::down}}) {
    for (const Item& item : link->in_flight) {
      effects.facts.push_back({.kind = FactKind::lost, .direction = direction, .item = item});
    }
    link->in_flight.clear();
  }
  side.client.connected = false;
  effects.facts.push_back({.kind = FactKind::disconnected});
}

void on_arrival(Side& side, const ClientRules& rules, const Item& item, Direction direction, Effects& effects) {
  effects.facts.push_back({.kind = FactKind::arrived, .direction = direction, .item = item});
  const Message& message = item.message;
  switch (item.kind) {
    case ItemKind::body:
      if (direction == Direction::up) {
        effects.post(message.to, PostKind::store_body, message);
      } else {
        on_body(side.client, rules, message, effects);
      }
      return;
    case ItemKind::server_ack:
      on_server_ack(side.client, rules, message, effects);
      return;
    case ItemKind::delivery_ack:
      on_delivery_ack(side.mailbox, rules.options, message, effects);
      return;
    case ItemKind::receipt:
      on_receipt(side.client, rules, message, effects);
      return;
    case ItemKind::receipt_ack:
      on_receipt_ack(side.mailbox, message, effects);
      return;
  }
}

Item take(Link& link, std::size_t position) {
  DOUBLECHECK_ASSERT(position < link.in_flight.size());
  const auto place = link.in_flight.begin() + static_cast<std::ptrdiff_t>(position);
  const Item item = *place;
  link.in_flight.erase(place);
  return item;
}

void on_retransmit(Side& side, const Options& options, const Action& action, Effects& effects) {
  const std::size_t position = action.position;
  const auto& bodies = side.mailbox.bodies;
  if (action.direction == Direction::up) {
    on_retransmission_timer(side.client, side.client.outbox.at(position), effects);
  } else if (position < bodies.size()) {
    on_body_timer(side.mailbox, options, Message(bodies[position]), effects);
  } else {
    on_receipt_timer(side.mailbox, Message(side.mailbox.receipts.at(position - bodies.size())), effects);
  }
}

void on_connect(Side& side, const Options& options, Effects& effects) {
  effects.facts.push_back({.kind = FactKind::connected});
  on_connected(side.client, effects);
  on_user_connected(side.mailbox, options, effects);
}

void on_suspension(Side& side, Effects& effects) {
  drop_connection(side, effects);
  on_suspend(side.client, effects);
}

void on_kill(Side& side, const ClientRules& rules, AppState terminated, Effects& effects) {
  drop_connection(side, effects);
  on_terminate(side.client, rules, terminated, effects);
}

void on_client_crash(Side& side, const ClientRules& rules, Effects& effects) {
  effects.facts.push_back({.kind = FactKind::client_crashed});
  drop_connection(side, effects);
  on_crash(side.client, rules, effects);
}

void on_loss(Link& link, const Action& action, Effects& effects) {
  effects.facts.push_back({.kind = FactKind::lost, .direction = action.direction, .item = take(link, action.position)});
}

void on_duplication(Link& link, const Action& action, Effects& effects) {
  link.in_flight.push_back(Item(link.in_flight.at(action.position)));
  effects.facts.push_back({.kind = FactKind::duplicated, .direction = action.direction, .item = link.in_flight.back()});
}

void dispatch(Side& side, const Setup& setup, ClientId self, const Action& action, Effects& effects) {
  const ClientRules rules{setup.options, setup.participant(self).platform};
  Link& link = action.direction == Direction::up ? side.up : side.down;
  switch (action.kind) {
    case ActionKind::compose:
      return on_compose(side.client, rules, next_message(side, setup, self).value(), effects);
    case ActionKind::open_app:
      return on_open(side.client, effects);
    case ActionKind::leave_app:
      return on_leave(side.client, effects);
    case ActionKind::suspend:
    case ActionKind::suspend_early:
      return on_suspension(side, effects);
    case ActionKind::connect:
      return on_connect(side, setup.options, effects);
    case ActionKind::deliver:
      return on_arrival(side, rules, take(link, action.position), action.direction, effects);
    case ActionKind::retransmit:
      return on_retransmit(side, setup.options, action, effects);
    case ActionKind::repeat_push:
      return on_push_timer(side.mailbox, setup.options, effects);
    case ActionKind::push_arrives:
      side.push_in_flight = false;
      return on_push(side.client, rules, effects);
    case ActionKind::lose_push:
      side.push_in_flight = false;
      effects.facts.push_back({.kind = FactKind::push_lost});
      return;
    case ActionKind::break_connection:
      return drop_connection(side, effects);
    case ActionKind::lose:
      return on_loss(link, action, effects);
    case ActionKind::duplicate:
      return on_duplication(link, action, effects);
    case ActionKind::kill_by_system:
      return on_kill(side, rules, AppState::terminated_by_system, effects);
    case ActionKind::kill_by_user:
      return on_kill(side, rules, AppState::terminated_by_user, effects);
    case ActionKind::crash_client:
      return on_client_crash(side, rules, effects);
    case ActionKind::crash_server:
      drop_connection(side, effects);
      return on_server_crash(side.mailbox, setup.options, effects);
  }
}

}  // namespace

Side initial_side(const Setup& setup, ClientId self) {
  const Participant& participant = setup.participant(self);
  DOUBLECHECK_ASSERT(!participant.connected || may_run(participant.platform, participant.app));
  Side side;
  side.client.app = participant.app;
  side.client.connected = participant.connected;
  return side;
}

void on_action(Side& side, const Setup& setup, ClientId self, const Action& action, Effects& effects) {
  const std::size_t first = effects.facts.size();
  dispatch(side, setup, self, action, effects);
  settle(side, setup, self, action.kind, first, effects);
}

void on_post(Side& side, const Setup& setup, ClientId self, ActionKind cause, const Post& post, Effects& effects) {
  const std::size_t first = effects.facts.size();
  const bool connected = side.client.connected;
  switch (post.kind) {
    case PostKind::store_body:
      on_store_body(side.mailbox, setup.options, connected, post.message, effects);
      break;
    case PostKind::accepted:
      effects.transmit_down(ItemKind::server_ack, post.message);
      break;
    case PostKind::delivered:
      on_delivered(side.mailbox, setup.options, connected, post.message, effects);
      break;
  }
  settle(side, setup, self, cause, first, effects);
}

}  // namespace doublecheck::model
