#include "model/connection.hpp"

#include "model/assert.hpp"

#include <algorithm>

namespace doublecheck::model {
namespace {

/// Copies of the same item in flight, however often each was overtaken.
std::size_t copies_of(const Link& link, const Item& item) {
  return static_cast<std::size_t>(std::ranges::count_if(
      link.in_flight, [&](const Item& other) { return other.kind == item.kind && other.message == item.message; }));
}

void put(Link& link, const Setup& setup, Direction direction, const Item& item, Effects& effects) {
  if (setup.discipline == Discipline::datagram && copies_of(link, item) >= setup.copies_max) return;
  link.in_flight.push_back(item);
  effects.facts.push_back({.kind = FactKind::transmitted, .direction = direction, .item = item});
}

void lose(Direction direction, const Item& item, Effects& effects) {
  effects.facts.push_back({.kind = FactKind::lost, .direction = direction, .item = item});
}

void lose_in_flight(Side& side, Effects& effects) {
  for (const auto& [link, direction] : {std::pair{&side.up, Direction::up}, std::pair{&side.down, Direction::down}}) {
    for (const Item& item : link->in_flight) lose(direction, item, effects);
    link->in_flight.clear();
  }
}

/// The server has a new connection of this device, and says which it keeps.
void bind(Side& side, const Setup& setup, Effects& effects) {
  Mailbox& mailbox = side.mailbox;
  const bool keeps_old = setup.options.second_connection == SecondConnection::both ||
                         setup.options.deviation == Deviation::several_sessions;
  if (keeps_old && mailbox.sessions > 0) {
    mailbox.sessions = 2;  // the new one lives
    side.dead_sessions = std::min<std::uint8_t>(side.dead_sessions, 1);
  } else {
    mailbox.sessions = 1;
    side.dead_sessions = 0;
  }
  if (mailbox.token == Token::current) return;
  mailbox.token = Token::current;
  effects.facts.push_back({.kind = FactKind::token_registered});
}

bool refuses(const Side& side, const Setup& setup) {
  const bool minds = setup.options.second_connection == SecondConnection::rejected ||
                     setup.options.deviation == Deviation::newer_session_closed;
  return minds && is_online(side.mailbox);
}

void on_start(Side& side, const Setup& setup, ClientId self, std::uint8_t generation, Effects& effects) {
  const MailboxRules rules{setup, setup.options, self};
  bind(side, setup, effects);
  if (side.mailbox.session.exists) on_session_ended(side.mailbox, rules, effects);
  side.mailbox.session = begun(generation);
  effects.down.push_back({.kind = ItemKind::started, .message = {}, .generation = generation});
  on_user_connected(side.mailbox, rules, effects);
}

/// Takes out of the window what expired or was displaced while the session waited. A server that drops what it sends
/// has it nowhere else.
void forget_dropped(Mailbox& mailbox, const Options& options) {
  if (options.server_drop == ServerDrop::on_send || options.server_drop == ServerDrop::on_push) return;
  erase_where(mailbox.session.window,
              [&](const Item& sent) { return sent.kind == ItemKind::body && !contains(mailbox.bodies, sent.message); });
}

void on_resume(Side& side, const Setup& setup, ClientId self, const Item& item, Effects& effects) {
  Session& session = side.mailbox.session;
  if (!session.exists || session.generation != item.generation) {
    const auto other = static_cast<std::uint8_t>(1 - item.generation);
    return on_start(side, setup, self, other, effects);
  }
  bind(side, setup, effects);
  const Sequence<Item> confirmed = confirm(session, item.count);
  on_confirmed(side.mailbox, {setup, setup.options, self}, confirmed, effects);
  forget_dropped(side.mailbox, setup.options);
  session.resumed = setup.options.deviation == Deviation::old_timer_ends_session;
  effects.down.push_back({.kind = ItemKind::resumed, .message = {}, .count = session.received});
  effects.facts.push_back({.kind = FactKind::session_resumed});
  if (setup.options.deviation == Deviation::waits_for_old_ack) return;
  effects.down_again = session.window;
  if (setup.options.deviation != Deviation::resumption_duplicates) return;
  for (const Item& again : session.window) effects.down_again.push_back(again);
}

void on_started(Side& side, const Setup& setup, ClientId self, const Item& item, Effects& effects) {
  side.client.session = begun(item.generation);
  effects.facts.push_back({.kind = FactKind::session_started});
  on_session_started(side.client, {setup, setup.options, setup.participant(self).platform}, effects);
}

/// A body that a receipt has settled since is not sent again, nor one given up.
void on_resumed(Side& side, const Setup& setup, const Item& item, Effects& effects) {
  Session& session = side.client.session;
  confirm(session, item.count);
  erase_where(session.window, [&](const Item& sent) {
    return sent.kind == ItemKind::body && !contains(side.client.outbox, original(sent.message));
  });
  session.resuming = false;
  session.resumed = setup.options.deviation == Deviation::resume_count_frozen;
  effects.up_again = session.window;
}

}  // namespace

void put_up_again(Side& side, const Setup& setup, const Item& item, Effects& effects) {
  const Client& client = side.client;
  const bool remembered = client.session.exists && !is_control(item.kind);
  if (client.connected && client.session.resuming && !is_control(item.kind)) return;  // until the server answers
  if (is_alive(side)) return put(side.up, setup, Direction::up, item, effects);
  if (!remembered) lose(Direction::up, item, effects);
}

void put_up(Side& side, const Setup& setup, const Item& item, Effects& effects) {
  if (side.client.session.exists && !is_control(item.kind)) side.client.session.window.push_back(item);
  put_up_again(side, setup, item, effects);
}

void put_down_again(Side& side, const Setup& setup, const Item& item, Effects& effects) {
  const int living = side.mailbox.sessions - side.dead_sessions;
  const bool remembered = side.mailbox.session.exists && !is_control(item.kind);
  if (living == 0 || !is_alive(side)) {
    if (!remembered) lose(Direction::down, item, effects);
    return;
  }
  for (int i = 0; i < living; ++i) put(side.down, setup, Direction::down, item, effects);
}

void put_down(Side& side, const Setup& setup, const Item& item, Effects& effects) {
  if (side.mailbox.session.exists && !is_control(item.kind)) side.mailbox.session.window.push_back(item);
  put_down_again(side, setup, item, effects);
}

void on_connect(Side& side, const Setup& setup, ClientId self, Effects& effects) {
  if (refuses(side, setup)) {
    effects.facts.push_back({.kind = FactKind::connection_refused});
    return;
  }
  Client& client = side.client;
  client.connected = true;
  effects.facts.push_back({.kind = FactKind::connected});
  if (setup.options.session == SessionKind::fresh) {
    bind(side, setup, effects);
    on_session_started(client, {setup, setup.options, setup.participant(self).platform}, effects);
    on_user_connected(side.mailbox, {setup, setup.options, self}, effects);
    return;
  }
  client.session.resuming = true;
  if (!client.session.exists) {
    effects.up.push_back({.kind = ItemKind::start});
    return;
  }
  const bool too_high = setup.options.deviation == Deviation::resume_count_too_high;
  const auto count = static_cast<std::uint16_t>(client.session.received + (too_high ? 1 : 0));
  effects.up.push_back(
      {.kind = ItemKind::resume, .message = {}, .count = count, .generation = client.session.generation});
}

void on_control(Side& side, const Setup& setup, ClientId self, const Item& item, Effects& effects) {
  if (item.kind == ItemKind::start) return on_start(side, setup, self, 0, effects);
  if (item.kind == ItemKind::resume) return on_resume(side, setup, self, item, effects);
  if (item.kind == ItemKind::started) return on_started(side, setup, self, item, effects);
  DOUBLECHECK_ASSERT(item.kind == ItemKind::resumed);
  on_resumed(side, setup, item, effects);
}

void close_connection(Side& side, Effects& effects) {
  if (!side.client.connected) return;
  if (!side.severed) {
    lose_in_flight(side, effects);
    side.mailbox.sessions = side.dead_sessions;
  }
  side.client.connected = false;
  side.client.session.resuming = false;
  side.severed = false;
  effects.facts.push_back({.kind = FactKind::disconnected});
}

void on_cut(Side& side, Effects& effects) {
  DOUBLECHECK_ASSERT(is_alive(side));
  lose_in_flight(side, effects);
  side.severed = true;
  side.dead_sessions = side.mailbox.sessions;
  effects.facts.push_back({.kind = FactKind::connection_cut});
}

void on_connection_timeout(Side& side, Effects& effects) {
  DOUBLECHECK_ASSERT(side.severed);
  close_connection(side, effects);
}

void on_session_timeout(Side& side, const Setup& setup, ClientId self, Effects& effects) {
  const MailboxRules rules{setup, setup.options, self};
  const bool was_dead = side.dead_sessions > 0;
  const bool old_timer = side.mailbox.session.resumed;
  side.mailbox.sessions = old_timer ? 0 : static_cast<std::uint8_t>(side.mailbox.sessions - side.dead_sessions);
  side.dead_sessions = 0;
  if (is_online(side.mailbox)) {  // what is resumed belongs to the connection that lives
    effects.facts.push_back({.kind = FactKind::session_timed_out});
    return;
  }
  on_session_ended(side.mailbox, rules, effects);
  if (was_dead) on_found_offline(side.mailbox, rules, effects);
}

}  // namespace doublecheck::model
