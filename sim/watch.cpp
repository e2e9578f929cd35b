#include "sim/watch.hpp"

#include <algorithm>

namespace doublecheck::sim {

SafetyWatch::SafetyWatch(std::span<const WatchedProperty> watched) : watched_(watched) {
  for (std::size_t i = 0; i < watched.size(); ++i) {
    unviolated_.push_back(i);
    if (watched[i].premise) untested_.push_back(i);
  }
}

std::vector<Violation> SafetyWatch::look(const model::World& world) {
  std::vector<Violation> violations;
  std::erase_if(untested_, [&](std::size_t property) { return model::holds(*watched_[property].premise, world); });
  std::erase_if(unviolated_, [&](std::size_t property) {
    const std::vector<model::Formula>& goals = watched_[property].goals;
    const auto is_broken = [&](const model::Formula& goal) { return !model::holds(goal, world); };
    const auto broken = std::ranges::find_if(goals, is_broken);
    if (broken == goals.end()) return false;
    violations.push_back({property, static_cast<std::size_t>(broken - goals.begin())});
    return true;
  });
  return violations;
}

}  // namespace doublecheck::sim
