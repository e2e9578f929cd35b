#include "ltl/memory.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "ltl/alternating.hpp"
#include "ltl/assert.hpp"
#include "ltl/graph.hpp"

namespace doublecheck::ltl {
namespace {

using Kind = Formula::Kind;

Letter bit_of(std::size_t proposition) { return Letter{1} << proposition; }

/// Takes the past out of a formula, the inner parts first.
class Extraction {
 public:
  explicit Extraction(const Formula& formula) : numbers_taken_(propositions_of(formula)) {
    remembering_.formula = replaced(formula);
  }

  Remembering result() && { return std::move(remembering_); }

 private:
  Formula replaced(const Formula& formula) {
    if (formula.kind == Kind::once) return bit_for(replaced(formula.operands.at(0)));
    if (formula.kind == Kind::historically) {
      // It never was otherwise: one kind of memory is enough.
      return negation(bit_for(negation_normal_form(negation(replaced(formula.operands.at(0))))));
    }
    Formula result = formula;
    for (Formula& operand : result.operands) operand = replaced(operand);
    return result;
  }

  Formula bit_for(Formula watched) {
    std::vector<Formula>& known = remembering_.watched;
    const auto found = std::ranges::find(known, watched);
    if (found != known.end()) return proposition(remembering_.bits[static_cast<std::size_t>(found - known.begin())]);
    std::size_t free = 0;
    while (std::ranges::find(numbers_taken_, free) != numbers_taken_.end()) ++free;
    if (free >= kPropositionsMax) throw AutomatonTooLarge("more than 64 propositions and operators of the past");
    numbers_taken_.push_back(free);
    known.push_back(std::move(watched));
    remembering_.bits.push_back(free);
    return proposition(free);
  }

  std::vector<std::size_t> numbers_taken_;
  Remembering remembering_;
};

/// The state of the automaton, and the bits that are set by propositions: what was true at some position before.
struct Place {
  StateNumber state = 0;
  Letter memory = 0;

  auto operator<=>(const Place&) const = default;
};

/// One way to update the memory: letters, and the bits after them.
struct Update {
  Cube guard = {};
  Letter memory = 0;
};

/// Of the work: what a watched formula with values put in costs to be simplified.
constexpr std::size_t kStepsForABit = 50;

class Product {
 public:
  Product(const Automaton& automaton, const Remembering& remembering, std::size_t states_max, Work& work)
      : automaton_(automaton), remembering_(remembering), states_max_(states_max), work_(work) {
    for (const std::size_t bit : remembering.bits) all_bits_ |= bit_of(bit);
    find_needs();
  }

  Automaton run() {
    Automaton result;
    for (const StateNumber state : automaton_.initial) result.initial.push_back(number_of({.state = state}));
    for (std::size_t index = 0; index < found_.size(); ++index) {
      const Place here = found_[index];  // a copy: more are numbered meanwhile
      AutomatonState state{.is_accepting = automaton_.states[here.state].is_accepting};
      for (const Transition& transition : automaton_.states[here.state].transitions) {
        add_transitions(here.memory, transition, state.transitions);
      }
      result.states.push_back(std::move(state));
    }
    return result;
  }

 private:
  void add_transitions(Letter memory, const Transition& transition, std::vector<Transition>& transitions) {
    const Letter asked = (transition.guard.must | transition.guard.must_not) & all_bits_;
    std::vector<Update> updates = {
        {.guard = {.must = transition.guard.must & ~all_bits_, .must_not = transition.guard.must_not & ~all_bits_}}};
    const Letter wanted = with_inner(asked | needs_[transition.target]);
    for (std::size_t index = 0; index < remembering_.bits.size(); ++index) {
      const Letter bit = bit_of(remembering_.bits[index]);
      if ((wanted & bit) != 0) updates = after_bit(updates, index, (memory & bit) != 0, transition.guard);
    }
    for (const Update& update : updates) {
      const Place there{.state = transition.target, .memory = update.memory & needs_[transition.target]};
      transitions.push_back({.guard = update.guard, .target = number_of(there)});
    }
    if (transitions.size() > states_max_) {
      throw AutomatonTooLarge("more than " + std::to_string(states_max_) + " transitions from one state");
    }
  }

  /// A bit that is set stays set; another one is set if the letter makes true what it watches. The guard of the
  /// automaton may ask for one of the two.
  std::vector<Update> after_bit(const std::vector<Update>& updates, std::size_t index, bool was_set,
                                const Cube& asked) const {
    const Letter bit = bit_of(remembering_.bits[index]);
    std::vector<Update> after;
    for (const Update& update : updates) {
      work_.spend(1);
      for (const bool is_set : {true, false}) {
        if (((is_set ? asked.must_not : asked.must) & bit) != 0) continue;
        const Letter memory = is_set ? update.memory | bit : update.memory;
        for (const Cube& cube : cubes_of_bit(index, was_set, is_set, update.memory)) {
          const std::optional<Cube> guard = both(update.guard, cube);
          if (guard) after.push_back({.guard = *guard, .memory = memory});
        }
      }
    }
    return after;
  }

  /// The letters after which the bit is set or not; `inner` has the bits before it, as they are after the letter.
  std::vector<Cube> cubes_of_bit(std::size_t index, bool was_set, bool is_set, Letter inner) const {
    if (was_set) return is_set ? std::vector<Cube>{Cube{}} : std::vector<Cube>{};
    const Formula known = with_values(remembering_.watched[index], inner);
    const Formula wanted = simplified(is_set ? known : negation(known));
    work_.spend(kStepsForABit);
    Alternating alternating(states_max_, work_);
    std::vector<Cube> cubes;
    for (const Obligations& alternative : alternating.alternatives(wanted)) {
      for (const Move& move : alternating.moves_of_all(alternative)) cubes.push_back(move.guard);
    }
    return cubes;
  }

  Formula with_values(const Formula& formula, Letter memory) const {
    if (formula.kind == Kind::proposition && (bit_of(formula.proposition) & all_bits_) != 0) {
      return constant((bit_of(formula.proposition) & memory) != 0);
    }
    Formula result = formula;
    for (Formula& operand : result.operands) operand = with_values(operand, memory);
    return result;
  }

  /// The bits and those that are asked for by what they watch.
  Letter with_inner(Letter bits) const {
    for (std::size_t index = remembering_.bits.size(); index-- > 0;) {
      if ((bits & bit_of(remembering_.bits[index])) == 0) continue;
      for (const std::size_t inner : propositions_of(remembering_.watched[index])) bits |= bit_of(inner) & all_bits_;
    }
    return bits;
  }

  /// What no guard ahead asks for is forgotten: fewer states.
  void find_needs() {
    const Successors successors = successors_of(automaton_);
    for (StateNumber state = 0; state < automaton_.states.size(); ++state) {
      const std::vector<bool> is_ahead = reachable_from(successors, {state});
      Letter asked = 0;
      for (StateNumber ahead = 0; ahead < automaton_.states.size(); ++ahead) {
        if (!is_ahead[ahead]) continue;
        for (const Transition& transition : automaton_.states[ahead].transitions) {
          asked |= (transition.guard.must | transition.guard.must_not) & all_bits_;
        }
      }
      needs_.push_back(with_inner(asked));
    }
  }

  StateNumber number_of(const Place& place) {
    const auto [entry, is_new] = numbers_.try_emplace(place, static_cast<StateNumber>(found_.size()));
    if (is_new) found_.push_back(place);
    if (found_.size() > states_max_) {
      throw AutomatonTooLarge("more than " + std::to_string(states_max_) + " states");
    }
    return entry->second;
  }

  const Automaton& automaton_;
  const Remembering& remembering_;
  std::size_t states_max_;
  Work& work_;
  Letter all_bits_ = 0;
  std::vector<Letter> needs_;  // by state
  std::map<Place, StateNumber> numbers_;
  std::vector<Place> found_;
};

}  // namespace

Remembering without_past(const Formula& formula) { return Extraction(formula).result(); }

Automaton with_memory(const Automaton& automaton, const Remembering& remembering, std::size_t states_max, Work& work) {
  if (remembering.bits.empty()) return automaton;
  return Product(automaton, remembering, states_max, work).run();
}

}  // namespace doublecheck::ltl
