/// Effects: what a machine asks for after an event. It never sends, waits or chooses by itself.
#pragma once

#include "model/fact.hpp"
#include "model/post.hpp"

namespace doublecheck::model {

/// The effects of one event at one side. Facts go to the caller's list, behind those of the events before.
struct Effects {
  explicit Effects(Facts& facts_of_step) : facts(facts_of_step) {}

  Sequence<Item> up;        // for the client's own link, if connected
  Sequence<Item> down;      // likewise, from the server
  Sequence<Item> up_again;  // the same for what is in the session's window already
  Sequence<Item> down_again;
  Sequence<Post> posts;
  bool push = false;  // the server asks the push service to reach the device
  Facts& facts;

  void transmit_up(ItemKind kind, const Message& message) { up.push_back({.kind = kind, .message = message}); }
  void transmit_down(ItemKind kind, const Message& message) { down.push_back({.kind = kind, .message = message}); }
  void post(ClientId to, PostKind kind, const Message& message) {
    posts.push_back({.to = to, .kind = kind, .message = message});
  }
  void note(FactKind kind, const Message& message) {
    facts.push_back({.kind = kind, .item = {.kind = ItemKind::body, .message = message}});
  }
};

}  // namespace doublecheck::model
