/// The setup: everything about one instance of the protocol that does not change while it runs.
#pragma once

#include "model/budgets.hpp"
#include "model/message.hpp"
#include "model/options.hpp"
#include "model/platform.hpp"

#include <optional>
#include <string>
#include <vector>

namespace doublecheck::model {

/// One device with its user.
struct Participant {
  std::string name;    // as in the scenario file, lower case
  std::string number;  // the phone number, which is the only address (R1); two may have it, one after the other
  Platform platform;
  std::vector<std::string> contacts;    // phone numbers in the address book
  bool registered = true;               // is `number` in the server's directory as this user's?
  bool contacts_matched = true;         // have the contacts been matched against the directory?
  bool opens_unprompted = true;         // does the user open the app without having been notified?
  AppState app = AppState::foreground;  // at the start
  bool connected = true;                // at the start; REQUIRES: registered and may_run(platform, app) if true
  std::optional<ClientId> device_of{};  // a further device of that participant, which is nobody's further device
  ServerId home{};                      // the server that keeps the mailbox; the same for all devices of a user
};

inline constexpr std::uint8_t kOvertakenFreely = 255;

struct Setup {
  std::vector<Participant> participants;          // by ClientId
  std::vector<std::string> servers = {"server"};  // names, by ServerId
  std::vector<Message> workload;       // all messages to be composed; those of one sender in order, numbered from 0
  std::vector<Message> unprocessable;  // of those, the ones that the recipient's app cannot make sense of
  Options options;
  Discipline discipline = Discipline::connection;
  std::size_t copies_max =
      1;  // datagram only: more than so many equal items do not fit on one link; network copies excepted
  std::uint8_t overtaken_max = kOvertakenFreely;  // datagram only: an item arrives before so many later ones have
  Budgets budgets;                                // at the start
  bool re_store_declared = false;                 // RETENTION accepts a body that comes back after its drop

  const Participant& participant(ClientId client) const { return participants[index_of(client)]; }
};

/// The first device of the user whose device this is.
ClientId user_of(const Setup& setup, ClientId client);

/// All devices of the user whose first device this is.
Sequence<ClientId> devices_of(const Setup& setup, ClientId user);

/// Is the number of `to` in the address book of `from`?
bool is_contact(const Setup& setup, ClientId from, ClientId to);

/// Could this client ever compose for that one: are there ways for the recipient to be matched?
bool could_send(const Setup& setup, ClientId from, ClientId to);

bool is_unprocessable(const Setup& setup, const Message& message);

/// Is one message of a pair under way at a time? Over a connection order costs nothing; over datagrams, this.
bool sends_one_by_one(const Setup& setup);

/// The messages that this client composes, in order.
std::vector<Message> workload_of(const Setup& setup, ClientId client);

/// What people call the message: "m1" for the first of the workload. A message outside it is called by its sender and
/// number.
std::string name_of(const Setup& setup, const Message& message);

}  // namespace doublecheck::model
