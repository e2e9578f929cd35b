#include "checker/fair_cycle.hpp"

#include <algorithm>

#include "checker/assert.hpp"

namespace doublecheck::checker {

FairCycles::FairCycles(const StateGraph& graph, const FairnessClasses& classes, std::span<const StateId> component,
                       const CycleRules& rules)
    : graph_(graph),
      classes_(classes),
      component_(component),
      rules_(rules),
      reached_by_(component.size()),
      seen_in_(component.size(), 0) {}

std::vector<Step> FairCycles::from(StateId start) {
  Walk walk;
  walk.always_enabled.assign(classes_.size(), true);
  walk.ever_enabled.assign(classes_.size(), false);
  walk.taken.assign(classes_.size(), false);
  arrive(walk, start);
  // Ends because every extension discharges an obligation for good, and there is at most one for each class and one
  // more for the visit; the way home can only add obligations that then are discharged the same way.
  while (true) {
    if (const Wanted open = open_obligations(walk); !open.is_nothing()) {
      extend(walk, open);
    } else if (walk.end != start || (walk.steps.empty() && !rules_.can_stutter)) {
      extend(walk, Wanted{.state = start, .any_to_visit = false, .weak = {}, .strong = {}});
    } else {
      return walk.steps;
    }
  }
}

void FairCycles::arrive(Walk& walk, StateId state) const {
  const std::vector<bool> enabled_here = enabled(state);
  for (ClassIndex index = 1; index < classes_.size(); ++index) {
    if (enabled_here[index]) walk.ever_enabled[index] = true;
    if (!enabled_here[index]) walk.always_enabled[index] = false;
  }
  if (rules_.must_visit && rules_.must_visit(state)) walk.has_visited = true;
  walk.end = state;
}

void FairCycles::extend(Walk& walk, const Wanted& wanted) {
  for (const Step step : shortest_way(walk.end, wanted)) {
    const EdgeIndex edge = graph_.first_edge(step.state) + step.choice;
    walk.steps.push_back(step);
    walk.taken[graph_.fairness_class(edge)] = true;
    arrive(walk, graph_.target(edge));
  }
}

FairCycles::Wanted FairCycles::open_obligations(const Walk& walk) const {
  Wanted open;
  open.any_to_visit = rules_.must_visit && !walk.has_visited;
  for (ClassIndex index = 1; index < classes_.size(); ++index) {
    if (walk.taken[index]) continue;
    switch (classes_.kind(index)) {
      case FairnessKind::none:
        break;
      case FairnessKind::weak:
        if (walk.always_enabled[index]) open.weak.push_back(index);
        break;
      case FairnessKind::strong:
        if (walk.ever_enabled[index]) open.strong.push_back(index);
        break;
    }
  }
  return open;
}

// Breadth first over the edges that stay in the component. At least one step.
std::vector<Step> FairCycles::shortest_way(StateId from, const Wanted& wanted) {
  const auto way_along = [&](StateId state, EdgeIndex edge) {
    std::vector<Step> way = {{state, graph_.choice(state, edge)}};
    while (way.back().state != from) way.push_back(reached_by_[position(way.back().state)]);
    std::ranges::reverse(way);
    return way;
  };
  ++search_;
  seen_in_[position(from)] = search_;
  std::vector<StateId> queue = {from};
  for (std::size_t next = 0; next < queue.size(); ++next) {
    const StateId state = queue[next];
    for (EdgeIndex edge = graph_.first_edge(state); edge < graph_.end_edge(state); ++edge) {
      const StateId target = graph_.target(edge);
      const std::size_t place = position(target);
      if (place == kOutside) continue;
      if (is_wanted(edge, wanted) || is_wanted(target, wanted)) return way_along(state, edge);
      if (seen_in_[place] == search_) continue;
      seen_in_[place] = search_;
      reached_by_[place] = {state, graph_.choice(state, edge)};
      queue.push_back(target);
    }
  }
  CHECKER_ASSERT(false && "in a fair component every obligation can be met");
  return {};
}

bool FairCycles::is_wanted(EdgeIndex edge, const Wanted& wanted) const {
  const ClassIndex index = graph_.fairness_class(edge);
  return std::ranges::binary_search(wanted.weak, index) || std::ranges::binary_search(wanted.strong, index);
}

bool FairCycles::is_wanted(StateId state, const Wanted& wanted) const {
  return state == wanted.state || (wanted.any_to_visit && rules_.must_visit(state)) ||
         std::ranges::any_of(wanted.weak, [&](ClassIndex index) { return !enables(state, index); });
}

std::vector<bool> FairCycles::enabled(StateId state) const {
  std::vector<bool> result(classes_.size());
  for (EdgeIndex edge = graph_.first_edge(state); edge < graph_.end_edge(state); ++edge) {
    result[graph_.fairness_class(edge)] = true;
  }
  return result;
}

bool FairCycles::enables(StateId state, ClassIndex index) const {
  for (EdgeIndex edge = graph_.first_edge(state); edge < graph_.end_edge(state); ++edge) {
    if (graph_.fairness_class(edge) == index) return true;
  }
  return false;
}

std::size_t FairCycles::position(StateId state) const {
  const auto found = std::ranges::lower_bound(component_, state);
  if (found == component_.end() || *found != state) return kOutside;
  return static_cast<std::size_t>(found - component_.begin());
}

}  // namespace doublecheck::checker
