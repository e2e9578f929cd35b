#include "model/relayed.hpp"

#include "model/assert.hpp"
#include "model/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doublecheck::model {
namespace {

const Sequence<RelayItem>& items(const Relay& relay, Direction direction) {
  return direction == Direction::up ? relay.up : relay.down;
}

bool takes_from(const Action& action, std::size_t relay, Direction direction) {
  return action.kind == ActionKind::deliver_relayed && action.site == relay && action.direction == direction;
}

/// "m1", or where the recipient has several devices, "m1 for Bob_laptop".
std::string for_whom(const Setup& setup, const Post& post) {
  const std::string message = name_of(setup, post.message);
  return has_siblings(setup, post.to) ? fmt::format("{} for {}", message, display_name(setup, post.to)) : message;
}

std::string label_of(const Setup& setup, const Post& post) {
  const std::string message = name_of(setup, post.message);
  switch (post.kind) {
    case PostKind::store_body:
      return for_whom(setup, post);
    case PostKind::accepted:
      return "accepted " + message;
    case PostKind::refused:
      return "refused " + message;
    case PostKind::unknown_number:
      return "unknown number " + message;
    case PostKind::delivered:
      return "delivered " + message;
    case PostKind::failed:
      return "failed " + message;
    case PostKind::receipt_query:
      return "delivered? " + message;
    case PostKind::contact_query:
      return "registered? " + display_name(setup, post.message.to);
    case PostKind::contact_match:
      return "registered " + display_name(setup, post.message.to);
    case PostKind::number_taken:
      return "number taken by " + display_name(setup, post.message.from);
    case PostKind::released_elsewhere:
      return "released " + for_whom(setup, post);
  }
  throw AssertionFailure("unknown kind of post");
}

std::string spoken(const Setup& setup, const Post& post) {
  const std::string message = name_of(setup, post.message);
  switch (post.kind) {
    case PostKind::store_body:
      return for_whom(setup, post);
    case PostKind::accepted:
      return fmt::format("the word that {} is accepted", message);
    case PostKind::refused:
      return "the refusal of " + message;
    case PostKind::unknown_number:
      return "the word that nobody has the number that " + message + " is for";
    case PostKind::delivered:
      return fmt::format("the word that {} is delivered", message);
    case PostKind::failed:
      return fmt::format("the word that {} failed", message);
    case PostKind::receipt_query:
      return "the question after " + message;
    case PostKind::contact_query:
      return fmt::format("the question whether {} is registered", display_name(setup, post.message.to));
    case PostKind::contact_match:
      return fmt::format("the answer that {} is registered", display_name(setup, post.message.to));
    case PostKind::number_taken:
      return fmt::format("the word that {} has the number now", display_name(setup, post.message.from));
    case PostKind::released_elsewhere:
      return fmt::format("the word that another device has {}", message);
  }
  throw AssertionFailure("unknown kind of post");
}

/// What happened to one direction of one relay. The items on it are first in, first out, and are lost all together.
void follow(const Action& action, std::size_t relay, Direction direction, const World& before, const World& after,
            std::vector<Relayed>& arrived, std::vector<Relayed>& others) {
  Sequence<RelayItem> waiting = items(before.relays[relay], direction);
  const Sequence<RelayItem>& now = items(after.relays[relay], direction);
  const auto noted = [&](const RelayItem& item, Passage passage) {
    return Relayed{relay_at(relay), direction, item, passage};
  };
  if (takes_from(action, relay, direction) && !waiting.empty()) {
    arrived.push_back(noted(waiting.front(), Passage::arrives));
    waiting.erase(waiting.begin());
  }
  const bool keeps = waiting.size() <= now.size() && std::equal(waiting.begin(), waiting.end(), now.begin());
  if (!keeps) {
    for (const RelayItem& item : waiting) others.push_back(noted(item, Passage::lost));
    waiting.clear();
  }
  for (std::size_t i = waiting.size(); i < now.size(); ++i) others.push_back(noted(now[i], Passage::sets_out));
}

}  // namespace

std::vector<Relayed> relayed_in(const Action& action, const World& before, const World& after) {
  std::vector<Relayed> all;
  std::vector<Relayed> others;
  for (std::size_t i = 0; i < before.relays.size(); ++i) {
    for (const Direction direction : {Direction::up, Direction::down}) {
      follow(action, i, direction, before, after, all, others);
    }
  }
  std::ranges::stable_partition(others, [](const Relayed& one) { return one.passage == Passage::lost; });
  all.insert(all.end(), others.begin(), others.end());
  return all;
}

ServerId origin_of(const Relayed& relayed) {
  const auto [low, high] = ends_of(relayed.relay);
  return relayed.direction == Direction::up ? low : high;
}

ServerId destination_of(const Relayed& relayed) {
  const auto [low, high] = ends_of(relayed.relay);
  return relayed.direction == Direction::up ? high : low;
}

std::string label_of(const Setup& setup, const RelayItem& item) {
  return (item.acknowledgement ? "ack " : "") + label_of(setup, item.post);
}

std::string spoken(const Setup& setup, const Relayed& relayed) {
  const std::string of_post = spoken(setup, relayed.item.post);
  if (!relayed.item.acknowledgement) return of_post;
  return fmt::format("{}'s ack of {}", server_name(setup, origin_of(relayed)), of_post);
}

}  // namespace doublecheck::model
