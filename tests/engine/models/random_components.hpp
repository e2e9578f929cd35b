/// Small random component models: each answers the plain questions about whole states and those about components from
/// the same tables, so that engines can be held against each other.
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "checker/components.hpp"

namespace doublecheck::tests {

/// How large, and how much goes on.
struct RandomShape {
  std::size_t components = 2;
  std::size_t locals = 5;   ///< local states of each component
  std::size_t actions = 4;  ///< kinds of actions of each component
  std::size_t events = 3;   ///< that a component can get
  std::size_t counters = 1;
  std::uint8_t counter_start = 2;
  std::size_t shared = 1;      ///< actions without an owner, on all components
  std::size_t predicates = 2;  ///< about each component
  std::size_t starts = 1;      ///< initial states; of more than two, every third repeats the first
};

class RandomComponents {
 public:
  using Local = std::uint8_t;

  struct State {
    std::vector<Local> locals;
    std::vector<std::uint8_t> counters;

    bool operator==(const State&) const = default;
  };

  struct Action {
    std::uint8_t owner = 0;  ///< the number of components: shared
    std::uint8_t kind = 0;

    auto operator<=>(const Action&) const = default;
  };

  struct Event {
    std::uint8_t kind = 0;

    auto operator<=>(const Event&) const = default;
  };

  RandomComponents(const RandomShape& shape, std::uint32_t seed) : shape_(shape), random_(seed) {
    for (std::size_t component = 0; component < shape.components; ++component) tables_.push_back(random_table());
    for (std::size_t i = 0; i < shape.shared; ++i) shared_costs_.push_back(random_cost());
    for (std::size_t i = 0; i < shape.predicates * shape.components * shape.locals; ++i) truths_.push_back(chance(50));
    for (std::size_t i = 0; i < shape.starts; ++i) starts_.push_back(i % 3 == 0 ? first() : random_start());
  }

  // The plain model.

  std::vector<State> initial() const { return starts_; }

  void actions(const State& state, std::vector<Action>& actions) const {
    std::vector<Action> candidates;
    for (std::size_t i = 0; i < shape_.components; ++i) local_actions(i, state.locals[i], candidates);
    shared_actions(candidates);
    for (const Action action : candidates) {
      const auto counter = cost(action);
      if (!counter || state.counters[*counter] > 0) actions.push_back(action);
    }
  }

  State next(State state, Action action) const {
    if (const auto counter = cost(action)) --state.counters[*counter];
    std::vector<checker::Errand<Event>> errands;
    for (const std::size_t part : parts(action)) act(part, state.locals[part], action, errands);
    for (std::size_t i = 0; i < errands.size(); ++i) {
      const auto errand = errands[i];
      react(errand.component, state.locals[errand.component], errand.event, errands);
    }
    return state;
  }

  void encode(const State& state, std::string& bytes) const {
    for (const Local local : state.locals) bytes.push_back(static_cast<char>(local));
    for (const std::uint8_t counter : state.counters) bytes.push_back(static_cast<char>(counter));
  }

  bool may_end(const State& state) const {
    for (std::size_t i = 0; i < shape_.components; ++i) {
      if (!local_may_end(i, state.locals[i])) return false;
    }
    return true;
  }

  std::uint32_t label(Action action) const { return action.kind; }

  checker::Fairness fairness(Action action) const {
    const std::uint64_t action_class = action.owner * 16U + action.kind;
    switch (action_class % 3) {
      case 0:
        return {checker::FairnessKind::none, 0};
      case 1:
        return {checker::FairnessKind::weak, action_class};
      default:
        return {checker::FairnessKind::strong, action_class};
    }
  }

  // The same by components.

  std::size_t component_count() const { return shape_.components; }
  Local local(const State& state, std::size_t component) const { return state.locals[component]; }
  std::vector<std::uint8_t> counters(const State& state) const { return state.counters; }
  State assemble(std::vector<Local> locals, const std::vector<std::uint8_t>& counters) const {
    return {std::move(locals), counters};
  }
  void encode_local(std::size_t, Local local, std::string& bytes) const { bytes.push_back(static_cast<char>(local)); }
  std::vector<checker::EncodedField> local_fields(std::size_t, const Local& local) const {
    return {{"high", std::string(1, static_cast<char>(local / 2))},
            {"low", std::string(1, static_cast<char>(local % 2))}};
  }
  Local decode_local(std::size_t, std::string_view bytes) const { return static_cast<Local>(bytes.front()); }

  void local_actions(std::size_t component, Local local, std::vector<Action>& actions) const {
    for (std::size_t kind = 0; kind < shape_.actions; ++kind) {
      if (!move(component, local, kind).enabled) continue;
      actions.push_back({static_cast<std::uint8_t>(component), static_cast<std::uint8_t>(kind)});
    }
  }

  void shared_actions(std::vector<Action>& actions) const {
    for (std::size_t i = 0; i < shape_.shared; ++i) {
      actions.push_back({static_cast<std::uint8_t>(shape_.components), static_cast<std::uint8_t>(i)});
    }
  }

  std::optional<std::size_t> cost(Action action) const {
    if (action.owner == shape_.components) return shared_costs_[action.kind];
    return tables_[action.owner].costs[action.kind];
  }

  std::vector<std::size_t> parts(Action action) const {
    if (action.owner < shape_.components) return {action.owner};
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < shape_.components; ++i) all.push_back(i);
    return all;
  }

  void act(std::size_t component, Local& local, Action action, std::vector<checker::Errand<Event>>& errands) const {
    // A shared action is the same as an event to each.
    if (action.owner == shape_.components) return react(component, local, {action.kind}, errands);
    carry_out(move(component, local, action.kind), local, errands);
  }

  void react(std::size_t component, Local& local, Event event, std::vector<checker::Errand<Event>>& errands) const {
    carry_out(tables_[component].reactions[local * shape_.events + event.kind], local, errands);
  }

  bool local_may_end(std::size_t component, Local local) const { return tables_[component].may_end[local]; }

  std::size_t predicate_count() const { return shape_.predicates * shape_.components; }
  std::size_t component_of(std::size_t predicate) const { return predicate / shape_.predicates; }
  bool holds(std::size_t predicate, Local local) const { return truths_[predicate * shape_.locals + local]; }
  bool holds_in(std::size_t predicate, const State& state) const {
    return holds(predicate, state.locals[component_of(predicate)]);
  }

 private:
  struct Move {
    bool enabled = false;
    Local target = 0;
    std::vector<checker::Errand<Event>> errands;
  };

  struct Table {
    std::vector<Move> moves;  ///< [local][kind]
    std::vector<std::optional<std::size_t>> costs;
    std::vector<Move> reactions;  ///< [local][event]
    std::vector<bool> may_end;
  };

  std::size_t below(std::size_t bound) { return random_() % bound; }
  bool chance(unsigned percent) { return below(100) < percent; }

  std::optional<std::size_t> random_cost() {
    if (shape_.counters == 0 || chance(60)) return std::nullopt;
    return below(shape_.counters);
  }

  State first() const {
    return {std::vector<Local>(shape_.components, 0), std::vector<std::uint8_t>(shape_.counters, shape_.counter_start)};
  }

  State random_start() {
    State state = first();
    for (Local& local : state.locals) local = static_cast<Local>(below(shape_.locals));
    for (std::uint8_t& counter : state.counters) counter = static_cast<std::uint8_t>(below(shape_.counter_start + 1U));
    return state;
  }

  /// Errands are events of a lower kind than `bound`, so that they come to an end.
  Move random_move(unsigned percent, std::size_t bound) {
    Move move{chance(percent), static_cast<Local>(below(shape_.locals)), {}};
    while (bound > 0 && chance(35)) {
      move.errands.push_back({below(shape_.components), {static_cast<std::uint8_t>(below(bound))}});
    }
    return move;
  }

  Table random_table() {
    Table table;
    for (std::size_t i = 0; i < shape_.locals * shape_.actions; ++i) {
      table.moves.push_back(random_move(40, shape_.events));
    }
    for (std::size_t i = 0; i < shape_.actions; ++i) table.costs.push_back(random_cost());
    for (std::size_t local = 0; local < shape_.locals; ++local) {
      for (std::size_t event = 0; event < shape_.events; ++event) table.reactions.push_back(random_move(0, event));
      table.may_end.push_back(chance(70));
    }
    return table;
  }

  const Move& move(std::size_t component, Local local, std::size_t kind) const {
    return tables_[component].moves[local * shape_.actions + kind];
  }

  static void carry_out(const Move& move, Local& local, std::vector<checker::Errand<Event>>& errands) {
    local = move.target;
    errands.insert(errands.end(), move.errands.begin(), move.errands.end());
  }

  RandomShape shape_;
  std::mt19937 random_;  // only while the tables are made
  std::vector<Table> tables_;
  std::vector<std::optional<std::size_t>> shared_costs_;
  std::vector<bool> truths_;
  std::vector<State> starts_;
};

static_assert(checker::EndingComponents<RandomComponents>);
static_assert(checker::PredicateModel<RandomComponents>);
static_assert(checker::FairModel<RandomComponents>);

}  // namespace doublecheck::tests
