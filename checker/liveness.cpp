#include "checker/liveness.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "checker/arena.hpp"
#include "checker/class_product.hpp"
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

/// Runs that end. `ending`: FairStates::ending.
void find_end(const Product& product, const std::vector<StateId>& ending, ShortestLasso& shortest) {
  const auto count = static_cast<ltl::StateNumber>(product.automaton().states.size());
  for (const StateId state : ending) {
    const std::uint32_t letter = product.letters().letter_of(state);
    for (ltl::StateNumber beside = 0; beside < count; ++beside) {
      if (!product.letters().accepts_for_ever(beside, letter)) continue;
      const std::uint32_t distance = product.distance(state, beside);
      if (distance == Product::kUnreached || !shortest.is_shorter(distance)) continue;
      shortest.keep(distance, {product.way_to(state, beside), {}});
    }
  }
}

/// Runs that go round in the arena. Returns false if keep_going ended the search.
bool find_cycle(const Product& product, const Arena& arena, const std::vector<StateId>& recurring,
                const KeepGoing& keep_going, ShortestLasso& shortest) {
  const std::vector<std::uint32_t>& distance = arena.distance();
  const FairnessClasses& classes = product.explored().classes;
  const CycleRules rules{arena.must_visit(), arena.can_stutter()};
  NearestComponents nearest(distance);
  const bool finished = find_fair_components(
      arena.graph(), classes, {arena.allowed(recurring), rules},
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

/// Whether there is memory for the arena of these states of the automaton, and for searching it.
bool may_search(const Product& product, const std::vector<ltl::StateNumber>& members, std::uint64_t ground_bytes,
                const MayTake& may_take) {
  const auto fits = [&](const ArenaSize& size) {
    // The allowed vertices, and the nearest components with the vertices of each.
    constexpr std::uint64_t kBytesOfVertex = 4 * sizeof(StateId) + 2 * sizeof(Step);
    return may_take(ground_bytes + product.bytes() + size.bytes() + size.vertices * kBytesOfVertex +
                    fair_components_bytes_max(size.vertices, size.edges));
  };
  return fits(arena_size_max(product, members)) || fits(arena_size(product, members));
}

}  // namespace

std::optional<LivenessGround> liveness_ground_of(const ExploredGraph& explored, const KeepGoing& keep_going) {
  auto fair = fair_states_of(explored, keep_going);
  if (!fair) return std::nullopt;
  return LivenessGround{std::move(*fair), StateClasses(explored)};
}

std::uint64_t liveness_ground_bytes_max(std::uint64_t states) {
  // The number of its class, and what finds the classes and the fair states.
  constexpr std::uint64_t kBytesOfState = 6 * sizeof(StateId);
  return states * kBytesOfState;
}

LivenessAnswer find_run_against(const ExploredGraph& explored, const LivenessGround& ground, const NeverClaim& claim,
                                const KeepGoing& keep_going, const MayTake& may_take) {
  const FairStates& fair = ground.fair;
  const Letters letters(explored, ground.classes, claim);
  if (!could_accept(letters, fair)) return {};
  const std::uint64_t ground_bytes = liveness_ground_bytes_max(letters.state_count());
  LivenessAnswer answer;
  answer.finished = may_take(ground_bytes + product_bytes_max(letters));
  if (!answer.finished) return answer;
  const Product product(letters);
  ShortestLasso shortest;
  find_end(product, fair.ending, shortest);
  for (std::vector<ltl::StateNumber>& members : accepting_components(claim.automaton)) {
    if (!may_search(product, members, ground_bytes, may_take)) {
      answer.finished = false;
      continue;
    }
    const Arena arena(product, std::move(members));
    answer.finished = find_cycle(product, arena, fair.recurring, keep_going, shortest) && answer.finished;
  }
  answer.lasso = shortest.take();
  return answer;
}

}  // namespace doublecheck::checker
