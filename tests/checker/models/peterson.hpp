/// Peterson's mutual exclusion for n processes ("Myths about the mutual exclusion problem", 1981), one assignment a
/// step, as in the Murphi distribution (ex/mux).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "checker/model.hpp"

namespace doublecheck::tests {

class Peterson {
 public:
  static constexpr std::size_t kProcessesMax = 5;  // so that a state fits into 63 bits
  static constexpr std::uint8_t kNobody = 0xFF;

  enum class Line : std::uint8_t { idle, raise_level, give_way, wait, critical };

  struct State {
    std::array<Line, kProcessesMax> line = {};
    std::array<std::uint8_t, kProcessesMax> level = {};     // that the others see
    std::array<std::uint8_t, kProcessesMax> counter = {};   // the process's own
    std::array<std::uint8_t, kProcessesMax + 1> last = {};  // by level: who came to it last

    bool operator==(const State&) const = default;
  };

  using Action = std::uint8_t;  // the process that moves: each has exactly one step

  explicit Peterson(std::uint8_t processes) : processes_(processes) {}

  std::vector<State> initial() const {
    State state;
    state.last.fill(kNobody);
    return {state};
  }

  void actions(const State&, std::vector<Action>& actions) const {
    for (Action process = 0; process < processes_; ++process) actions.push_back(process);
  }

  State next(State state, Action process) const {
    Line& line = state.line[process];
    std::uint8_t& counter = state.counter[process];
    switch (line) {
      case Line::idle:
        counter = 1;
        line = Line::raise_level;
        break;
      case Line::raise_level:
        state.level[process] = counter;
        line = Line::give_way;
        break;
      case Line::give_way:
        state.last[counter] = process;
        line = Line::wait;
        break;
      case Line::wait:
        if (!may_pass(state, process)) break;
        ++counter;
        line = counter < processes_ ? Line::raise_level : Line::critical;
        break;
      case Line::critical:
        state.level[process] = 1;
        line = Line::idle;
        break;
    }
    return state;
  }

  void encode(const State& state, std::string& bytes) const {
    for (std::size_t process = 0; process < processes_; ++process) {
      bytes.push_back(static_cast<char>(state.line[process]));
      bytes.push_back(static_cast<char>(state.level[process]));
      bytes.push_back(static_cast<char>(state.counter[process]));
      bytes.push_back(static_cast<char>(state.last[process + 1]));
    }
  }

  std::uint64_t pack(const State& state) const {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < kProcessesMax; ++i) {
      number = number << 3U | static_cast<std::uint64_t>(state.line[i]);
      number = number << 3U | state.level[i];
      number = number << 3U | state.counter[i];
      number = number << 3U | (state.last[i] & 7U);  // of the last level nothing is ever said
    }
    return number;
  }

  State unpack(std::uint64_t number) const {
    State state = initial().front();
    const auto take = [&number] {
      const std::uint64_t value = number & 7U;
      number >>= 3U;
      return static_cast<std::uint8_t>(value);
    };
    for (std::size_t i = kProcessesMax; i-- > 0;) {
      const std::uint8_t last = take();
      state.last[i] = last == (kNobody & 7U) ? kNobody : last;
      state.counter[i] = take();
      state.level[i] = take();
      state.line[i] = static_cast<Line>(take());
    }
    return state;
  }

  checker::Fairness fairness(Action process) const { return {checker::FairnessKind::weak, process}; }

  /// The claim.
  static bool is_exclusive(const State& state) { return std::ranges::count(state.line, Line::critical) <= 1; }

 private:
  bool may_pass(const State& state, Action process) const {
    const std::uint8_t level = state.counter[process];
    if (state.last[level] != process) return true;
    for (Action other = 0; other < processes_; ++other) {
      if (other != process && state.level[other] >= level) return false;
    }
    return true;
  }

  std::uint8_t processes_;
};

}  // namespace doublecheck::tests
