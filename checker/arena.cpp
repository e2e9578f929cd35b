#include "checker/arena.hpp"

#include <algorithm>
#include <iterator>

namespace doublecheck::checker {
namespace {

using ltl::StateNumber;

constexpr StateId kNoVertex = kNoState;

}  // namespace

Arena::Arena(const Product& product, std::vector<StateNumber> members)
    : product_(product), members_(std::move(members)) {
  if (members_.size() == 1) {
    limit();
  } else if (auto accepts = letters_that_accept()) {
    accepts_ = std::move(*accepts);
    merge();
  } else {
    build();
  }
}

void Arena::limit() {
  const StateNumber only = members_.front();
  distance_.assign(product_.state_count(), Product::kUnreached);
  for (StateId state = 0; state < product_.state_count(); ++state) {
    if (std::ranges::binary_search(product_.targets(only, state), only)) {
      distance_[state] = product_.distance(state, only);
    }
  }
}

/// For each letter whether it leads to an accepting member, if from each member every letter leads to members, and the
/// same letters lead to accepting ones.
std::optional<std::vector<bool>> Arena::letters_that_accept() const {
  std::vector<bool> accepts;
  for (std::size_t letter = 0; letter < product_.letters().letter_count(); ++letter) {
    for (const StateNumber member : members_) {
      bool stays = false;
      bool accepts_here = false;
      for (const StateNumber target : product_.letters().targets(member, letter)) {
        stays = stays || is_member(target);
        accepts_here = accepts_here || (is_member(target) && product_.automaton().states[target].is_accepting);
      }
      if (!stays) return std::nullopt;
      if (member == members_.front()) accepts.push_back(accepts_here);
      if (accepts.back() != accepts_here) return std::nullopt;
    }
  }
  return accepts;
}

void Arena::merge() {
  distance_.assign(product_.state_count(), Product::kUnreached);
  for (StateId state = 0; state < product_.state_count(); ++state) {
    for (const StateNumber member : members_) {
      distance_[state] = std::min(distance_[state], product_.distance(state, member));
    }
  }
}

void Arena::build() {
  built_.emplace();
  std::vector<std::vector<StateId>> vertex_of(product_.automaton().states.size());  // of a member, by state
  for (const StateNumber beside : members_) vertex_of[beside].assign(product_.state_count(), kNoVertex);
  for (StateId state = 0; state < product_.state_count(); ++state) {
    for (const StateNumber beside : members_) {
      const std::uint32_t distance = product_.distance(state, beside);
      if (distance == Product::kUnreached) continue;
      vertex_of[beside][state] = static_cast<StateId>(built_->state.size());
      built_->state.push_back(state);
      built_->beside.push_back(beside);
      distance_.push_back(distance);
    }
  }
  for (std::size_t vertex = 0; vertex < built_->state.size(); ++vertex) {
    add_row(built_->state[vertex], built_->beside[vertex], vertex_of);
  }
}

void Arena::add_row(StateId state, StateNumber beside, const std::vector<std::vector<StateId>>& vertex_of) {
  const StateGraph& graph = product_.explored().graph;
  const auto add_edge = [&](EdgeIndex edge, StateId vertex) {
    built_->graph.add_edge(vertex, graph.fairness_class(edge));
    built_->choice.push_back(graph.choice(state, edge));
  };
  for (EdgeIndex edge = graph.first_edge(state); edge < graph.end_edge(state); ++edge) {
    const StateId target = graph.target(edge);
    bool stays = false;
    if (target < product_.state_count()) {
      for (const StateNumber next : product_.targets(beside, target)) {
        if (!is_member(next)) continue;
        add_edge(edge, vertex_of[next][target]);
        stays = true;
      }
    }
    if (!stays) add_edge(edge, kNoState);
  }
  built_->graph.end_row();
}

std::function<bool(StateId)> Arena::must_visit() const {
  if (!accepts_.empty()) return [this](StateId vertex) { return accepts_[product_.letters().letter_of(vertex)]; };
  if (!built_) return {};
  return [this](StateId vertex) { return product_.automaton().states[built_->beside[vertex]].is_accepting; };
}

std::vector<StateId> Arena::allowed(const std::vector<StateId>& recurring) const {
  std::vector<StateId> allowed;
  if (!built_) {
    std::ranges::copy_if(recurring, std::back_inserter(allowed),
                         [this](StateId vertex) { return distance_[vertex] != Product::kUnreached; });
    return allowed;
  }
  for (StateId vertex = 0; vertex < built_->state.size(); ++vertex) {
    if (std::ranges::binary_search(recurring, built_->state[vertex])) allowed.push_back(vertex);
  }
  return allowed;
}

StepPath Arena::way_to(StateId vertex) const {
  if (!built_) {
    const auto is_nearest = [&](StateNumber member) { return product_.distance(vertex, member) == distance_[vertex]; };
    return product_.way_to(vertex, *std::ranges::find_if(members_, is_nearest));
  }
  return product_.way_to(built_->state[vertex], built_->beside[vertex]);
}

std::vector<Step> Arena::steps_of(const std::vector<Step>& steps) const {
  if (!built_) return steps;
  std::vector<Step> meant;
  for (const Step step : steps) {
    const EdgeIndex edge = built_->graph.first_edge(step.state) + step.choice;
    meant.push_back({built_->state[step.state], built_->choice[edge]});
  }
  return meant;
}

std::uint64_t ArenaSize::bytes() const {
  if (!is_built) return vertices * sizeof(std::uint32_t);
  constexpr std::uint64_t kBytesOfVertex = 3 * sizeof(std::uint32_t) + sizeof(StateId) + sizeof(EdgeIndex);
  constexpr std::uint64_t kBytesOfEdge = sizeof(StateId) + sizeof(ClassIndex) + sizeof(std::uint32_t);
  return vertices * kBytesOfVertex + edges * kBytesOfEdge;
}

ArenaSize arena_size_max(const Product& product, const std::vector<StateNumber>& members) {
  const std::uint64_t states = product.state_count();
  const std::uint64_t edges = product.explored().graph.edge_count();
  const std::uint64_t most = members.size();
  if (most == 1) return {states, edges, false};
  return {states * most, edges * most * most, true};
}

ArenaSize arena_size(const Product& product, const std::vector<StateNumber>& members) {
  ArenaSize size = arena_size_max(product, members);
  if (!size.is_built) return size;
  const StateGraph& graph = product.explored().graph;
  const auto is_member = [&](StateNumber state) { return std::ranges::binary_search(members, state); };
  size.vertices = 0;
  size.edges = 0;
  for (StateId state = 0; state < product.state_count(); ++state) {
    for (const StateNumber beside : members) {
      if (product.distance(state, beside) == Product::kUnreached) continue;
      ++size.vertices;
      for (EdgeIndex edge = graph.first_edge(state); edge < graph.end_edge(state); ++edge) {
        const StateId target = graph.target(edge);
        const bool has_row = target < product.state_count();
        const auto staying = has_row ? std::ranges::count_if(product.targets(beside, target), is_member) : 0;
        size.edges += std::max<std::uint64_t>(1, static_cast<std::uint64_t>(staying));
      }
    }
  }
  return size;
}

}  // namespace doublecheck::checker
