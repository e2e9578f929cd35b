#include "checker/fair_components.hpp"

#include <algorithm>
#include <boost/graph/strong_components.hpp>
#include <boost/property_map/property_map.hpp>
#include <utility>

#include "checker/row_graph.hpp"
#include "checker/subgraph.hpp"

namespace doublecheck::checker {
namespace {

using Vertex = Subgraph::Vertex;

/// The states of all components one after the other.
struct Partition {
  std::vector<StateId> states;      // rising inside a component
  std::vector<std::size_t> starts;  // component i is states[starts[i]] to states[starts[i + 1] - 1]

  std::size_t count() const { return starts.size() - 1; }
  std::span<const StateId> component(std::size_t index) const {
    return std::span(states).subspan(starts[index], starts[index + 1] - starts[index]);
  }
};

/// Which component each vertex is in, numbered from 0; and how many there are.
std::pair<std::vector<Vertex>, Vertex> strong_components_of(const Subgraph& subgraph) {
  std::vector<Vertex> component(subgraph.state_count());
  if (component.empty()) return {component, 0};
  std::vector<Vertex> root(component.size());
  std::vector<Vertex> discover_time(component.size());
  std::vector<boost::default_color_type> colour(component.size());
  const auto by_vertex = [](auto& values) {
    return boost::make_iterator_property_map(values.begin(), boost::typed_identity_property_map<Vertex>());
  };
  const Vertex count = boost::strong_components(subgraph, by_vertex(component),
                                                boost::vertex_index_map(boost::typed_identity_property_map<Vertex>())
                                                    .root_map(by_vertex(root))
                                                    .discover_time_map(by_vertex(discover_time))
                                                    .color_map(by_vertex(colour)));
  return {std::move(component), count};
}

Partition partition(const StateGraph& graph, std::span<const StateId> states, std::vector<Vertex>& vertex_of) {
  const auto [component, count] = strong_components_of(Subgraph(graph, states, vertex_of));
  Partition result;
  result.starts.assign(std::size_t{count} + 1, 0);
  for (const Vertex index : component) ++result.starts[std::size_t{index} + 1];
  for (std::size_t index = 0; index < count; ++index) result.starts[index + 1] += result.starts[index];
  result.states.resize(states.size());
  std::vector<std::size_t> next(result.starts.begin(), result.starts.end() - 1);
  for (Vertex vertex = 0; vertex < states.size(); ++vertex) {
    result.states[next[component[vertex]]++] = states[vertex];
  }
  return result;
}

/// What a run can do that stays in one state.
enum class Staying : std::uint8_t {
  loops,     // take an edge back to it
  ends,      // only stutter, and that is fair: no kind of fairness wants anything else
  must_move  // it would have to leave
};

Staying staying_in(const StateGraph& graph, StateId state) {
  Staying staying = Staying::ends;
  for (EdgeIndex edge = graph.first_edge(state); edge < graph.end_edge(state); ++edge) {
    if (graph.target(edge) == state) return Staying::loops;
    if (graph.fairness_class(edge) != kUnfair) staying = Staying::must_move;
  }
  return staying;
}

/// Judges one component after the other.
class Judge {
 public:
  enum class Judgement : std::uint8_t {
    fair,
    hopeless,  // and every part of it is
    refine,    // only what is left without the states that enable a forbidden class can be fair
  };

  Judge(const StateGraph& graph, const FairnessClasses& classes)
      : graph_(graph),
        classes_(classes),
        owner_(graph.state_count(), 0),
        enabled_in_(classes.size()),
        last_state_(classes.size()),
        taken_(classes.size()),
        forbidden_(classes.size()) {}

  Judgement judge(std::span<const StateId> component) {
    count_classes(component);
    Judgement judgement = Judgement::fair;
    for (ClassIndex index = 1; index < classes_.size(); ++index) {
      const bool is_strong = classes_.kind(index) == FairnessKind::strong;
      const bool is_ignored = enabled_in_[index] > 0 && !taken_[index];
      if (is_ignored && !is_strong && enabled_in_[index] == component.size()) return Judgement::hopeless;
      forbidden_[index] = is_ignored && is_strong;
      if (forbidden_[index]) judgement = Judgement::refine;
    }
    return judgement;
  }

  /// The states of the component judged last that enable no forbidden class.
  std::vector<StateId> rest(std::span<const StateId> component) const {
    std::vector<StateId> rest;
    std::ranges::copy_if(component, std::back_inserter(rest), [this](StateId state) { return !is_spoiled(state); });
    return rest;
  }

 private:
  void count_classes(std::span<const StateId> component) {
    std::ranges::fill(enabled_in_, 0);
    std::ranges::fill(last_state_, kNoState);
    taken_.assign(classes_.size(), false);
    ++current_;
    for (const StateId state : component) owner_[state] = current_;
    for (const StateId state : component) {
      for (EdgeIndex edge = graph_.first_edge(state); edge < graph_.end_edge(state); ++edge) {
        const ClassIndex index = graph_.fairness_class(edge);
        const StateId target = graph_.target(edge);
        if (last_state_[index] != state) ++enabled_in_[index];
        last_state_[index] = state;
        if (target < owner_.size() && owner_[target] == current_) taken_[index] = true;
      }
    }
  }

  bool is_spoiled(StateId state) const {
    for (EdgeIndex edge = graph_.first_edge(state); edge < graph_.end_edge(state); ++edge) {
      if (forbidden_[graph_.fairness_class(edge)]) return true;
    }
    return false;
  }

  const StateGraph& graph_;
  const FairnessClasses& classes_;
  std::vector<std::uint32_t> owner_;  // by state: the number of the judgement that saw it last
  std::uint32_t current_ = 0;
  // by class, of the component judged last
  std::vector<std::size_t> enabled_in_;  // states that enable it
  std::vector<StateId> last_state_;      // the state last counted in enabled_in_
  std::vector<bool> taken_;
  std::vector<bool> forbidden_;
};

}  // namespace

bool find_fair_components(const StateGraph& graph, const FairnessClasses& classes, ComponentQuery query,
                          const std::function<void(std::span<const StateId>)>& found, const KeepGoing& keep_going) {
  Judge judge(graph, classes);
  std::vector<Vertex> vertex_of(graph.state_count(), Subgraph::kNoVertex);
  std::vector<std::vector<StateId>> waiting;
  waiting.push_back(std::move(query.allowed));
  while (!waiting.empty()) {
    if (keep_going && !keep_going()) return false;
    const std::vector<StateId> states = std::move(waiting.back());
    waiting.pop_back();
    const Partition parts = partition(graph, states, vertex_of);
    for (std::size_t index = 0; index < parts.count(); ++index) {
      const std::span<const StateId> component = parts.component(index);
      if (query.rules.must_visit && std::ranges::none_of(component, query.rules.must_visit)) continue;
      if (component.size() == 1) {  // as nearly all are
        const Staying staying = staying_in(graph, component.front());
        if (staying == Staying::ends && query.rules.can_stutter) found(component);
        if (staying != Staying::loops) continue;
      }
      switch (judge.judge(component)) {
        case Judge::Judgement::fair:
          found(component);
          break;
        case Judge::Judgement::hopeless:
          break;
        case Judge::Judgement::refine:
          if (std::vector<StateId> rest = judge.rest(component); !rest.empty()) waiting.push_back(std::move(rest));
          break;
      }
    }
  }
  return true;
}

std::uint64_t fair_components_bytes_max(std::uint64_t states, std::uint64_t edges) {
  // Subgraph, components, what the library keeps for each vertex, and its stack as deep as there are states.
  constexpr std::uint64_t kBytesPerState = 160;
  // A copy of the targets in a vector that doubles.
  constexpr std::uint64_t kBytesPerEdge = 3 * sizeof(Vertex);
  return states * kBytesPerState + edges * kBytesPerEdge;
}

}  // namespace doublecheck::checker
