/// The rules of model/, run on canonical sides: what an action or a post does to one, in terms of slots.
#pragma once

#include "model/fact.hpp"
#include "model/post.hpp"
#include "population/canonical.hpp"
#include "population/crowd.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace doublecheck::population {

/// A place in Crowd::platforms.
using PlatformIndex = std::uint8_t;

/// What a step does to a side: an action, or what another side posted. It may name a message that has no slot.
struct Stimulus {
  static constexpr std::uint16_t kOutside = 0xFFFF;

  bool is_post = false;
  model::ActionKind action{};
  model::Direction direction{};
  std::uint16_t position = 0;
  model::PostKind post{};
  std::uint16_t slot = 0;  // of the message that is posted; kOutside: it has none
  bool is_own = false;     // of a message without a slot: does it come from this client?
  Rest rest{};             // likewise: what the side knows of it
  std::uint8_t id = 0;     // of the message that is posted

  static Stimulus of(model::ActionKind kind, model::Direction direction = {}, std::uint16_t position = 0) {
    return {.action = kind, .direction = direction, .position = position};
  }

  /// The same number only for the same stimulus. REQUIRES: no slot or position above 62.
  std::uint32_t packed() const {
    const auto kind = static_cast<std::uint32_t>(is_post ? static_cast<unsigned>(post) : static_cast<unsigned>(action));
    const std::uint32_t place = is_post ? (slot == kOutside ? 63U : slot) : position;
    constexpr unsigned kFlags = 12 + Rest::kBits;
    return kind | (place << 6U) | (std::uint32_t{rest.bits} << 12U) | (std::uint32_t{is_post} << kFlags) |
           (std::uint32_t{is_own} << (kFlags + 1)) | (std::uint32_t{id} << (kFlags + 2)) |
           (static_cast<std::uint32_t>(direction) << (kFlags + 3));
  }
};

/// A fact in compact form. The index tells the message: that of a slot before the step, or one more for the message
/// that had no slot; kNoMessage where it is about none.
struct Deed {
  static constexpr std::uint16_t kNoMessage = 0xFFFF;
  static constexpr std::uint8_t kDown = 1;          // in that direction
  static constexpr std::uint8_t kLinkWasEmpty = 2;  // of what is transmitted
  static constexpr std::uint8_t kConcerns = 4;      // of what is transmitted: its arrival posts to the other end
  static constexpr std::uint8_t kConcernsMany = 8;  // likewise, perhaps to the other end of every message
  static constexpr std::uint8_t kDurably = 16;

  model::FactKind kind{};
  model::ItemKind item{};
  std::uint16_t index = kNoMessage;
  std::uint8_t flags = 0;
  std::uint8_t before = 0;  // of marks and app states; of a push its effect
  std::uint8_t after = 0;
  std::uint8_t reserved = 0;

  bool is(std::uint8_t flag) const { return (flags & flag) != 0; }
  bool operator==(const Deed&) const = default;
};

/// What one side posts to the other end of a message.
struct Posted {
  model::PostKind kind{};
  bool to_recipient = false;  // of the message; else to its sender
  std::uint8_t id = 0;
  std::uint16_t index = 0;

  bool operator==(const Posted&) const = default;
};

/// The message of that index is at rest from now on.
struct Retired {
  std::uint16_t index = 0;
  Rest rest;

  bool operator==(const Retired&) const = default;
};

/// The part of a side that the driver asks for again and again.
struct Outline {
  std::uint64_t enabled = 0;  // a bit for each ActionKind, but for composing
  std::uint16_t slots = 0;
  std::uint16_t bodies = 0;    // in the mailbox
  std::uint16_t receipts = 0;  // likewise
  model::AppState app{};
  PlatformIndex platform = 0;
  bool connected = false;
  bool notified = false;
  bool push_in_flight = false;
  bool up = false;    // is anything on its way to the server?
  bool down = false;  // from it?

  bool allows(model::ActionKind kind) const { return ((enabled >> static_cast<unsigned>(kind)) & 1U) != 0; }
  bool is_open() const { return app == model::AppState::foreground; }
  bool operator==(const Outline&) const = default;
};

/// What comes of a stimulus.
struct Derived {
  model::Side side;
  std::vector<std::uint16_t> slots;  // the message in each slot, by index
  std::vector<Retired> retired;
  std::vector<Deed> deeds;
  std::vector<Posted> posts;
  std::uint8_t breaches = 0;  // bits of model::Breach
};

/// Computes; remembers nothing. Of use to one thread at a time.
class Rules {
 public:
  /// Keeps `crowd` by reference.
  explicit Rules(const Crowd& crowd);

  model::Side initial_side(PlatformIndex platform, model::AppState app, bool connected);
  Outline outline(const model::Side& side, PlatformIndex platform, std::size_t slots);

  /// REQUIRES: `side` is canonical and has so many slots; an action is enabled.
  Derived derive(const model::Side& side, PlatformIndex platform, std::size_t slots, const Stimulus& stimulus);

 private:
  /// A setup in which so many messages have a peer each.
  model::Setup& setup_for(PlatformIndex platform, std::size_t messages);

  const Crowd& crowd_;
  std::vector<std::vector<model::Setup>> setups_;  // by platform and size
  std::vector<model::Action> enabled_;             // kept for its storage
  model::Facts facts_;                             // likewise
};

}  // namespace doublecheck::population
