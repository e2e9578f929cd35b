#include "cli/action_labels.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace doublecheck::cli {
namespace {

using model::ActionKind;
using model::Direction;

struct Table {
  std::vector<ActionLabel> labels;
  std::array<std::uint8_t, model::kActionKindCount> down{};  // the label of each kind with a direction, downwards
  std::array<std::uint8_t, 2> overtaking{};                  // by direction

  Table() {
    for (const model::ActionKindInfo& info : model::action_catalogue()) labels.push_back({info.kind, Direction::up});
    for (const model::ActionKindInfo& info : model::action_catalogue()) {
      if (!info.has_direction) continue;
      down.at(static_cast<std::size_t>(info.kind)) = next();
      labels.push_back({info.kind, Direction::down});
    }
    for (const Direction direction : {Direction::up, Direction::down}) {
      overtaking.at(static_cast<std::size_t>(direction)) = next();
      labels.push_back({ActionKind::deliver, direction, true});
    }
  }

  std::uint8_t next() const { return static_cast<std::uint8_t>(labels.size()); }
};

const Table& table() {
  static const Table table;
  return table;
}

}  // namespace

std::span<const ActionLabel> action_labels() { return table().labels; }

std::uint32_t label_of(const model::Action& action) {
  if (action.kind == ActionKind::deliver && action.position > 0) {
    return table().overtaking.at(static_cast<std::size_t>(action.direction));
  }
  if (action.direction == Direction::down) return table().down.at(static_cast<std::size_t>(action.kind));
  return static_cast<std::uint32_t>(action.kind);
}

std::string name_of(const ActionLabel& label) {
  const model::ActionKindInfo& info = model::info_of(label.kind);
  std::string name(info.name);
  if (info.has_direction) name += label.direction == Direction::up ? " up" : " down";
  if (label.overtaking) name += " overtaking";
  return name;
}

model::Action example_of(const ActionLabel& label) {
  return {.kind = label.kind,
          .direction = label.direction,
          .position = label.overtaking ? std::uint16_t{1} : std::uint16_t{0}};
}

}  // namespace doublecheck::cli
