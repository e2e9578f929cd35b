#include "checker/product.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace doublecheck::checker {

Product::Product(const ExploredGraph& explored, const NeverClaim& claim)
    : explored_(explored),
      claim_(claim),
      is_everywhere_(claim.automaton.states.size(), false),
      reached_(claim.automaton.states.size()) {
  read_letters();
  for (const StateNumber state : automaton().initial) {
    const auto stays = [&](const ltl::Transition& transition) {
      return transition.target == state && transition.guard == ltl::Cube{};
    };
    is_everywhere_[state] = std::ranges::any_of(automaton().states[state].transitions, stays);
  }
  search();
}

void Product::read_letters() {
  std::unordered_map<ltl::Letter, std::uint32_t> numbers;  // only ever looked up
  letter_of_.resize(explored_.graph.state_count());
  ltl::Letter before = 0;
  for (StateId state = 0; state < letter_of_.size(); ++state) {
    const ltl::Letter letter = explored_.predicates.letter(state, claim_.first, claim_.count);
    if (state > 0 && letter == before) {  // as most are, and looking up takes longer
      letter_of_[state] = letter_of_[state - 1];
      continue;
    }
    const auto [found, is_new] = numbers.try_emplace(letter, static_cast<std::uint32_t>(reading_.size()));
    if (is_new) reading_.push_back(reading_of(letter));
    letter_of_[state] = found->second;
    before = letter;
  }
}

Product::Reading Product::reading_of(ltl::Letter letter) const {
  Reading reading;
  for (StateNumber state = 0; state < automaton().states.size(); ++state) {
    std::vector<StateNumber>& targets = reading.targets.emplace_back();
    for (const ltl::Transition& transition : automaton().states[state].transitions) {
      if (transition.guard.admits(letter)) targets.push_back(transition.target);
    }
    std::ranges::sort(targets);
    const auto [first, last] = std::ranges::unique(targets);
    targets.erase(first, last);
    reading.accepts_for_ever.push_back(ltl::accepts_for_ever(automaton(), state, letter));
  }
  return reading;
}

// Nodes that are reached from a state of the automaton that is everywhere join at the depth of their state, which is
// the length of a shortest way to it: so whole ways are shortest.
void Product::search() {
  std::vector<Node> next;
  for (std::uint32_t distance = 0; distance < explored_.tree.level_count() || !next.empty(); ++distance) {
    std::vector<Node> current = std::exchange(next, {});
    if (distance < explored_.tree.level_count()) enter_level(distance, current);
    for (const Node node : current) follow_edges(node, distance, next);
  }
}

void Product::enter_level(std::uint32_t level, std::vector<Node>& nodes) {
  const StateId end = explored_.tree.level_start(level + std::size_t{1});
  for (StateId state = explored_.tree.level_start(level); state < end && state < state_count(); ++state) {
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
  const StateGraph& graph = explored_.graph;
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
  if (is_everywhere_[beside]) return explored_.tree.depth(state);
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
  StepPath path = explored_.tree.path_to(node.state);
  path.steps.insert(path.steps.end(), last_part.rbegin(), last_part.rend());
  path.end = state;
  return path;
}

std::uint64_t product_bytes_max(std::uint64_t states, const ltl::Automaton& automaton) {
  // What Product keeps, and the nodes of a level.
  constexpr std::uint64_t kBytesOfNode = sizeof(std::uint32_t) + sizeof(Step) + sizeof(ltl::StateNumber) + 2 * 8;
  return states * (sizeof(std::uint32_t) + automaton.states.size() * kBytesOfNode);
}

}  // namespace doublecheck::checker
