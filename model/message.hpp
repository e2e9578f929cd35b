/// The names of things: clients, messages, and the items that carry messages over a link.
#pragma once

#include <boost/container/small_vector.hpp>

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>

namespace doublecheck::model {

/// A client (one user's device), as its index in `Setup::participants` and `World::sides`.
enum class ClientId : std::uint32_t {};

constexpr std::size_t index_of(ClientId client) { return static_cast<std::size_t>(client); }
constexpr ClientId client_at(std::size_t index) { return static_cast<ClientId>(index); }

/// A chat server, as its index in `Setup::servers`.
enum class ServerId : std::uint32_t {};

constexpr std::size_t index_of(ServerId server) { return static_cast<std::size_t>(server); }
constexpr ServerId server_at(std::size_t index) { return static_cast<ServerId>(index); }

/// The identity that travels with a message. Numbering by order of composition is the whole symmetry reduction of
/// messages.
struct Message {
  ClientId from{};
  ClientId to{};             // a user's first device stands for the user
  std::uint32_t number = 0;  // counts the messages of `from` in the order in which they were composed, from 0
  std::uint8_t id = 0;       // 1 once the sender has sent it again under a fresh id; nobody knows the two for the same

  auto operator<=>(const Message&) const = default;
};

/// The message under the id with which it was composed: what people mean by the message.
constexpr Message original(Message message) {
  message.id = 0;
  return message;
}

/// A short list kept inside its owner: protocol state rarely holds more than a few entries of anything.
template <class T>
using Sequence = boost::container::small_vector<T, 2>;

template <class T>
bool contains(const Sequence<T>& sequence, const T& value) {
  return std::ranges::find(sequence, value) != sequence.end();
}

template <class T>
std::size_t count(const Sequence<T>& sequence, const T& value) {
  return static_cast<std::size_t>(std::ranges::count(sequence, value));
}

/// Removes every entry equal to `value`; says whether there was one.
template <class T>
bool erase(Sequence<T>& sequence, const T& value) {
  const auto end = std::remove(sequence.begin(), sequence.end(), value);
  const bool found = end != sequence.end();
  sequence.erase(end, sequence.end());
  return found;
}

/// Removes every entry for which `leaves` says so.
template <class T, class Predicate>
void erase_where(Sequence<T>& sequence, Predicate leaves) {
  sequence.erase(std::remove_if(sequence.begin(), sequence.end(), leaves), sequence.end());
}

/// Inserts into a sorted sequence that is used as a set, so that equal sets are equal sequences.
template <class T>
void insert_sorted(Sequence<T>& sequence, const T& value) {
  const auto place = std::ranges::lower_bound(sequence, value);
  if (place == sequence.end() || *place != value) sequence.insert(place, value);
}

enum class ItemKind : std::uint8_t {
  body,            // the message itself: up from its sender, down to its recipient
  server_ack,      // down to the sender: the server has custody
  delivery_ack,    // up from the recipient: it has stored the message
  receipt,         // down to the sender: the recipient has stored the message
  receipt_ack,     // up from the sender: it has processed the receipt
  bounce,          // down to the sender: the server will not deliver the message
  unknown_number,  // down to the sender: nor any other, for the number is not registered
  failure,         // down to the sender: the server gave up a message that it had taken in
  failure_ack,     // up from the sender: its user knows
  receipt_query,   // up from the sender: has the recipient stored the message?
  contact_query,   // up: is the number of `message.to` registered?
  contact_match,   // down to the asker: yes, it is
  start,           // up: begin a session
  started,         // down: a session has begun
  resume,          // up: continue the session; `count` items were received in it
  resumed,         // down: it continues; `count` items were received in it
};

/// What travels on a link.
struct Item {
  ItemKind kind{};
  Message message{};
  std::uint16_t count = 0;      // of resume and resumed
  std::uint8_t overtaken = 0;   // by how many later items of its link; kept only where the link bounds it
  std::uint8_t generation = 0;  // of started and resume: which session of the client

  auto operator<=>(const Item&) const = default;
};

/// One direction of a client's connection. What the entries may suffer depends on `Setup::discipline`.
struct Link {
  Sequence<Item> in_flight;  // oldest first

  bool operator==(const Link&) const = default;
};

enum class Direction : std::uint8_t {
  up,    // client to server
  down,  // server to client
};

/// Does the item set up a session, rather than travel in one?
constexpr bool is_control(ItemKind kind) {
  return kind == ItemKind::start || kind == ItemKind::started || kind == ItemKind::resume || kind == ItemKind::resumed;
}

/// What a link may do to the items on it.
enum class Discipline : std::uint8_t {
  connection,  // first in, first out, nothing lost while it lives; a break loses all that is in flight, both ways
  datagram,    // single items may be lost, duplicated and overtaken
};

}  // namespace doublecheck::model
