// What would have avoided a counterexample.

#include "checker/state_store.hpp"
#include "cli/checked_protocol.hpp"
#include "cli/explaining.hpp"
#include "ltl/automaton.hpp"
#include "model/predicates.hpp"
#include "model/step_words.hpp"
#include "properties/course.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace doublecheck::cli {
namespace {

/// How many states may be met, in all searches for one counterexample together.
constexpr std::size_t kStatesMax = 10'000;

using Watching = std::vector<ltl::StateNumber>;  // ascending: all states in which an automaton may be

/// Follows what a claim makes of a run. Without a claim every run is right.
class ClaimWatch {
 public:
  explicit ClaimWatch(const properties::Claim* claim) : claim_(claim) {
    if (claim != nullptr) automaton_ = ltl::automaton_for(ltl::negation(claim->formula));
  }

  Watching initial() const { return sorted(automaton_.initial); }

  Watching after(const Watching& watching, const model::World& world) const {
    if (claim_ == nullptr) return {};
    const ltl::Letter letter = properties::letter_of(*claim_, world);
    Watching next;
    for (const ltl::StateNumber state : watching) {
      for (const ltl::Transition& transition : automaton_.states[state].transitions) {
        if (transition.guard.admits(letter)) next.push_back(transition.target);
      }
    }
    return sorted(std::move(next));
  }

  /// Is the claim true of a run that has come here and stays? `watching`: before this world.
  bool holds_if_it_stays(const Watching& watching, const model::World& world) const {
    if (claim_ == nullptr) return true;
    const ltl::Letter letter = properties::letter_of(*claim_, world);
    return std::ranges::none_of(
        watching, [&](ltl::StateNumber state) { return ltl::accepts_for_ever(automaton_, state, letter); });
  }

  bool is_broken_for_good(const model::World& world) const {
    return claim_ != nullptr && claim_->invariant && !model::holds(*claim_->invariant, world);
  }

 private:
  static Watching sorted(Watching states) {
    std::ranges::sort(states);
    const auto [first, last] = std::ranges::unique(states);
    states.erase(first, last);
    return states;
  }

  const properties::Claim* claim_;
  ltl::Automaton automaton_;
};

class RescueSearch {
 public:
  RescueSearch(const Violation& violation, std::size_t& states_left)
      : setup_(violation.scenario.setup), protocol_(setup_, violation.claim.interest), states_left_(states_left) {
    for (const model::Message& message : setup_.workload) {
      if (model::holds(model::is_composed(message), violation.worlds.back())) written_.push_back(message);
    }
  }

  /// The shortest way without a fault to where all is well, or nothing.
  std::optional<std::vector<model::Action>> find(const ClaimWatch& watch, const model::World& from, Watching watching) {
    checker::StateStore store;
    std::vector<Reached> reached;
    const auto meet = [&](model::World world, Watching beside, std::size_t parent, const model::Action& action) {
      if (watch.is_broken_for_good(world)) return;
      std::string encoding;
      protocol_.encode(world, encoding);
      for (const ltl::StateNumber state : beside) {
        for (unsigned shift = 0; shift < 32; shift += 8) encoding.push_back(static_cast<char>(state >> shift));
      }
      const auto place = store.find(encoding);
      if (place.id != checker::kNoState) return;
      store.add(place, encoding);
      reached.push_back({std::move(world), std::move(beside), parent, action});
    };
    meet(from, std::move(watching), 0, {});
    for (std::size_t i = 0; i < reached.size(); ++i) {
      if (states_left_ == 0) return std::nullopt;
      --states_left_;
      const model::World world = reached[i].world;
      if (is_at_rest(world) && watch.holds_if_it_stays(reached[i].watching, world)) return way_to(reached, i);
      const Watching next = watch.after(reached[i].watching, world);
      std::vector<model::Action> actions;
      protocol_.actions(world, actions);
      for (const model::Action& action : actions) {
        if (!model::cost_of(action)) meet(protocol_.next(world, action), next, i, action);
      }
    }
    return std::nullopt;
  }

 private:
  struct Reached {
    model::World world;
    Watching watching;       // before this world
    std::size_t parent = 0;  // itself: the first
    model::Action action;
  };

  bool is_at_rest(const model::World& world) const {
    return protocol_.may_end(world) && std::ranges::all_of(written_, [&](const model::Message& message) {
             return model::holds(model::is_composed(message), world);
           });
  }

  static std::vector<model::Action> way_to(const std::vector<Reached>& reached, std::size_t end) {
    std::vector<model::Action> way;
    for (; end != 0; end = reached[end].parent) way.push_back(reached[end].action);
    std::ranges::reverse(way);
    return way;
  }

  const model::Setup& setup_;
  CheckedProtocol protocol_;
  std::vector<model::Message> written_;
  std::size_t& states_left_;
};

reports::Rescue rescue_by(const std::vector<model::Action>& way, std::size_t after, const model::World& world,
                          const model::Setup& setup) {
  reports::Rescue rescue{true, after, "", "", way.size()};
  if (way.empty()) return rescue;
  rescue.action = model::to_text(way.front(), setup);
  rescue.words = model::sentence_of(setup, way.front(), world);
  return rescue;
}

}  // namespace

std::optional<reports::Rescue> rescue_of(const Violation& violation) {
  std::size_t states_left = kStatesMax;
  RescueSearch search(violation, states_left);
  const ClaimWatch watch(&violation.claim);
  std::vector<Watching> watching = {watch.initial()};  // by world: before it
  for (const model::World& world : violation.worlds) watching.push_back(watch.after(watching.back(), world));
  for (std::size_t after = violation.path.cycle_start.value_or(violation.path.actions.size()) + 1; after-- > 0;) {
    const model::World& world = violation.worlds[after];
    if (const auto way = search.find(watch, world, watching[after])) {
      return rescue_by(*way, after, world, violation.scenario.setup);
    }
    if (states_left == 0) return std::nullopt;
  }
  const bool is_there_rest = search.find(ClaimWatch(nullptr), violation.worlds.front(), {}).has_value();
  if (!is_there_rest) return std::nullopt;
  return reports::Rescue{};
}

}  // namespace doublecheck::cli
