/// Two parties count to a maximum by turns over a network that duplicates, and may lose.
///
/// As in the tests of Stateright's actor model: what was sent stays deliverable until it is lost, and a delivery that
/// would change nothing is no action.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace doublecheck::tests {

class PingPong {
 public:
  struct State {
    std::uint8_t pings = 0;        // count of the party that serves
    std::uint8_t pongs = 0;        // count of the other
    std::uint16_t pings_sent = 0;  // bit i: "ping i" can be delivered
    std::uint16_t pongs_sent = 0;  // bit i: "pong i" can be delivered

    bool operator==(const State&) const = default;
  };

  enum class Kind : std::uint8_t { deliver_ping, deliver_pong, lose_ping, lose_pong };

  struct Action {
    Kind kind = Kind::deliver_ping;
    std::uint8_t number = 0;

    bool operator==(const Action&) const = default;
  };

  /// REQUIRES: maximum < 16.
  PingPong(std::uint8_t maximum, bool is_lossy) : maximum_(maximum), is_lossy_(is_lossy) {}

  std::vector<State> initial() const { return {State{.pings = 0, .pongs = 0, .pings_sent = 1, .pongs_sent = 0}}; }

  void actions(const State& state, std::vector<Action>& actions) const {
    if (state.pongs < maximum_ && has(state.pings_sent, state.pongs))
      actions.push_back({Kind::deliver_ping, state.pongs});
    if (state.pings < maximum_ && has(state.pongs_sent, state.pings))
      actions.push_back({Kind::deliver_pong, state.pings});
    if (!is_lossy_) return;
    for (std::uint8_t number = 0; number <= maximum_; ++number) {
      if (has(state.pings_sent, number)) actions.push_back({Kind::lose_ping, number});
      if (has(state.pongs_sent, number)) actions.push_back({Kind::lose_pong, number});
    }
  }

  State next(State state, Action action) const {
    switch (action.kind) {
      case Kind::deliver_ping:
        state.pongs_sent = with(state.pongs_sent, state.pongs);
        ++state.pongs;
        break;
      case Kind::deliver_pong:
        ++state.pings;
        state.pings_sent = with(state.pings_sent, state.pings);
        break;
      case Kind::lose_ping:
        state.pings_sent = without(state.pings_sent, action.number);
        break;
      case Kind::lose_pong:
        state.pongs_sent = without(state.pongs_sent, action.number);
        break;
    }
    return state;
  }

  void encode(const State& state, std::string& bytes) const {
    bytes.push_back(static_cast<char>(state.pings));
    bytes.push_back(static_cast<char>(state.pongs));
    for (const std::uint16_t mask : {state.pings_sent, state.pongs_sent}) {
      bytes.push_back(static_cast<char>(mask & 0xFF));
      bytes.push_back(static_cast<char>(mask >> 8));
    }
  }

  std::uint64_t pack(const State& state) const {
    return std::uint64_t{state.pings} << 40U | std::uint64_t{state.pongs} << 32U |
           std::uint64_t{state.pings_sent} << 16U | state.pongs_sent;
  }

  State unpack(std::uint64_t number) const {
    return {.pings = static_cast<std::uint8_t>(number >> 40U),
            .pongs = static_cast<std::uint8_t>(number >> 32U & 0xFFU),
            .pings_sent = static_cast<std::uint16_t>(number >> 16U & 0xFFFFU),
            .pongs_sent = static_cast<std::uint16_t>(number & 0xFFFFU)};
  }

 private:
  static bool has(std::uint16_t mask, std::uint8_t number) { return (mask & 1U << number) != 0; }
  static std::uint16_t with(std::uint16_t mask, std::uint8_t number) {
    return static_cast<std::uint16_t>(mask | 1U << number);
  }
  static std::uint16_t without(std::uint16_t mask, std::uint8_t number) {
    return static_cast<std::uint16_t>(mask & ~(1U << number));
  }

  std::uint8_t maximum_;
  bool is_lossy_;
};

}  // namespace doublecheck::tests
