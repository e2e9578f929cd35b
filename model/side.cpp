#include "model/side.hpp"

#include "model/assert.hpp"
#include "model/connection.hpp"
#include "model/directory.hpp"

namespace doublecheck::model {
namespace {

/// One event at one side, with the rules that each machine of it runs under.
struct Event {
  Side& side;
  const Setup& setup;
  ClientId self;
  Effects& effects;

  const Options& options() const { return setup.options; }
  ClientRules client_rules() const { return {setup, setup.options, setup.participant(self).platform}; }
  MailboxRules mailbox_rules() const { return {setup, setup.options, self}; }
};

void send_push(const Event& event) {
  Side& side = event.side;
  const bool lost =
      side.partitioned && event.setup.participant(event.self).platform.unreachable == UnreachableDevice::lost;
  if (side.mailbox.token == Token::outdated) {
    side.push_error_in_flight = true;
    event.effects.facts.push_back({.kind = FactKind::push_refused});
    return;
  }
  event.effects.facts.push_back({.kind = FactKind::push_sent});
  if (lost) {
    event.effects.facts.push_back({.kind = FactKind::push_lost});
  } else {
    side.push_in_flight = true;
  }
}

/// Puts the effects of one event on this side's links and push channel, and notes the facts.
/// `first`: the index of this event's first fact.
void settle(const Event& event, ActionKind cause, std::size_t first) {
  const auto& [side, setup, self, effects] = event;
  for (const Item& item : effects.up) put_up(side, setup, item, effects);
  for (const Item& item : effects.up_again) put_up_again(side, setup, item, effects);
  for (const Item& item : effects.down) put_down(side, setup, item, effects);
  for (const Item& item : effects.down_again) put_down_again(side, setup, item, effects);
  if (effects.push) send_push(event);
  for (std::size_t i = first; i < effects.facts.size(); ++i) {
    effects.facts[i].client = self;
    const Fact fact = effects.facts[i];  // a copy: observing may add facts
    observe(side.history, side.client, setup, self, cause, fact, effects.facts);
  }
}

void on_arrival_at_server(const Event& event, const Item& item) {
  auto& [side, setup, self, effects] = event;
  const Message& message = item.message;
  if (setup.options.session == SessionKind::resume) {
    if (!side.mailbox.session.exists) return;  // the server has given up the session, and this connection with it
    ++side.mailbox.session.received;
  }
  if (item.kind == ItemKind::body) {
    for (const ClientId device : devices_of(setup, message.to)) effects.post(device, PostKind::store_body, message);
  } else if (item.kind == ItemKind::delivery_ack) {
    on_delivery_ack(side.mailbox, event.mailbox_rules(), message, effects);
  } else if (item.kind == ItemKind::receipt_ack) {
    on_receipt_ack(side.mailbox, event.mailbox_rules(), message, effects);
  } else if (item.kind == ItemKind::failure_ack) {
    on_failure_ack(side.mailbox, event.mailbox_rules(), message, effects);
  } else if (item.kind == ItemKind::receipt_query) {
    effects.post(message.to, PostKind::receipt_query, message);
  } else {
    DOUBLECHECK_ASSERT(item.kind == ItemKind::contact_query);
    effects.post(message.to, PostKind::contact_query, message);
  }
}

/// Does the client's counter take note of this item? It always should.
bool counts(const Event& event, const Item& item) {
  const Session& session = event.side.client.session;
  if (!session.exists || session.resumed) return false;
  const bool skips = event.options().deviation == Deviation::resume_count_skips;
  return !(skips && item.kind == ItemKind::body && is_unprocessable(event.setup, item.message));
}

void on_arrival_at_client(const Event& event, const Item& item) {
  Client& client = event.side.client;
  Effects& effects = event.effects;
  if (counts(event, item)) ++client.session.received;
  if (item.kind == ItemKind::body) {
    on_body(client, event.client_rules(), item.message, effects);
  } else if (item.kind == ItemKind::server_ack) {
    on_server_ack(client, event.client_rules(), item.message, effects);
  } else if (item.kind == ItemKind::receipt) {
    on_receipt(client, event.client_rules(), item.message, effects);
  } else if (item.kind == ItemKind::bounce) {
    on_bounce(client, item.message, effects);
  } else if (item.kind == ItemKind::unknown_number) {
    on_unknown_number(client, item.message, effects);
  } else if (item.kind == ItemKind::failure) {
    on_failure(client, item.message, effects);
  } else {
    DOUBLECHECK_ASSERT(item.kind == ItemKind::contact_match);
    on_contact_match(client, item.message, effects);
  }
}

/// Takes the item off its link. The ones before it are overtaken.
Item take(Link& link, const Setup& setup, std::size_t position) {
  DOUBLECHECK_ASSERT(position < link.in_flight.size());
  if (setup.overtaken_max != kOvertakenFreely) {
    for (std::size_t i = 0; i < position; ++i) ++link.in_flight[i].overtaken;
  }
  const auto place = link.in_flight.begin() + static_cast<std::ptrdiff_t>(position);
  const Item item = *place;
  link.in_flight.erase(place);
  return item;
}

void on_arrival(const Event& event, Link& link, const Action& action) {
  const Item item = take(link, event.setup, action.position);
  event.effects.facts.push_back({.kind = FactKind::arrived, .direction = action.direction, .item = item});
  if (is_control(item.kind)) return on_control(event.side, event.setup, event.self, item, event.effects);
  if (action.direction == Direction::up) return on_arrival_at_server(event, item);
  on_arrival_at_client(event, item);
}

void on_retransmit(const Event& event, const Action& action) {
  Side& side = event.side;
  const std::size_t position = action.position;
  const auto& bodies = side.mailbox.bodies;
  const auto& receipts = side.mailbox.receipts;
  if (action.direction == Direction::up) {
    const Message message = side.client.outbox.at(position);
    on_retransmission_timer(side.client, event.client_rules(), message, event.effects);
  } else if (position < bodies.size()) {
    on_body_timer(side.mailbox, event.mailbox_rules(), Message(bodies[position]), event.effects);
  } else if (position < bodies.size() + receipts.size()) {
    on_receipt_timer(side.mailbox, Message(receipts[position - bodies.size()]), event.effects);
  } else {
    const std::size_t behind = position - bodies.size() - receipts.size();
    on_failure_timer(side.mailbox, Message(side.mailbox.failures.at(behind)), event.effects);
  }
}

void on_give_up(const Event& event, const Action& action) {
  Side& side = event.side;
  if (action.direction == Direction::up) {
    on_deadline(side.client, Message(side.client.outbox.at(action.position)), event.effects);
  } else {
    const Message message = side.mailbox.receipts.at(action.position);
    on_receipt_deadline(side.mailbox, event.mailbox_rules(), message, event.effects);
  }
}

void on_push_arrival(const Event& event) {
  event.side.push_in_flight = false;
  on_push(event.side.client, event.client_rules(), event.effects);
  if (event.options().deviation != Deviation::two_checks_on_push) return;
  for (const Message& message : event.side.mailbox.bodies) {
    event.effects.post(message.from, PostKind::delivered, message);
  }
}

/// Both ends notice, unless the connection was dead already.
void end_connection(const Event& event) {
  const bool was_alive = is_alive(event.side);
  close_connection(event.side, event.effects);
  if (was_alive) on_connection_ended(event.side.mailbox, event.mailbox_rules(), event.effects);
}

void on_end_of_app(const Event& event, ActionKind kind) {
  Side& side = event.side;
  if (kind == ActionKind::crash_client) event.effects.facts.push_back({.kind = FactKind::client_crashed});
  end_connection(event);
  if (kind == ActionKind::crash_client) {
    on_crash(side.client, event.client_rules(), event.effects);
  } else if (kind == ActionKind::reinstall) {
    on_reinstall(side.client, event.effects);
  } else {
    const bool by_user = kind == ActionKind::kill_by_user;
    on_terminate(side.client, event.client_rules(),
                 by_user ? AppState::terminated_by_user : AppState::terminated_by_system, event.effects);
  }
}

/// A push on its way is for the old token.
void on_token_change(const Event& event) {
  Side& side = event.side;
  event.effects.facts.push_back({.kind = FactKind::token_changed});
  if (side.push_in_flight) side.push_error_in_flight = true;
  side.push_in_flight = false;
  const bool tells_at_once = is_alive(side) && is_online(side.mailbox);
  if (!tells_at_once && side.mailbox.token == Token::current) side.mailbox.token = Token::outdated;
}

void on_partition(const Event& event) {
  Side& side = event.side;
  event.effects.facts.push_back({.kind = FactKind::partitioned});
  if (is_alive(side)) on_cut(side, event.effects);
  side.partitioned = true;
  if (!side.push_in_flight || event.client_rules().platform.unreachable == UnreachableDevice::kept) return;
  side.push_in_flight = false;
  event.effects.facts.push_back({.kind = FactKind::push_lost});
}

void on_loss(const Event& event, Link& link, const Action& action) {
  const Item item = take(link, event.setup, action.position);
  event.effects.facts.push_back({.kind = FactKind::lost, .direction = action.direction, .item = item});
}

void on_duplication(const Event& event, Link& link, const Action& action) {
  const Item copy = link.in_flight.at(action.position);
  // Where the link bounds how long an item may take, the bound is the copy's too: it stays beside the original.
  const bool bounded = event.setup.overtaken_max != kOvertakenFreely;
  const auto place = link.in_flight.begin() + action.position + 1;
  link.in_flight.insert(bounded ? place : link.in_flight.end(), copy);
  event.effects.facts.push_back({.kind = FactKind::duplicated, .direction = action.direction, .item = copy});
}

void on_crash_of_server(const Event& event) {
  Side& side = event.side;
  const bool was_alive = is_alive(side);
  if (was_alive) close_connection(side, event.effects);
  side.dead_sessions = 0;
  on_server_crash(side.mailbox, event.mailbox_rules(), event.effects);
  if (was_alive) on_connection_ended(side.mailbox, event.mailbox_rules(), event.effects);
}

/// Every deadline of the client's that runs is over.
void on_client_clock_jump(const Event& event) {
  Side& side = event.side;
  event.effects.facts.push_back({.kind = FactKind::clock_jumped});
  if (side.severed) on_connection_timeout(side, event.effects);
  if (event.options().client_resend != ClientResend::deadline) return;
  const Sequence<Message> outbox = side.client.outbox;  // a copy: giving up takes messages out
  for (const Message& message : outbox) on_deadline(side.client, message, event.effects);
}

/// Every deadline of the mailbox that runs is over, and a session that is alive looks as if it were not.
void on_server_clock_jump(const Event& event) {
  Side& side = event.side;
  event.effects.facts.push_back({.kind = FactKind::clock_jumped});
  if (event.options().stale_session != StaleSession::none && is_online(side.mailbox)) {
    if (is_alive(side)) close_connection(side, event.effects);
    on_session_timeout(side, event.setup, event.self, event.effects);
  } else if (side.mailbox.session.exists && !is_online(side.mailbox)) {
    on_session_ended(side.mailbox, event.mailbox_rules(), event.effects);
  }
  if (event.options().message_ttl == MessageTtl::ttl) {
    const Sequence<Message> bodies = side.mailbox.bodies;  // a copy: expiry drops
    for (const Message& message : bodies) on_expiry(side.mailbox, event.mailbox_rules(), message, event.effects);
  }
  if (event.options().server_dedupe.argument > 0) {
    const Sequence<Message> tombstones = side.mailbox.tombstones;
    for (const Message& message : tombstones) {
      on_tombstone_expiry(side.mailbox, event.mailbox_rules(), message, event.effects);
    }
  }
}

void on_suspension(const Event& event) {
  end_connection(event);
  on_suspend(event.side.client, event.effects);
}

void on_losing_number(const Event& event) {
  if (!event.side.client.registered) return;
  if (event.side.client.connected) close_connection(event.side, event.effects);
  event.side.mailbox.sessions = 0;
  event.side.dead_sessions = 0;
  on_number_lost(event.side.client, event.effects);
  on_number_lost(event.side.mailbox, event.mailbox_rules(), event.effects);
}

void dispatch(const Event& event, const Action& action) {
  auto& [side, setup, self, effects] = event;
  Link& link = action.direction == Direction::up ? side.up : side.down;
  switch (action.kind) {
    case ActionKind::compose:
      return on_compose(side.client, event.client_rules(), next_message(side, setup, self).value(), effects);
    case ActionKind::open_app:
      return on_open(side.client, effects);
    case ActionKind::leave_app:
      return on_leave(side.client, effects);
    case ActionKind::sync_contacts:
      return on_sync_contacts(side.client, setup, self, effects);
    case ActionKind::register_number:
      return on_register(side.client, setup, self, effects);
    case ActionKind::suspend:
    case ActionKind::suspend_early:
      return on_suspension(event);
    case ActionKind::connect:
      return on_connect(side, setup, self, effects);
    case ActionKind::deliver:
      return on_arrival(event, link, action);
    case ActionKind::retransmit:
      return on_retransmit(event, action);
    case ActionKind::persist:
      return on_persist(side.client, event.client_rules(), effects);
    case ActionKind::flush:
      return on_flush(side.mailbox, effects);
    case ActionKind::repeat_push:
      return on_push_timer(side.mailbox, event.mailbox_rules(), effects);
    case ActionKind::push_arrives:
      return on_push_arrival(event);
    case ActionKind::push_error_arrives:
      side.push_error_in_flight = false;
      return on_push_error(side.mailbox, setup.options, effects);
    case ActionKind::time_out_connection:
      return on_connection_timeout(side, effects);
    case ActionKind::time_out_session:
    case ActionKind::end_session:
      return on_session_timeout(side, setup, self, effects);
    case ActionKind::give_up:
      return on_give_up(event, action);
    case ActionKind::expire:
      return on_expiry(side.mailbox, event.mailbox_rules(), Message(side.mailbox.bodies.at(action.position)), effects);
    case ActionKind::forget:
      return on_tombstone_expiry(side.mailbox, event.mailbox_rules(),
                                 Message(side.mailbox.tombstones.at(action.position)), effects);
    case ActionKind::break_connection:
      return end_connection(event);
    case ActionKind::cut_connection:
      return on_cut(side, effects);
    case ActionKind::partition:
      return on_partition(event);
    case ActionKind::heal:
      side.partitioned = false;
      effects.facts.push_back({.kind = FactKind::healed});
      return;
    case ActionKind::lose:
      return on_loss(event, link, action);
    case ActionKind::duplicate:
      return on_duplication(event, link, action);
    case ActionKind::lose_push:
      side.push_in_flight = false;
      effects.facts.push_back({.kind = FactKind::push_lost});
      return;
    case ActionKind::throttle_push:
      side.push_in_flight = false;
      effects.facts.push_back({.kind = FactKind::push_throttled});
      return;
    case ActionKind::change_token:
      return on_token_change(event);
    case ActionKind::reinstall:
      on_end_of_app(event, action.kind);
      return on_token_change(event);
    case ActionKind::kill_by_system:
    case ActionKind::kill_by_user:
    case ActionKind::crash_client:
      return on_end_of_app(event, action.kind);
    case ActionKind::crash_server:
      return on_crash_of_server(event);
    case ActionKind::jump_client_clock:
      return on_client_clock_jump(event);
    case ActionKind::jump_server_clock:
      return on_server_clock_jump(event);
    case ActionKind::deliver_relayed:
    case ActionKind::partition_servers:
    case ActionKind::reconnect_servers:
      break;
  }
  throw AssertionFailure("this is no action of a side");
}

/// The sender's own server keeps the body until the recipient's has it.
void note_custody_for_other_server(const Event& event, const Message& message) {
  Fact custody{.kind = FactKind::relay_stored, .item = {.kind = ItemKind::body, .message = message}};
  custody.durably = event.options().server_durability != ServerDurability::memory;
  event.effects.facts.push_back(custody);
}

void take_in(const Event& event, const Post& post) {
  auto& [side, setup, self, effects] = event;
  switch (post.kind) {
    case PostKind::store_body: {
      const bool in_handover = side.client.connected && side.client.session.resuming && side.mailbox.session.exists;
      return on_store_body(side.mailbox, event.mailbox_rules(),
                           {post.message, post.relayed, side.client.registered, in_handover}, effects);
    }
    case PostKind::accepted:
      if (post.relayed) note_custody_for_other_server(event, post.message);
      return effects.transmit_down(ItemKind::server_ack, post.message);
    case PostKind::refused:
      return effects.transmit_down(ItemKind::bounce, post.message);
    case PostKind::unknown_number:
      return effects.transmit_down(ItemKind::unknown_number, post.message);
    case PostKind::delivered:
      return on_delivered(side.mailbox, event.mailbox_rules(), post.message, effects);
    case PostKind::failed:
      return on_failed(side.mailbox, event.mailbox_rules(), post.message, effects);
    case PostKind::receipt_query:
      return on_receipt_query(side.mailbox, post.message, effects);
    case PostKind::contact_query:
      return on_contact_query(side.client, post.message, effects);
    case PostKind::contact_match:
      return effects.transmit_down(ItemKind::contact_match, post.message);
    case PostKind::number_taken:
      return on_losing_number(event);
    case PostKind::released_elsewhere:
      return on_released_elsewhere(side.mailbox, event.mailbox_rules(), post.message, effects);
  }
}

}  // namespace

Side initial_side(const Setup& setup, ClientId self) {
  const Participant& participant = setup.participant(self);
  DOUBLECHECK_ASSERT(!participant.connected ||
                     (participant.registered && may_run(participant.platform, participant.app)));
  Side side;
  side.client.app = participant.app;
  side.client.connected = participant.connected;
  side.client.registered = participant.registered;
  side.client.matched = matched_at_start(setup, self);
  side.mailbox.sessions = participant.connected ? 1 : 0;
  if (participant.connected && setup.options.session == SessionKind::resume) {
    side.client.session = begun(0);
    side.mailbox.session = begun(0);
  }
  return side;
}

bool is_alive(const Side& side) { return side.client.connected && !side.severed; }

void on_action(Side& side, const Setup& setup, ClientId self, const Action& action, Effects& effects) {
  const std::size_t first = effects.facts.size();
  const Event event{side, setup, self, effects};
  dispatch(event, action);
  settle(event, action.kind, first);
}

void on_post(Side& side, const Setup& setup, ClientId self, ActionKind cause, const Post& post, Effects& effects) {
  const std::size_t first = effects.facts.size();
  const Event event{side, setup, self, effects};
  take_in(event, post);
  settle(event, cause, first);
}

}  // namespace doublecheck::model
