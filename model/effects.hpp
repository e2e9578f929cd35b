/// Effects: what a machine asks for after an event. It never sends, waits or chooses by itself.
#pragma once

#include "model/fact.hpp"

namespace doublecheck::model {

/// An event that one client's side of the world causes at another's. Nothing is ever answered: this is what keeps a
/// step of one side a function of that side alone.
enum class PostKind : std::uint8_t {
  store_body,  // to the recipient's mailbox: take custody
  accepted,    // to the sender's session: custody is taken, acknowledge
  delivered,   // to the sender's mailbox: the recipient has stored it
};

struct Post {
  ClientId to{};
  PostKind kind{};
  Message message;

  bool operator==(const Post&) const = default;
};

/// The effects of one event at one side. Facts go to the caller's list, behind those of the events before.
struct Effects {
  explicit Effects(Facts& facts_of_step) : facts(facts_of_step) {}

  Sequence<Item> up;    // for the client's own link, if connected
  Sequence<Item> down;  // likewise, from the server
  Sequence<Post> posts;
  bool push = false;  // the server asks the push service to reach the device
  Facts& facts;

  void transmit_up(ItemKind kind, const Message& message) { up.push_back({kind, message}); }
  void transmit_down(ItemKind kind, const Message& message) { down.push_back({kind, message}); }
  void post(ClientId to, PostKind kind, const Message& message) { posts.push_back({to, kind, message}); }
};

}  // namespace doublecheck::model
