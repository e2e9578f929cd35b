/// What moves between servers in a step, read off the worlds before and after it, and what it is called.
#pragma once

#include "model/world.hpp"

#include <string>
#include <vector>

namespace doublecheck::model {

enum class Passage : std::uint8_t {
  arrives,
  sets_out,
  lost,  // with the connection of the two servers
};

/// One item between two servers in one step.
struct Relayed {
  RelayId relay{};
  Direction direction{};
  RelayItem item;
  Passage passage{};

  bool operator==(const Relayed&) const = default;
};

/// All of them: what arrives, then what is lost, then what sets out. REQUIRES: `action` leads from `before` to `after`.
std::vector<Relayed> relayed_in(const Action& action, const World& before, const World& after);

/// The server that it comes from, or goes to.
ServerId origin_of(const Relayed& relayed);
ServerId destination_of(const Relayed& relayed);

/// What it is called on a diagram: "m1", "delivered m1", "ack m1".
std::string label_of(const Setup& setup, const RelayItem& item);

/// What it is called in a sentence: "the word that m1 is delivered", "the server west's ack of m1".
std::string spoken(const Setup& setup, const Relayed& relayed);

}  // namespace doublecheck::model
