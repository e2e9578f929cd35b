/// The client: one user's app, its durable store and what it does on each event.
#pragma once

#include "model/effects.hpp"
#include "model/session.hpp"
#include "model/setup.hpp"

namespace doublecheck::model {

/// A message that this client composed, as its user sees it.
struct Sent {
  Message message;
  Mark mark = Mark::clock;
  bool failed = false;        // the user has been told that it will not be delivered
  std::uint8_t attempts = 0;  // transmissions, as far as the options ask for their number

  bool operator==(const Sent&) const = default;
};

/// What survives the death of the app is decided in one place, `lose_memory`.
struct Client {
  AppState app = AppState::foreground;
  bool connected = false;            // as far as it knows. REQUIRES: only where may_run(platform, app)
  bool notified = false;             // a notification waits on the screen
  bool registered = true;            // the number is this user's
  std::uint16_t composed = 0;        // messages of the workload
  Sequence<ClientId> matched;        // contacts known to be registered; sorted
  Sequence<Sent> sent;               // in order of composition; stays after delivery
  Sequence<Message> outbox;          // not yet acknowledged by the server, in order of composition
  Sequence<Message> early_receipts;  // receipts that wait for the server's ack; sorted
  Sequence<Message> received;        // the message store, in order of arrival; a message stands twice if shown twice
  Sequence<Message> unsaved;         // acknowledged, and in memory only; in order of arrival
  Sequence<Message> unshown;         // stored, and to be acknowledged when the user has seen it; in order of arrival
  Sequence<Message> recent;          // the ids that a bounded dedupe remembers, oldest first
  Session session;                   // in memory

  bool operator==(const Client&) const = default;
};

/// The rules that one client runs under.
struct ClientRules {
  const Setup& setup;
  const Options& options;
  const Platform& platform;
};

/// The mark beside a message: `Mark::none` if this client has not composed it.
Mark mark_of(const Client& client, const Message& message);

/// Has its user been told that the message will not be delivered?
bool has_failed(const Client& client, const Message& message);

/// Can items go to the server: now, or when the session continues?
bool can_transmit(const Client& client);

/// May a timer send this message of the outbox again?
bool may_resend(const Client& client, const ClientRules& rules, const Message& message);

void on_compose(Client& client, const ClientRules& rules, const Message& message, Effects& effects);
/// A session begins: with the connection, or where sessions are resumed, when the server says so.
void on_session_started(Client& client, const ClientRules& rules, Effects& effects);
void on_retransmission_timer(Client& client, const ClientRules& rules, const Message& message, Effects& effects);
void on_server_ack(Client& client, const ClientRules& rules, const Message& message, Effects& effects);
void on_receipt(Client& client, const ClientRules& rules, const Message& message, Effects& effects);
void on_bounce(Client& client, const Message& message, Effects& effects);
void on_unknown_number(Client& client, const Message& message, Effects& effects);
/// A message failed that the server had taken in.
void on_failure(Client& client, const Message& message, Effects& effects);
void on_deadline(Client& client, const Message& message, Effects& effects);
void on_body(Client& client, const ClientRules& rules, const Message& message, Effects& effects);
void on_persist(Client& client, const ClientRules& rules, Effects& effects);
void on_push(Client& client, const ClientRules& rules, Effects& effects);
void on_open(Client& client, Effects& effects);
void on_leave(Client& client, Effects& effects);
void on_suspend(Client& client, Effects& effects);
/// The app stops running, for one of the two reasons for which an app is terminated.
void on_terminate(Client& client, const ClientRules& rules, AppState terminated, Effects& effects);
/// The device stops and starts again: its notifications are gone too.
void on_crash(Client& client, const ClientRules& rules, Effects& effects);
/// The app is removed and installed anew.
void on_reinstall(Client& client, Effects& effects);

}  // namespace doublecheck::model
