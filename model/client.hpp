/// The client: one user's app, its durable store and what it does on each event.
#pragma once

#include "model/effects.hpp"
#include "model/setup.hpp"

namespace doublecheck::model {

/// A message that this client composed, as its user sees it.
struct Sent {
  Message message;
  Mark mark = Mark::clock;

  bool operator==(const Sent&) const = default;
};

/// What survives the death of the app is decided in one place, `lose_memory`.
struct Client {
  AppState app = AppState::foreground;
  bool connected = false;            // REQUIRES: only where may_run(platform, app)
  bool notified = false;             // a notification waits on the screen
  Sequence<Sent> sent;               // in order of composition; stays after delivery
  Sequence<Message> outbox;          // not yet acknowledged by the server, in order of composition
  Sequence<Message> early_receipts;  // receipts that wait for the server's ack; sorted
  Sequence<Message> received;        // the message store, in order of arrival; a message stands twice if shown twice

  bool operator==(const Client&) const = default;
};

/// The rules that one client runs under.
struct ClientRules {
  const Options& options;
  const Platform& platform;
};

/// The mark beside a message: `Mark::none` if this client has not composed it.
Mark mark_of(const Client& client, const Message& message);

void on_compose(Client& client, const ClientRules& rules, const Message& message, Effects& effects);
void on_connected(Client& client, Effects& effects);
void on_retransmission_timer(Client& client, const Message& message, Effects& effects);
void on_server_ack(Client& client, const ClientRules& rules, const Message& message, Effects& effects);
void on_receipt(Client& client, const ClientRules& rules, const Message& message, Effects& effects);
void on_body(Client& client, const ClientRules& rules, const Message& message, Effects& effects);
void on_push(Client& client, const ClientRules& rules, Effects& effects);
void on_open(Client& client, Effects& effects);
void on_leave(Client& client, Effects& effects);
void on_suspend(Client& client, Effects& effects);
/// The app stops running, for one of the two reasons for which an app is terminated.
void on_terminate(Client& client, const ClientRules& rules, AppState terminated, Effects& effects);
/// The device stops and starts again: its notifications are gone too.
void on_crash(Client& client, const ClientRules& rules, Effects& effects);

}  // namespace doublecheck::model
