#include "model/relay.hpp"

#include "model/assert.hpp"

#include <algorithm>

namespace doublecheck::model {
namespace {

Sequence<Post>& queue_of(Relay& relay, Direction direction) {
  return direction == Direction::up ? relay.queue_up : relay.queue_down;
}

Sequence<RelayItem>& in_flight(Relay& relay, Direction direction) {
  return direction == Direction::up ? relay.up : relay.down;
}

Direction opposite(Direction direction) { return direction == Direction::up ? Direction::down : Direction::up; }

void note(FactKind kind, const Post& post, Effects& effects) {
  if (post.kind == PostKind::store_body) effects.note(kind, post.message);
}

}  // namespace

std::size_t relay_count(const Setup& setup) { return setup.servers.size() * (setup.servers.size() - 1) / 2; }

RelayId relay_between(ServerId one, ServerId other) {
  const std::size_t low = std::min(index_of(one), index_of(other));
  const std::size_t high = std::max(index_of(one), index_of(other));
  return relay_at(high * (high - 1) / 2 + low);
}

std::pair<ServerId, ServerId> ends_of(RelayId relay) {
  std::size_t high = 1;
  while (index_of(relay) >= high * (high + 1) / 2) ++high;
  return {server_at(index_of(relay) - high * (high - 1) / 2), server_at(high)};
}

std::string name_of(const Setup& setup, RelayId relay) {
  const auto [low, high] = ends_of(relay);
  return setup.servers.at(index_of(low)) + "-" + setup.servers.at(index_of(high));
}

bool holds_body(const Relay& relay, const Message& message) {
  const auto holds = [&](const Post& post) {
    return post.kind == PostKind::store_body && original(post.message) == original(message);
  };
  return std::ranges::any_of(relay.queue_up, holds) || std::ranges::any_of(relay.queue_down, holds);
}

void on_relayed_post(Relay& relay, Direction direction, const Post& post, Effects& effects) {
  auto& queue = queue_of(relay, direction);
  if (post.kind == PostKind::store_body && post.to == post.message.to) {
    effects.post(post.message.from, PostKind::accepted, post.message);
    effects.posts.back().relayed = true;
  }
  if (contains(queue, post)) return;
  queue.push_back(post);
  if (relay.connected) in_flight(relay, direction).push_back({post});
}

void on_relayed_arrival(Relay& relay, Direction direction, Effects& effects) {
  auto& items = in_flight(relay, direction);
  DOUBLECHECK_ASSERT(relay.connected && !items.empty());
  const RelayItem item = items.front();
  items.erase(items.begin());
  if (item.acknowledgement) {
    if (erase(queue_of(relay, opposite(direction)), item.post)) note(FactKind::relay_released, item.post, effects);
    return;
  }
  effects.posts.push_back(item.post);
  effects.posts.back().relayed = true;
  in_flight(relay, opposite(direction)).push_back({item.post, true});
}

void on_servers_partitioned(Relay& relay, Effects& effects) {
  relay.connected = false;
  relay.up.clear();
  relay.down.clear();
  effects.facts.push_back({.kind = FactKind::servers_partitioned});
}

void on_servers_reconnected(Relay& relay, Effects& effects) {
  DOUBLECHECK_ASSERT(!relay.connected);
  relay.connected = true;
  effects.facts.push_back({.kind = FactKind::servers_reconnected});
  for (const Direction direction : {Direction::up, Direction::down}) {
    for (const Post& post : queue_of(relay, direction)) in_flight(relay, direction).push_back({post});
  }
}

void on_relay_crash(Relay& relay, Direction direction, const Options& options, Effects& effects) {
  if (relay.connected) on_servers_partitioned(relay, effects);
  if (options.server_durability != ServerDurability::memory) return;
  auto& queue = queue_of(relay, direction);
  for (const Post& post : queue) note(FactKind::body_lost_in_crash, post, effects);
  queue.clear();
}

}  // namespace doublecheck::model
