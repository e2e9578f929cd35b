/// Labels: the kinds of actions as coverage tells them apart, each direction for itself, and overtaking from arriving
/// in turn.
#pragma once

#include "model/action.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace doublecheck::cli {

struct ActionLabel {
  model::ActionKind kind{};
  model::Direction direction{};  // of kinds that have one; else up
  bool overtaking = false;       // of deliveries: from behind the head of the link

  bool operator==(const ActionLabel&) const = default;
};

/// All labels, by number: first each kind (upwards, and in turn), then the rest.
std::span<const ActionLabel> action_labels();

/// The number of the action's label.
std::uint32_t label_of(const model::Action& action);

/// "connect", "deliver down", "deliver down overtaking".
std::string name_of(const ActionLabel& label);

/// Any action of this label, without its subject.
model::Action example_of(const ActionLabel& label);

}  // namespace doublecheck::cli
