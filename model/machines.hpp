/// Machines: the parts of the world that people draw as state diagrams, each as a labelling of whole states. The
/// diagram of a machine is the quotient of an explored graph under its labels.
#pragma once

#include "model/world.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::model {

/// What one instance of a machine can be in.
struct Label {
  std::string_view name;   // one word of a-z, 0-9 and '_'
  std::string_view title;  // a few words, as a diagram shows them
};

/// What one instance of a machine is about.
struct Instance {
  std::optional<Message> message = {};
  std::optional<ClientId> device = {};
  std::optional<RelayId> relay = {};

  bool operator==(const Instance&) const = default;
};

struct Machine {
  std::string_view name;   // "mark"
  std::string_view about;  // what one instance of it is: "the check mark beside one message"
  std::span<const Label> labels;
  /// Each message, device or pair of servers that the machine is about, in a fixed order; both of message and device
  /// for some. There may be none.
  std::vector<Instance> (*instances_in)(const Setup& setup);
  /// The index of the label that one of these instances has in this state.
  std::size_t (*label_of)(const World& world, const Instance& instance);
};

/// Every machine, in the order of the protocol document.
std::span<const Machine> machine_catalogue();

/// "m1", "bob", "m1 for bob" or "east-west".
std::string name_of(const Setup& setup, const Instance& instance);

/// The machine of that name, or nullptr.
const Machine* find_machine(std::string_view name);

}  // namespace doublecheck::model
