/// Canonical sides: what is left of a side when nothing in it says who its client and its messages are. A crowd has
/// few of them, and each is a small number to whoever has seen it before.
///
/// The client is number 0. Of the messages, those that are at rest are left out; each of the others has a slot, in
/// order of first appearance, and a peer of its own. That is a bisimulation under the rules of reliable connections
/// and a settled directory: there, no rule asks whether two messages have the same other end, and none looks at a
/// message at rest before a post or an arrival names it.
#pragma once

#include "model/setup.hpp"
#include "model/side.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace doublecheck::population {

/// All that a side knows of a message at rest: one that is in no queue, on no link and in no window of it. At the
/// sender that is its mark, at the recipient whether it has been stored, and what the server remembers.
struct Rest {
  static constexpr unsigned kBits = 11;

  std::uint16_t bits = 0;

  static constexpr unsigned kMarkBits = 2;          // at the sender; 0: it has never heard of the message
  static constexpr std::uint16_t kFailed = 1 << 2;  // likewise

  static constexpr unsigned kCopyBits = 2;             // at the recipient: how often it stands in the store
  static constexpr std::uint16_t kTombstone = 1 << 2;  // likewise the others
  static constexpr std::uint16_t kExpired = 1 << 3;
  static constexpr std::uint16_t kArchived = 1 << 4;
  static constexpr unsigned kOfFreshId = 5;  // the same bits so much higher: of the message under a fresh id
  static constexpr std::uint16_t kReleased = 1 << 10;

  bool operator==(const Rest&) const = default;
};

struct AtRest {
  model::Message message;
  Rest rest;
};

struct Canonical {
  model::Side side;
  std::vector<model::Message> slots;  // which messages stand in them, by the names that they had before
  std::vector<AtRest> at_rest;        // what was left out
  std::uint8_t breaches = 0;          // of History: told once, and left out
};

/// The name of the message in that slot. A client's own messages come from it, the others are for it.
constexpr model::Message message_in(std::size_t slot, bool is_own) {
  const model::ClientId peer = model::client_at(slot + 1);
  return is_own ? model::Message{.from = {}, .to = peer} : model::Message{.from = peer, .to = {}};
}

/// REQUIRES: `message` was named by message_in.
constexpr std::size_t slot_of(const model::Message& message) {
  return model::index_of(model::index_of(message.from) == 0 ? message.to : message.from) - 1;
}

Canonical canonical(model::Side side, const model::Setup& setup, model::ClientId self);

/// Puts what is known of a message at rest back where it came from. `side`: of client 0.
void wake(model::Side& side, const model::Message& message, Rest rest);

}  // namespace doublecheck::population
