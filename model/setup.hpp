/// The setup: everything about one instance of the protocol that does not change while it runs.
#pragma once

#include "model/budgets.hpp"
#include "model/message.hpp"
#include "model/options.hpp"
#include "model/platform.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace doublecheck::model {

/// One user with one device.
struct Participant {
  std::string name;    // as in the scenario file, lower case
  std::string number;  // the phone number, which is the only address (R1)
  Platform platform;
  std::vector<std::string> contacts;    // phone numbers in the address book
  bool registered = true;               // is `number` in the server's directory?
  AppState app = AppState::foreground;  // at the start
  bool connected = true;                // at the start; REQUIRES: may_run(platform, app) if true
};

struct Setup {
  std::vector<Participant> participants;  // by ClientId
  std::vector<Message> workload;          // all messages to be composed; those of one sender in order, numbered from 0
  Options options;
  Discipline discipline = Discipline::connection;
  std::size_t copies_max =
      1;            // datagram only: more than so many equal items do not fit on one link; network copies excepted
  Budgets budgets;  // at the start
  bool re_store_declared = false;  // RETENTION accepts a body that comes back after its drop

  const Participant& participant(ClientId client) const { return participants[index_of(client)]; }
};

/// R1: a user is reached by phone number only: `from` can send to `to` exactly when its address book has the number of
/// `to` and the directory knows it.
bool may_send(const Setup& setup, ClientId from, ClientId to);

/// The messages that this client composes, in order.
std::vector<Message> workload_of(const Setup& setup, ClientId client);

/// What people call the message: "m1" for the first of the workload. A message outside it is called by its sender and
/// number.
std::string name_of(const Setup& setup, const Message& message);

}  // namespace doublecheck::model
