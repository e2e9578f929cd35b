/// Machines: the parts of the world that people draw as state diagrams, each as a labelling of whole states. The
/// diagram of a machine is the quotient of an explored graph under its labels.
#pragma once

#include "model/world.hpp"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace doublecheck::model {

/// What one instance of a machine can be in.
struct Label {
  std::string_view name;   // one word of a-z, 0-9 and '_'
  std::string_view title;  // a few words, as a diagram shows them
};

struct Machine {
  std::string_view name;   // "mark"
  std::string_view about;  // what one instance of it is: "the check mark beside one message"
  std::span<const Label> labels;
  /// The index of the label of every instance in this state: of each message, device or pair of servers that the
  /// machine is about, in a fixed order. Equal setups have equally many instances in all their states.
  std::vector<std::size_t> (*labels_in)(const World& world, const Setup& setup);
};

/// Every machine, in the order of the protocol document.
std::span<const Machine> machine_catalogue();

/// The machine of that name, or nullptr.
const Machine* find_machine(std::string_view name);

}  // namespace doublecheck::model
