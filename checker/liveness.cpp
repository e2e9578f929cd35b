#include "checker/liveness.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "checker/arena.hpp"
#include "checker/fair_cycle.hpp"
#include "checker/product.hpp"

namespace doublecheck::checker {
namespace {

/// The fair components that are nearest to an initial state. The others cannot give a shorter lasso, except by luck
/// with their cycles.
class NearestComponents {
 public:
  struct Candidate {
    std::uint32_t distance = 0;
    std::vector<StateId> states;
  };

  explicit NearestComponents(const std::vector<std::uint32_t>& distance) : distance_(distance) {}

  void offer(std::span<const StateId> component) {
    std::uint32_t distance = Product::kUnreached;
    for (const StateId state : component) distance = std::min(distance, distance_[state]);
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

  const std::vector<std::uint32_t>& distance_;
  std::vector<Candidate> candidates_;  // rising by distance, then by state
};

/// The nearest states of a component: where to try to tie the knot. Fewer in large components, where each costs more.
std::vector<StateId> nearest_states(std::span<const StateId> component, const std::vector<std::uint32_t>& distance) {
  constexpr std::size_t kWork = 1'000'000;
  const std::size_t count = std::min(std::clamp<std::size_t>(kWork / component.size(), 1, 16), component.size());
  std::vector<StateId> states(component.begin(), component.end());
  const auto by_distance = [&](StateId left, StateId right) {
    return std::pair(distance[left], left) < std::pair(distance[right], right);
  };
  std::ranges::partial_sort(states, states.begin() + static_cast<std::ptrdiff_t>(count), by_distance);
  states.resize(count);
  return states;
}

/// Keeps the shortest of the lassos that it is offered, the first of equal ones.
class ShortestLasso {
 public:
  bool is_shorter(std::size_t length) const { return length < length_; }

  void keep(std::size_t length, StepLasso lasso) {
    length_ = length;
    lasso_ = std::move(lasso);
  }

  std::optional<StepLasso> take() { return std::move(lasso_); }

 private:
  std::size_t length_ = SIZE_MAX;
  std::optional<StepLasso> lasso_;
};

/// Whether it is fair that nothing more happens in this state.
bool may_end(const ExploredGraph& explored, StateId state) {
  const StateGraph& graph = explored.graph;
  for (EdgeIndex edge = graph.first_edge(state); edge < graph.end_edge(state); ++edge) {
    if (graph.fairness_class(edge) != kUnfair) return false;
  }
  return true;
}

/// Runs that end.
void find_end(const Product& product, ShortestLasso& shortest) {
  const auto count = static_cast<ltl::StateNumber>(product.automaton().states.size());
  for (StateId state = 0; state < product.state_count(); ++state) {
    for (ltl::StateNumber beside = 0; beside < count; ++beside) {
      if (!product.accepts_end(state, beside)) continue;
      const std::uint32_t distance = product.distance(state, beside);
      if (distance == Product::kUnreached || !shortest.is_shorter(distance)) continue;
      if (may_end(product.explored(), state)) shortest.keep(distance, {product.way_to(state, beside), {}});
    }
  }
}

/// Runs that go round in the arena. Returns false if keep_going ended the search.
bool find_cycle(const Product& product, const Arena& arena, const KeepGoing& keep_going, ShortestLasso& shortest) {
  const std::vector<std::uint32_t>& distance = arena.distance();
  const FairnessClasses& classes = product.explored().classes;
  const CycleRules rules{arena.must_visit(), arena.can_stutter()};
  std::vector<StateId> allowed;
  for (StateId vertex = 0; vertex < distance.size(); ++vertex) {
    if (distance[vertex] != Product::kUnreached) allowed.push_back(vertex);
  }
  NearestComponents nearest(distance);
  const bool finished = find_fair_components(
      arena.graph(), classes, {std::move(allowed), rules},
      [&](std::span<const StateId> component) { nearest.offer(component); }, keep_going);
  for (const NearestComponents::Candidate& candidate : nearest.candidates()) {
    if (!shortest.is_shorter(candidate.distance)) break;
    FairCycles cycles(arena.graph(), classes, candidate.states, rules);
    for (const StateId start : nearest_states(candidate.states, distance)) {
      if (!shortest.is_shorter(distance[start])) break;
      const std::vector<Step> cycle = cycles.from(start);
      if (!shortest.is_shorter(distance[start] + cycle.size())) continue;
      shortest.keep(distance[start] + cycle.size(), {arena.way_to(start), arena.steps_of(cycle)});
    }
  }
  return finished;
}

/// The states of each component that can accept.
std::vector<std::vector<ltl::StateNumber>> accepting_components(const ltl::Automaton& automaton) {
  const ltl::Components components = ltl::components_of(automaton);
  std::vector<std::vector<ltl::StateNumber>> members(components.holds_accepting_cycle.size());
  for (ltl::StateNumber state = 0; state < automaton.states.size(); ++state) {
    members[components.of_state[state]].push_back(state);
  }
  std::vector<std::vector<ltl::StateNumber>> accepting;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (components.holds_accepting_cycle[i]) accepting.push_back(std::move(members[i]));
  }
  return accepting;
}

}  // namespace

LivenessAnswer find_run_against(const ExploredGraph& explored, const NeverClaim& claim, const KeepGoing& keep_going) {
  const Product product(explored, claim);
  ShortestLasso shortest;
  LivenessAnswer answer;
  find_end(product, shortest);
  for (std::vector<ltl::StateNumber>& members : accepting_components(claim.automaton)) {
    const Arena arena(product, std::move(members));
    answer.finished = find_cycle(product, arena, keep_going, shortest) && answer.finished;
  }
  answer.lasso = shortest.take();
  return answer;
}

std::uint64_t liveness_bytes_max(std::uint64_t states, std::uint64_t edges, const ltl::Automaton& automaton) {
  std::size_t most = 1;
  for (const auto& members : accepting_components(automaton)) most = std::max(most, members.size());
  // The allowed vertices, and the nearest components with the vertices of each.
  constexpr std::uint64_t kBytesOfVertex = 4 * sizeof(StateId) + 2 * sizeof(Step);
  const bool is_built = most > 1;
  const std::uint64_t vertices = states * most;
  const std::uint64_t arcs = is_built ? edges * most * most : edges;
  return product_bytes_max(states, automaton) + arena_bytes_max(vertices, arcs, is_built) + vertices * kBytesOfVertex +
         fair_components_bytes_max(vertices, arcs);
}

}  // namespace doublecheck::checker
