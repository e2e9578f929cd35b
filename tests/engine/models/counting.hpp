/// Components that count, each up to a limit of its own: as many local states as a test wants.
#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "checker/components.hpp"

namespace doublecheck::tests {

class Counting {
 public:
  using Local = std::uint32_t;

  struct State {
    std::vector<Local> locals;
    std::vector<std::uint8_t> counters;

    bool operator==(const State&) const = default;
  };

  struct Action {
    std::size_t owner = 0;
    bool leaps = false;

    auto operator<=>(const Action&) const = default;
  };

  struct Event {
    auto operator<=>(const Event&) const = default;
  };

  /// Component 0 counts freely, the others take `steps` steps in all.
  Counting(std::vector<Local> limits, std::uint8_t steps) : limits_(std::move(limits)), steps_(steps) {}

  /// Component 0 may also go from n to 2n + 2, which makes for few and wide levels.
  bool leaps = false;
  /// Initial states: those in which component 0 has counted up to fewer than this.
  Local starts = 1;
  /// Where component 0 moves on from there, a rule fails.
  std::optional<Local> fails_at;

  // The plain model.

  std::vector<State> initial() const {
    std::vector<State> states(starts, {std::vector<Local>(limits_.size(), 0), {steps_}});
    for (Local i = 0; i < starts; ++i) states[i].locals[0] = i;
    return states;
  }

  void actions(const State& state, std::vector<Action>& actions) const {
    for (std::size_t i = 0; i < limits_.size(); ++i) {
      if (i == 0 || state.counters[0] > 0) local_actions(i, state.locals[i], actions);
    }
  }

  State next(State state, Action action) const {
    if (action.owner > 0) --state.counters[0];
    std::vector<checker::Errand<Event>> errands;
    act(action.owner, state.locals[action.owner], action, errands);
    return state;
  }

  void encode(const State& state, std::string& bytes) const {
    for (const Local local : state.locals) encode_local(0, local, bytes);
    bytes.push_back(static_cast<char>(state.counters[0]));
  }

  bool may_end(const State& state) const { return local_may_end(0, state.locals[0]); }

  // The same by components.

  std::size_t component_count() const { return limits_.size(); }
  Local local(const State& state, std::size_t component) const { return state.locals[component]; }
  std::vector<std::uint8_t> counters(const State& state) const { return state.counters; }
  State assemble(std::vector<Local> locals, const std::vector<std::uint8_t>& counters) const {
    return {std::move(locals), counters};
  }

  void encode_local(std::size_t, Local local, std::string& bytes) const {
    const auto image = std::bit_cast<std::array<char, sizeof(Local)>>(local);
    bytes.append(image.begin(), image.end());
  }
  Local decode_local(std::size_t, std::string_view bytes) const {
    std::array<char, sizeof(Local)> image{};
    bytes.copy(image.data(), image.size());
    return std::bit_cast<Local>(image);
  }

  void local_actions(std::size_t component, Local local, std::vector<Action>& actions) const {
    if (local < limits_[component]) actions.push_back({component, false});
    if (component == 0 && leaps && 2 * local + 2 <= limits_[0]) actions.push_back({component, true});
  }
  void shared_actions(std::vector<Action>&) const {}
  std::optional<std::size_t> cost(Action action) const {
    return action.owner == 0 ? std::nullopt : std::optional<std::size_t>(0);
  }
  std::vector<std::size_t> parts(Action action) const { return {action.owner}; }

  void act(std::size_t component, Local& local, Action action, std::vector<checker::Errand<Event>>&) const {
    if (component == 0 && local == fails_at) throw std::runtime_error("a rule of the model failed");
    local = action.leaps ? 2 * local + 2 : local + 1;
  }
  void react(std::size_t, Local&, Event, std::vector<checker::Errand<Event>>&) const {}

  bool local_may_end(std::size_t component, Local local) const { return component > 0 || local == limits_[0]; }

  /// Predicate i: component i is not at its limit yet.
  std::size_t predicate_count() const { return limits_.size(); }
  std::size_t component_of(std::size_t predicate) const { return predicate; }
  bool holds(std::size_t predicate, Local local) const { return local < limits_[predicate]; }

 private:
  std::vector<Local> limits_;
  std::uint8_t steps_;
};

}  // namespace doublecheck::tests
