/// The relay between two servers: what each keeps for the other until it is acknowledged, and the connection between
/// them, which is first in, first out and loses what is in flight when the servers lose each other.
#pragma once

#include "model/effects.hpp"
#include "model/setup.hpp"

#include <string>
#include <utility>

namespace doublecheck::model {

/// A pair of servers, numbered (0,1), (0,2), (1,2), (0,3), …
enum class RelayId : std::uint32_t {};

constexpr std::size_t index_of(RelayId relay) { return static_cast<std::size_t>(relay); }
constexpr RelayId relay_at(std::size_t index) { return static_cast<RelayId>(index); }

/// What travels between servers: a post, or the acknowledgement that it has arrived.
struct RelayItem {
  Post post;
  bool acknowledgement = false;

  auto operator<=>(const RelayItem&) const = default;
};

/// Up is from the server with the lower number to the other.
struct Relay {
  bool connected = true;
  Sequence<Post> queue_up;  // not yet acknowledged, oldest first
  Sequence<Post> queue_down;
  Sequence<RelayItem> up;  // in flight, oldest first
  Sequence<RelayItem> down;

  bool operator==(const Relay&) const = default;
};

std::size_t relay_count(const Setup& setup);
RelayId relay_between(ServerId one, ServerId other);
/// The servers of a pair, the lower first.
std::pair<ServerId, ServerId> ends_of(RelayId relay);
std::string name_of(const Setup& setup, RelayId relay);

/// Does one of the two servers keep the body for the other?
bool holds_body(const Relay& relay, const Message& message);

/// A side homed at one end posts to one homed at the other.
void on_relayed_post(Relay& relay, Direction direction, const Post& post, Effects& effects);
/// The oldest item in flight arrives; what it posts is marked as relayed.
void on_relayed_arrival(Relay& relay, Direction direction, Effects& effects);
void on_servers_partitioned(Relay& relay, Effects& effects);
void on_servers_reconnected(Relay& relay, Effects& effects);
/// `direction`: of the queue that the crashed server keeps.
void on_relay_crash(Relay& relay, Direction direction, const Options& options, Effects& effects);

}  // namespace doublecheck::model
