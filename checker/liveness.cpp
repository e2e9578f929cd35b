#include "checker/liveness.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "checker/fair_cycle.hpp"

namespace doublecheck::checker {
namespace {

constexpr std::uint32_t kUnreached = 0xFFFF'FFFF;

/// Shortest ways from an initial state to those states in which the knot of a lasso may lie.
struct Approach {
  std::vector<std::uint32_t> distance;  // by state; kUnreached: no knot may lie here
  std::vector<Step> reached_by;         // by state; kNoState: the way is that of the search tree. May be empty.
};

/// The ways to the states that are reached from premise ∧ ¬goal without leaving ¬goal. A breadth-first search whose
/// sources, the states with premise ∧ ¬goal, each join at their own depth, so that whole ways are shortest.
class ApproachSearch {
 public:
  ApproachSearch(const ExploredGraph& explored, std::size_t premise, std::size_t goal)
      : explored_(explored), premise_(premise), goal_(goal) {
    approach_.distance.assign(state_count(), kUnreached);
    approach_.reached_by.assign(state_count(), Step{});
  }

  Approach run() {
    const SearchTree& tree = explored_.tree;
    for (std::uint32_t distance = 0; distance < tree.level_count() || !next_.empty(); ++distance) {
      std::vector<StateId> current = std::exchange(next_, {});
      const StateId end = tree.level_start(distance + std::size_t{1});
      for (StateId state = tree.level_start(distance); state < end; ++state) {
        if (!may_enter(state) || !explored_.predicates.test(state, premise_)) continue;
        approach_.distance[state] = distance;
        current.push_back(state);
      }
      for (const StateId state : current) follow_edges(state, distance);
    }
    return std::move(approach_);
  }

 private:
  std::size_t state_count() const { return explored_.graph.state_count(); }

  bool may_enter(StateId state) const {
    return state < state_count() && approach_.distance[state] == kUnreached && !explored_.predicates.test(state, goal_);
  }

  void follow_edges(StateId state, std::uint32_t distance) {
    const StateGraph& graph = explored_.graph;
    for (EdgeIndex edge = graph.first_edge(state); edge < graph.end_edge(state); ++edge) {
      const StateId target = graph.target(edge);
      if (!may_enter(target)) continue;
      approach_.distance[target] = distance + 1;
      approach_.reached_by[target] = {state, graph.choice(state, edge)};
      next_.push_back(target);
    }
  }

  const ExploredGraph& explored_;
  std::size_t premise_;
  std::size_t goal_;
  Approach approach_;
  std::vector<StateId> next_;
};

Approach approach_everywhere(const ExploredGraph& explored) {
  Approach approach;
  approach.distance.resize(explored.graph.state_count());
  for (std::uint32_t level = 0; level < explored.tree.level_count(); ++level) {
    const StateId end = explored.tree.level_start(level + std::size_t{1});
    for (StateId state = explored.tree.level_start(level); state < end && state < approach.distance.size(); ++state) {
      approach.distance[state] = level;
    }
  }
  return approach;
}

StepPath way_to(StateId state, const Approach& approach, const SearchTree& tree) {
  std::vector<Step> last_part;
  StateId source = state;
  if (!approach.reached_by.empty()) {
    for (Step step = approach.reached_by[source]; step.state != kNoState; step = approach.reached_by[source]) {
      last_part.push_back(step);
      source = step.state;
    }
  }
  StepPath path = tree.path_to(source);
  path.steps.insert(path.steps.end(), last_part.rbegin(), last_part.rend());
  path.end = state;
  return path;
}

/// The fair components that are nearest to an initial state. The others cannot give a shorter lasso, except by luck
/// with their cycles.
class NearestComponents {
 public:
  struct Candidate {
    std::uint32_t distance = 0;
    std::vector<StateId> states;
  };

  explicit NearestComponents(const Approach& approach) : approach_(approach) {}

  void offer(std::span<const StateId> component) {
    std::uint32_t distance = kUnreached;
    for (const StateId state : component) distance = std::min(distance, approach_.distance[state]);
    const auto order = [](const Candidate& left, const Candidate& right) {
      return std::tie(left.distance, left.states.front()) < std::tie(right.distance, right.states.front());
    };
    if (candidates_.size() == kKept && distance > candidates_.back().distance) return;
    Candidate candidate{distance, {component.begin(), component.end()}};
    candidates_.insert(std::ranges::upper_bound(candidates_, candidate, order), std::move(candidate));
    if (candidates_.size() > kKept) candidates_.pop_back();
  }

  const std::vector<Candidate>& candidates() const { return candidates_; }

 private:
  static constexpr std::size_t kKept = 16;

  const Approach& approach_;
  std::vector<Candidate> candidates_;  // rising by distance, then by state
};

/// The nearest states of a component: where to try to tie the knot. Fewer in large components, where each costs more.
std::vector<StateId> nearest_states(std::span<const StateId> component, const Approach& approach) {
  constexpr std::size_t kWork = 1'000'000;
  const std::size_t count = std::min(std::clamp<std::size_t>(kWork / component.size(), 1, 16), component.size());
  std::vector<StateId> states(component.begin(), component.end());
  const auto by_distance = [&](StateId left, StateId right) {
    return std::pair(approach.distance[left], left) < std::pair(approach.distance[right], right);
  };
  std::ranges::partial_sort(states, states.begin() + static_cast<std::ptrdiff_t>(count), by_distance);
  states.resize(count);
  return states;
}

LivenessAnswer find_short_lasso(const ExploredGraph& explored, const Approach& approach,
                                const std::function<bool(StateId)>& must_visit, const KeepGoing& keep_going) {
  std::vector<StateId> allowed;
  for (StateId state = 0; state < approach.distance.size(); ++state) {
    if (approach.distance[state] != kUnreached) allowed.push_back(state);
  }
  NearestComponents nearest(approach);
  LivenessAnswer answer;
  answer.finished = find_fair_components(
      explored.graph, explored.classes, {std::move(allowed), must_visit},
      [&](std::span<const StateId> component) { nearest.offer(component); }, keep_going);

  std::size_t length_best = SIZE_MAX;
  StateId knot = kNoState;
  std::vector<Step> cycle_best;
  for (const NearestComponents::Candidate& candidate : nearest.candidates()) {
    if (candidate.distance >= length_best) break;
    FairCycles cycles(explored.graph, explored.classes, candidate.states, must_visit);
    for (const StateId start : nearest_states(candidate.states, approach)) {
      if (approach.distance[start] >= length_best) break;
      std::vector<Step> cycle = cycles.from(start);
      if (approach.distance[start] + cycle.size() >= length_best) continue;
      length_best = approach.distance[start] + cycle.size();
      knot = start;
      cycle_best = std::move(cycle);
    }
  }
  if (knot != kNoState) answer.lasso = StepLasso{way_to(knot, approach, explored.tree), std::move(cycle_best)};
  return answer;
}

}  // namespace

LivenessAnswer find_run_against_leads_to(const ExploredGraph& explored, std::size_t premise, std::size_t goal,
                                         const KeepGoing& keep_going) {
  const Approach approach = ApproachSearch(explored, premise, goal).run();
  return find_short_lasso(explored, approach, {}, keep_going);
}

LivenessAnswer find_run_against_eventually_always(const ExploredGraph& explored, std::size_t goal,
                                                  const KeepGoing& keep_going) {
  const auto is_without_goal = [&](StateId state) { return !explored.predicates.test(state, goal); };
  return find_short_lasso(explored, approach_everywhere(explored), is_without_goal, keep_going);
}

std::uint64_t liveness_bytes_max(std::uint64_t states, std::uint64_t edges) {
  // The approach, the allowed states, and the nearest components with the states of each.
  constexpr std::uint64_t kBytesPerState =
      sizeof(std::uint32_t) + sizeof(Step) + 4 * sizeof(StateId) + 2 * sizeof(Step);
  return states * kBytesPerState + fair_components_bytes_max(states, edges);
}

}  // namespace doublecheck::checker
