/// Small random component models that are symmetric by construction: a ring of like components, or a hub with like
/// clients around it. Local states may name a component.
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "checker/formula.hpp"
#include "checker/symmetry.hpp"
#include "tests/engine/models/symmetric_oracles.hpp"

namespace doublecheck::tests {

/// How large, and of which kind.
struct SymmetricShape {
  bool is_ring = true;         ///< or a star, whose last component is the hub
  std::size_t like = 3;        ///< components that are alike
  std::size_t values = 4;      ///< of each component
  std::size_t actions = 3;     ///< kinds of actions of each component
  std::size_t events = 3;      ///< kinds
  std::uint8_t uses = 2;       ///< of the only counter
  std::size_t predicates = 2;  ///< about each component
};

class RandomSymmetric {
 public:
  static constexpr std::uint8_t kNobody = 0xFF;

  struct Local {
    std::uint8_t value = 0;
    std::uint8_t named = kNobody;  ///< a component

    bool operator==(const Local&) const = default;
  };

  struct State {
    std::vector<Local> locals;
    std::uint8_t uses = 0;

    bool operator==(const State&) const = default;
  };

  struct Action {
    std::uint8_t owner = 0;  ///< the number of components: shared
    std::uint8_t kind = 0;

    auto operator<=>(const Action&) const = default;
  };

  struct Event {
    std::uint8_t kind = 0;
    std::uint8_t from = 0;  ///< a component

    auto operator<=>(const Event&) const = default;
  };

  using Errands = std::vector<checker::Errand<Event>>;

  RandomSymmetric(const SymmetricShape& shape, std::uint32_t seed) : shape_(shape), random_(seed) {
    for (std::size_t role = 0; role < (shape.is_ring ? 1U : 2U); ++role) tables_.push_back(random_table());
    for (Places& places : all_permutations(shape.like)) {
      if (!shape.is_ring) places.push_back(static_cast<std::uint8_t>(shape.like));
      const bool rotates = places[1] == (places[0] + 1U) % shape.like && is_rotation(places);
      if (!shape.is_ring || rotates) permutations_.push_back(places);
    }
  }

  // The plain model.

  std::vector<State> initial() const { return {{std::vector<Local>(component_count()), shape_.uses}}; }

  void actions(const State& state, std::vector<Action>& actions) const {
    std::vector<Action> candidates;
    for (std::size_t i = 0; i < state.locals.size(); ++i) local_actions(i, state.locals[i], candidates);
    shared_actions(candidates);
    for (const Action action : candidates) {
      if (!cost(action) || state.uses > 0) actions.push_back(action);
    }
  }

  State next(State state, Action action) const {
    if (cost(action)) --state.uses;
    Errands errands;
    for (const std::size_t part : parts(action)) act(part, state.locals[part], action, errands);
    for (std::size_t i = 0; i < errands.size(); ++i) {
      const auto errand = errands[i];
      react(errand.component, state.locals[errand.component], errand.event, errands);
    }
    return state;
  }

  void encode(const State& state, std::string& bytes) const {
    for (const Local& local : state.locals) encode_local(0, local, bytes);
    bytes.push_back(static_cast<char>(state.uses));
  }

  bool may_end(const State& state) const {
    for (std::size_t i = 0; i < state.locals.size(); ++i) {
      if (!local_may_end(i, state.locals[i])) return false;
    }
    return true;
  }

  std::uint32_t label(Action action) const { return action.kind; }

  // The same by components.

  std::size_t component_count() const { return shape_.like + (shape_.is_ring ? 0U : 1U); }
  Local local(const State& state, std::size_t component) const { return state.locals[component]; }
  std::vector<std::uint8_t> counters(const State& state) const { return {state.uses}; }
  State assemble(std::vector<Local> locals, const std::vector<std::uint8_t>& counters) const {
    return {std::move(locals), counters.front()};
  }
  void encode_local(std::size_t, const Local& local, std::string& bytes) const {
    bytes.push_back(static_cast<char>(local.value));
    bytes.push_back(static_cast<char>(local.named));
  }
  Local decode_local(std::size_t, std::string_view bytes) const {
    return {static_cast<std::uint8_t>(bytes[0]), static_cast<std::uint8_t>(bytes[1])};
  }

  void local_actions(std::size_t component, const Local& local, std::vector<Action>& actions) const {
    for (std::size_t kind = 0; kind < shape_.actions; ++kind) {
      if (!table(component).moves[local.value * shape_.actions + kind].enabled) continue;
      actions.push_back({static_cast<std::uint8_t>(component), static_cast<std::uint8_t>(kind)});
    }
  }

  void shared_actions(std::vector<Action>& actions) const {
    actions.push_back({static_cast<std::uint8_t>(component_count()), 0});
  }

  std::optional<std::size_t> cost(Action action) const {
    if (action.owner == component_count() || table(action.owner).costs[action.kind]) return 0;
    return std::nullopt;
  }

  std::vector<std::size_t> parts(Action action) const {
    if (action.owner < component_count()) return {action.owner};
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < component_count(); ++i) all.push_back(i);
    return all;
  }

  void act(std::size_t component, Local& local, Action action, Errands& errands) const {
    const auto self = static_cast<std::uint8_t>(component);
    if (action.owner < component_count()) {
      return carry_out(table(component).moves[local.value * shape_.actions + action.kind], self, self, local, errands);
    }
    // Without errands: the order of the components would show in the order of theirs.
    Errands none;
    react(component, local, {0, self}, none);
  }

  void react(std::size_t component, Local& local, Event event, Errands& errands) const {
    carry_out(table(component).reactions[local.value * shape_.events + event.kind],
              static_cast<std::uint8_t>(component), event.from, local, errands);
  }

  bool local_may_end(std::size_t component, const Local& local) const { return table(component).may_end[local.value]; }

  std::size_t predicate_count() const { return shape_.predicates * component_count(); }
  std::size_t component_of(std::size_t predicate) const { return predicate / shape_.predicates; }
  bool holds(std::size_t predicate, const Local& local) const {
    return table(component_of(predicate)).truths[local.value * shape_.predicates + predicate % shape_.predicates];
  }

  // Its symmetry.

  std::size_t symmetry_count() const { return permutations_.size(); }
  std::size_t renamed_component(std::size_t component, std::size_t permutation) const {
    return permutations_[permutation][component];
  }
  Local renamed_local(std::size_t, const Local& local, std::size_t permutation) const {
    return {local.value, local.named == kNobody ? kNobody : permutations_[permutation][local.named]};
  }
  State renamed(const State& state, std::size_t permutation) const {
    State other = state;
    for (std::size_t i = 0; i < state.locals.size(); ++i) {
      other.locals[renamed_component(i, permutation)] = renamed_local(i, state.locals[i], permutation);
    }
    return other;
  }

  /// That no two components, taken from anywhere in the same relation, fulfil these two predicates at a time.
  checker::Formula random_claim(std::mt19937& random) const {
    const std::size_t one = random() % predicate_count();
    const std::size_t other = random() % predicate_count();
    std::vector<checker::Formula> everywhere;
    for (std::size_t permutation = 0; permutation < permutations_.size(); ++permutation) {
      everywhere.push_back(
          checker::disjunction({checker::negation(checker::predicate(renamed_predicate(one, permutation))),
                                checker::negation(checker::predicate(renamed_predicate(other, permutation)))}));
    }
    return checker::conjunction(std::move(everywhere));
  }

 private:
  enum class Whom : std::uint8_t { self, next, previous, hub, named, giver };
  enum class Name : std::uint8_t { keep, forget, giver };

  struct Move {
    bool enabled = true;
    std::uint8_t target = 0;
    Name name = Name::keep;
    std::vector<std::pair<Whom, std::uint8_t>> errands;  ///< with the kind of event
  };

  struct Table {
    std::vector<Move> moves;      ///< [value][kind of action]
    std::vector<bool> costs;      ///< [kind of action]
    std::vector<Move> reactions;  ///< [value][kind of event]
    std::vector<bool> may_end;    ///< [value]
    std::vector<bool> truths;     ///< [value][predicate]
  };

  bool is_rotation(const Places& places) const {
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (places[i] != (places[0] + i) % shape_.like) return false;
    }
    return true;
  }

  std::size_t renamed_predicate(std::size_t predicate, std::size_t permutation) const {
    return renamed_component(component_of(predicate), permutation) * shape_.predicates + predicate % shape_.predicates;
  }

  const Table& table(std::size_t component) const { return tables_[component < shape_.like ? 0 : 1]; }

  std::uint8_t below(std::size_t bound) { return static_cast<std::uint8_t>(random_() % bound); }
  bool chance(unsigned percent) { return random_() % 100 < percent; }

  /// Errands are events of a lower kind than `bound`, so that they come to an end.
  Move random_move(unsigned percent, std::size_t bound) {
    Move move{chance(percent), below(shape_.values), static_cast<Name>(below(3)), {}};
    while (bound > 0 && chance(45)) {
      move.errands.emplace_back(static_cast<Whom>(below(6)), below(bound));
    }
    return move;
  }

  Table random_table() {
    Table table;
    for (std::size_t i = 0; i < shape_.values * shape_.actions; ++i) {
      table.moves.push_back(random_move(50, shape_.events));
    }
    for (std::size_t i = 0; i < shape_.actions; ++i) table.costs.push_back(chance(30));
    for (std::size_t value = 0; value < shape_.values; ++value) {
      for (std::size_t event = 0; event < shape_.events; ++event) table.reactions.push_back(random_move(100, event));
      table.may_end.push_back(chance(60));
    }
    for (std::size_t i = 0; i < shape_.values * shape_.predicates; ++i) table.truths.push_back(chance(40));
    return table;
  }

  /// A ring has no hub, and a star no neighbours: there it is nobody.
  std::uint8_t who_is(Whom whom, std::uint8_t self, std::uint8_t giver, const Local& local) const {
    const auto like = static_cast<std::uint8_t>(shape_.like);
    switch (whom) {
      case Whom::self:
        return self;
      case Whom::next:
        return shape_.is_ring ? static_cast<std::uint8_t>((self + 1) % like) : kNobody;
      case Whom::previous:
        return shape_.is_ring ? static_cast<std::uint8_t>((self + like - 1) % like) : kNobody;
      case Whom::hub:
        return shape_.is_ring ? kNobody : like;
      case Whom::named:
        return local.named;
      case Whom::giver:
        return giver;
    }
    return kNobody;
  }

  void carry_out(const Move& move, std::uint8_t self, std::uint8_t giver, Local& local, Errands& errands) const {
    for (const auto& [whom, kind] : move.errands) {
      const std::uint8_t component = who_is(whom, self, giver, local);
      if (component != kNobody) errands.push_back({component, {kind, self}});
    }
    local.value = move.target;
    if (move.name == Name::forget) local.named = kNobody;
    if (move.name == Name::giver) local.named = giver;
  }

  SymmetricShape shape_;
  std::mt19937 random_;  // only while the tables are made
  std::vector<Table> tables_;
  std::vector<Places> permutations_;
};

static_assert(checker::EndingComponents<RandomSymmetric>);
static_assert(checker::PredicateModel<RandomSymmetric>);
static_assert(checker::SymmetricComponents<RandomSymmetric>);

}  // namespace doublecheck::tests
