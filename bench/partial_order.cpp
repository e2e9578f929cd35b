/// How many states a partial-order reduction would leave of each scenario: what decides whether it is worth having.
///
/// Stubborn sets (A. Valmari, "Stubborn sets for reduced state space generation", 1990) are taken in a breadth-first
/// search, the smallest that there is in each state. From each state that is not expanded fully one action leads to a
/// state that is not expanded yet (D. Bosnacki and G. Holzmann, "Improving Spin's partial-order reduction for
/// breadth-first search", 2005), so that nothing is put off for ever. What depends on what is known in three ways:
/// - by footprints: what touches a common component, or spends the same counter, depends on each other;
/// - by trial: the whole graph was explored first, and two actions depend on each other only if some state shows it.
///   Rules about pairs of actions cannot know more;
/// - by trial, and what changes whether the premise or the goal of a property is true keeps its order.
#include "cli/checked_protocol.hpp"
#include "cli/explored_protocol.hpp"
#include "cli/searching.hpp"
#include "scenarios/reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstdio>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace doublecheck::bench {
namespace {

using checker::StateId;
using ActionNumber = std::uint16_t;

/// Actions by their numbers.
class ActionSet {
 public:
  static constexpr std::size_t kActionsMax = 512;

  void insert(ActionNumber action) { words_.at(action / 64U) |= std::uint64_t{1} << action % 64U; }
  bool contains(ActionNumber action) const { return (words_[action / 64U] >> action % 64U & 1U) != 0; }

  template <class Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t left = words_[i]; left != 0; left &= left - 1) {
        visit(static_cast<ActionNumber>(i * 64 + static_cast<std::size_t>(std::countr_zero(left))));
      }
    }
  }

  std::size_t size() const {
    std::size_t size = 0;
    for (const std::uint64_t word : words_) size += static_cast<std::size_t>(std::popcount(word));
    return size;
  }

  ActionSet& operator|=(const ActionSet& other) {
    return join(other, [](auto one, auto two) { return one | two; });
  }
  ActionSet& operator&=(const ActionSet& other) {
    return join(other, [](auto one, auto two) { return one & two; });
  }
  ActionSet& operator-=(const ActionSet& other) {
    return join(other, [](auto one, auto two) { return one & ~two; });
  }
  bool operator==(const ActionSet&) const = default;

 private:
  template <class Join>
  ActionSet& join(const ActionSet& other, Join join_words) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] = join_words(words_[i], other.words_[i]);
    return *this;
  }

  std::array<std::uint64_t, kActionsMax / 64> words_{};
};

struct Edge {
  ActionNumber action = 0;
  StateId target = checker::kNoState;
};

/// What an action touches wherever it is enabled, itself and through errands.
struct Footprint {
  std::uint32_t components = 0;  // bit i: component i
  std::uint32_t owners = 0;      // of them, those that the action belongs to
  std::optional<std::size_t> counter;
};

struct Graph {
  std::vector<Footprint> actions;
  std::vector<std::vector<Edge>> rows;  // by state
  std::vector<ActionSet> enabled;       // by state
  std::vector<ActionSet> affordable;    // by state: those whose counter is not 0
  ActionSet visible;                    // those that change what is true of some property

  std::size_t action_count() const { return actions.size(); }
};

/// Bit i: component i.
std::uint32_t touched_by(const cli::CheckedProtocol& protocol, const model::World& world, const model::Action& action) {
  std::vector<cli::CheckedProtocol::Local> locals;
  for (std::size_t i = 0; i < protocol.component_count(); ++i) locals.push_back(protocol.local(world, i));
  std::vector<checker::Errand<model::Event>> errands;
  std::uint32_t touched = 0;
  for (const std::size_t part : protocol.parts(action)) {
    touched |= 1U << part;
    protocol.act(part, locals.at(part), action, errands);
  }
  for (std::size_t i = 0; i < errands.size(); ++i) {
    const checker::Errand<model::Event> errand = errands[i];
    touched |= 1U << errand.component;
    protocol.react(errand.component, locals.at(errand.component), errand.event, errands);
  }
  return touched;
}

/// Which propositions are true.
std::vector<bool> truths_of(const std::vector<cli::Claim>& claims, const model::World& world) {
  std::vector<bool> truths;
  for (const cli::Claim& claim : claims) {
    for (const auto& proposition : claim.propositions) truths.push_back(proposition.test(world));
  }
  return truths;
}

/// Those whose counter is not 0.
ActionSet affordable_in(const std::vector<std::uint8_t>& counters, const std::vector<Footprint>& actions) {
  ActionSet affordable;
  for (ActionNumber action = 0; action < actions.size(); ++action) {
    const auto& counter = actions[action].counter;
    if (!counter || counters[*counter] > 0) affordable.insert(action);
  }
  return affordable;
}

/// Those that change some of the truths, which are by state.
ActionSet visible_in(const Graph& graph, const std::vector<std::vector<bool>>& truths) {
  ActionSet visible;
  for (StateId state = 0; state < graph.rows.size(); ++state) {
    for (const Edge& edge : graph.rows[state]) {
      if (truths[state] != truths[edge.target]) visible.insert(edge.action);
    }
  }
  return visible;
}

Footprint blank_footprint(const cli::CheckedProtocol& protocol, const model::Action& action) {
  Footprint footprint;
  for (const std::size_t part : protocol.parts(action)) footprint.owners |= 1U << part;
  footprint.counter = protocol.cost(action);
  return footprint;
}

Graph explored(const scenarios::Scenario& scenario) {
  const cli::Question question(scenario);
  const cli::CheckedProtocol& protocol = question.protocol;
  const cli::ExploredProtocol whole(scenario.setup);
  const checker::StateGraph& edges = whole.graph().graph;
  Graph graph;
  std::map<model::Action, ActionNumber> numbers;
  std::vector<std::vector<std::uint8_t>> counters;
  std::vector<std::vector<bool>> truths;
  whole.for_each_state([&](StateId state, const model::World& world, const std::span<const model::Action>& actions) {
    std::vector<Edge>& row = graph.rows.emplace_back();
    ActionSet& enabled = graph.enabled.emplace_back();
    for (std::size_t choice = 0; choice < actions.size(); ++choice) {
      const auto [found, is_new] = numbers.try_emplace(actions[choice], static_cast<ActionNumber>(numbers.size()));
      if (is_new) graph.actions.push_back(blank_footprint(protocol, actions[choice]));
      graph.actions[found->second].components |= touched_by(protocol, world, actions[choice]);
      row.push_back({found->second, edges.target(edges.first_edge(state) + choice)});
      enabled.insert(found->second);
    }
    counters.push_back(protocol.counters(world));
    truths.push_back(truths_of(question.claims, world));
  });
  for (const auto& left : counters) graph.affordable.push_back(affordable_in(left, graph.actions));
  graph.visible = visible_in(graph, truths);
  return graph;
}

/// What a reduction knows. Sets are by action.
struct Knowledge {
  std::vector<ActionSet> dependent;  // may not commute with it, or one of the two may disable the other
  std::vector<ActionSet> enabling;   // may make it possible where it is not
  std::vector<ActionSet> possible;   // by state: may still happen
};

/// By footprints: what touches the same component or spends the same counter depends on each other.
Knowledge footprints_of(const Graph& graph) {
  Knowledge known;
  for (const Footprint& one : graph.actions) {
    ActionSet& dependent = known.dependent.emplace_back();
    ActionSet& enabling = known.enabling.emplace_back();
    for (ActionNumber other = 0; other < graph.action_count(); ++other) {
      const Footprint& two = graph.actions[other];
      const bool spend_the_same = one.counter && one.counter == two.counter;
      if (spend_the_same || (one.components & two.components) != 0) dependent.insert(other);
      if ((one.owners & two.components) != 0) enabling.insert(other);
    }
  }
  known.possible = graph.affordable;
  return known;
}

std::optional<StateId> after(const Graph& graph, StateId state, ActionNumber action) {
  for (const Edge& edge : graph.rows[state]) {
    if (edge.action == action) return edge.target;
  }
  return std::nullopt;
}

bool commute(const Graph& graph, const Edge& one, const Edge& two) {
  const auto one_two = after(graph, one.target, two.action);
  return one_two && one_two == after(graph, two.target, one.action);
}

/// Of each state, the actions on any way on from it.
std::vector<ActionSet> futures_of(const Graph& graph) {
  std::vector<ActionSet> futures = graph.enabled;
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    for (std::size_t state = graph.rows.size(); state-- > 0;) {
      const ActionSet before = futures[state];
      for (const Edge& edge : graph.rows[state]) futures[state] |= futures[edge.target];
      has_changed = has_changed || futures[state] != before;
    }
  }
  return futures;
}

Knowledge trials_of(const Graph& graph) {
  Knowledge known;
  known.dependent.resize(graph.action_count());
  known.enabling.resize(graph.action_count());
  for (StateId state = 0; state < graph.rows.size(); ++state) {
    for (const Edge& one : graph.rows[state]) {
      ActionSet now_possible = graph.enabled[one.target];
      now_possible -= graph.enabled[state];
      now_possible.for_each([&](ActionNumber action) { known.enabling[action].insert(one.action); });
      for (const Edge& two : graph.rows[state]) {
        if (one.action != two.action && !commute(graph, one, two)) known.dependent[one.action].insert(two.action);
      }
    }
  }
  known.possible = futures_of(graph);
  return known;
}

Knowledge with_visibility(Knowledge known, const ActionSet& visible) {
  visible.for_each([&](ActionNumber action) { known.dependent[action] |= visible; });
  return known;
}

/// Explores what stubborn sets leave of a graph.
class ReducedSearch {
 public:
  ReducedSearch(const Graph& graph, const Knowledge& known)
      : graph_(graph), known_(known), places_(graph.rows.size(), Place::unseen) {}

  /// Returns how many states are left. REQUIRES: is called once, and state 0 is the only initial one.
  std::uint64_t run() {
    find(0);
    for (; !waiting_.empty(); waiting_.pop_front()) expand(waiting_.front());
    return found_;
  }

  /// Was every state found in which nothing is enabled?
  bool has_all_ends() const {
    for (StateId state = 0; state < graph_.rows.size(); ++state) {
      if (graph_.rows[state].empty() && places_[state] == Place::unseen) return false;
    }
    return true;
  }

 private:
  enum class Place : std::uint8_t { unseen, waiting, expanded };

  void find(StateId state) {
    if (places_[state] != Place::unseen) return;
    places_[state] = Place::waiting;
    waiting_.push_back(state);
    ++found_;
  }

  void expand(StateId state) {
    places_[state] = Place::expanded;
    ActionSet best = graph_.enabled[state];
    for (const Edge& edge : graph_.rows[state]) {
      const ActionSet stubborn = stubborn_set(state, edge.action);
      if (stubborn.size() < best.size() && leads_on(state, stubborn)) best = stubborn;
    }
    for (const Edge& edge : graph_.rows[state]) {
      if (best.contains(edge.action)) find(edge.target);
    }
  }

  /// The enabled actions of the least stubborn set with this one.
  ActionSet stubborn_set(StateId state, ActionNumber action) const {
    ActionSet found;
    found.insert(action);
    std::vector<ActionNumber> unsettled = {action};
    while (!unsettled.empty()) {
      const ActionNumber next = unsettled.back();
      unsettled.pop_back();
      ActionSet added = graph_.enabled[state].contains(next) ? known_.dependent[next] : known_.enabling[next];
      added &= known_.possible[state];
      added -= found;
      added.for_each([&](ActionNumber other) { unsettled.push_back(other); });
      found |= added;
    }
    found &= graph_.enabled[state];
    return found;
  }

  bool leads_on(StateId state, const ActionSet& actions) const {
    return std::ranges::any_of(graph_.rows[state], [&](const Edge& edge) {
      return actions.contains(edge.action) && places_[edge.target] != Place::expanded;
    });
  }

  const Graph& graph_;
  const Knowledge& known_;
  std::vector<Place> places_;
  std::deque<StateId> waiting_;
  std::uint64_t found_ = 0;
};

struct Sizes {
  std::uint64_t states = 0;
  std::uint64_t by_footprints = 0;
  std::uint64_t by_trial = 0;
  std::uint64_t with_order = 0;

  Sizes& operator+=(const Sizes& other) {
    states += other.states;
    by_footprints += other.by_footprints;
    by_trial += other.by_trial;
    with_order += other.with_order;
    return *this;
  }
};

std::uint64_t reduced(const Graph& graph, const Knowledge& known, const std::string& name) {
  ReducedSearch search(graph, known);
  const std::uint64_t states = search.run();
  if (!search.has_all_ends())
    throw std::runtime_error(name + ": the reduction loses a state in which nothing is enabled");
  return states;
}

Sizes measure(const scenarios::Scenario& scenario) {
  const Graph graph = explored(scenario);
  const Knowledge tried = trials_of(graph);
  return {graph.rows.size(), reduced(graph, footprints_of(graph), scenario.name), reduced(graph, tried, scenario.name),
          reduced(graph, with_visibility(tried, graph.visible), scenario.name)};
}

std::string cells(const Sizes& sizes) {
  const auto part = [&](std::uint64_t states) {
    const std::uint64_t per_mille = (states * 1000 + sizes.states / 2) / sizes.states;
    return fmt::format("{} ({}.{} %)", states, per_mille / 10, per_mille % 10);
  };
  return fmt::format("{} | {} | {} | {} |", sizes.states, part(sizes.by_footprints), part(sizes.by_trial),
                     part(sizes.with_order));
}

int run(std::span<char*> files) {
  if (files.empty()) throw std::runtime_error("name the scenario files");
  constexpr std::string_view kColumns = "states | by footprints | by trial | ordered |";
  fmt::print("| scenario | {} without budgets: {}\n|---|---|---|---|---|---|---|---|---|\n", kColumns, kColumns);
  Sizes with_faults;
  Sizes without_faults;
  for (const char* file : files) {
    const auto read = scenarios::read_scenario(file, {});
    if (!read.scenario) throw std::runtime_error(std::string(file) + ": " + read.diagnostics.front().message);
    if (!read.scenario->explored) continue;
    scenarios::Scenario scenario = *read.scenario;
    const Sizes sizes = measure(scenario);
    scenario.setup.budgets = {};
    const Sizes faultless = measure(scenario);
    fmt::print("| {} | {} {}\n", scenario.name, cells(sizes), cells(faultless));
    std::fflush(stdout);
    with_faults += sizes;
    without_faults += faultless;
  }
  fmt::print("| all | {} {}\n", cells(with_faults), cells(without_faults));
  return 0;
}

}  // namespace
}  // namespace doublecheck::bench

int main(int count, char** words) {
  try {
    return doublecheck::bench::run(std::span(words, static_cast<std::size_t>(count)).subspan(1));
  } catch (const std::exception& error) {
    fmt::print(stderr, "partial_order: {}\n", error.what());
    return 1;
  }
}
