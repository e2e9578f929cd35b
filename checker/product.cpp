#include "checker/product.hpp"

#include <algorithm>
#include <utility>

namespace doublecheck::checker {

Product::Product(const Letters& letters)
    : letters_(letters),
      is_everywhere_(letters.automaton().states.size(), false),
      reached_(letters.automaton().states.size()) {
  for (const StateNumber state : automaton().initial) {
    const auto stays = [&](const ltl::Transition& transition) {
      return transition.target == state && transition.guard == ltl::Cube{};
    };
    is_everywhere_[state] = std::ranges::any_of(automaton().states[state].transitions, stays);
  }
  search();
}

// Nodes that are reached from a state of the automaton that is everywhere join at the depth of their state, which is
// the length of a shortest way to it: so whole ways are shortest.
void Product::search() {
  std::vector<Node> next;
  for (std::uint32_t distance = 0; distance < explored().tree.level_count() || !next.empty(); ++distance) {
    std::vector<Node> current = std::exchange(next, {});
    if (distance < explored().tree.level_count()) enter_level(distance, current);
    for (const Node node : current) follow_edges(node, distance, next);
  }
}

void Product::enter_level(std::uint32_t level, std::vector<Node>& nodes) {
  const StateId end = explored().tree.level_start(level + std::size_t{1});
  for (StateId state = explored().tree.level_start(level); state < end && state < state_count(); ++state) {
    for (const StateNumber before : automaton().initial) {
      if (level > 0 && !is_everywhere_[before]) continue;
      for (const StateNumber beside : targets(before, state)) enter({state, beside}, level, {}, nodes);
    }
  }
}

void Product::enter(Node node, std::uint32_t distance, Origin origin, std::vector<Node>& nodes) {
  if (is_everywhere_[node.beside]) return;
  Reached& reached = reached_[node.beside];
  if (reached.distance.empty()) {
    reached.distance.assign(state_count(), kUnreached);
    reached.origin.resize(state_count());
  }
  if (reached.distance[node.state] != kUnreached) return;
  reached.distance[node.state] = distance;
  reached.origin[node.state] = origin;
  nodes.push_back(node);
}

void Product::follow_edges(Node node, std::uint32_t distance, std::vector<Node>& nodes) {
  const StateGraph& graph = explored().graph;
  for (EdgeIndex edge = graph.first_edge(node.state); edge < graph.end_edge(node.state); ++edge) {
    const StateId target = graph.target(edge);
    if (target >= state_count()) continue;
    for (const StateNumber beside : targets(node.beside, target)) {
      const Step step{node.state, graph.choice(node.state, edge)};
      enter({target, beside}, distance + 1, {step, node.beside}, nodes);
    }
  }
}

std::uint32_t Product::distance(StateId state, StateNumber beside) const {
  if (is_everywhere_[beside]) return explored().tree.depth(state);
  const std::vector<std::uint32_t>& distance = reached_[beside].distance;
  return distance.empty() ? kUnreached : distance[state];
}

StepPath Product::way_to(StateId state, StateNumber beside) const {
  std::vector<Step> last_part;
  Node node{state, beside};
  while (!is_everywhere_[node.beside]) {
    const Origin& origin = reached_[node.beside].origin[node.state];
    if (origin.step.state == kNoState) break;
    last_part.push_back(origin.step);
    node = {origin.step.state, origin.beside};
  }
  StepPath path = explored().tree.path_to(node.state);
  path.steps.insert(path.steps.end(), last_part.rbegin(), last_part.rend());
  path.end = state;
  return path;
}

std::uint64_t Product::bytes() const {
  std::uint64_t bytes = 0;
  for (const Reached& reached : reached_) {
    bytes += reached.distance.size() * sizeof(std::uint32_t) + reached.origin.size() * sizeof(Origin);
  }
  return bytes;
}

std::uint64_t product_bytes_max(const Letters& letters) {
  // What Product keeps, and the nodes of a level.
  constexpr std::uint64_t kBytesOfNode = sizeof(std::uint32_t) + sizeof(Step) + sizeof(ltl::StateNumber) + 2 * 8;
  return letters.state_count() * (sizeof(std::uint32_t) + letters.automaton().states.size() * kBytesOfNode);
}

}  // namespace doublecheck::checker
