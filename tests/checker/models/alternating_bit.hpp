/// The alternating bit protocol over lossy FIFO queues, as in Leslie Lamport's "Specifying Systems" (2002),
/// section 14.7.
///
/// The book bounds the queues by leaving states with longer ones out; here nothing is sent into a full queue, which
/// gives the same states.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "checker/model.hpp"

namespace doublecheck::tests {

class AlternatingBit {
 public:
  static constexpr std::uint8_t kValues = 2;
  static constexpr std::size_t kQueueMax = 2;

  struct Message {
    std::uint8_t bit = 0;
    std::uint8_t value = 0;

    bool operator==(const Message&) const = default;
  };

  struct State {
    std::vector<Message> messages;  // first in, first out; at most kQueueMax
    std::vector<std::uint8_t> acks;
    std::uint8_t sender_bit = 0;
    std::uint8_t acked_bit = 0;  // equals sender_bit when the sender is free to send a new value
    std::uint8_t receiver_bit = 0;
    std::uint8_t sent = 0;
    std::uint8_t received = 0;

    bool operator==(const State&) const = default;
  };

  enum class Kind : std::uint8_t { send_new, resend, receive, send_ack, receive_ack, lose_message, lose_ack };

  struct Action {
    Kind kind = Kind::resend;
    std::uint8_t detail = 0;  // of send_new: the value; of the losses: the position in the queue

    bool operator==(const Action&) const = default;
  };

  /// The book has strong fairness for receiving; weak fairness is not enough, because a queue may lose everything.
  explicit AlternatingBit(checker::FairnessKind of_receiving = checker::FairnessKind::strong)
      : of_receiving_(of_receiving) {}

  std::vector<State> initial() const {
    std::vector<State> states;
    for (std::uint8_t bit = 0; bit < 2; ++bit) {
      for (std::uint8_t sent = 0; sent < kValues; ++sent) {
        for (std::uint8_t received = 0; received < kValues; ++received) {
          states.push_back({{}, {}, bit, bit, bit, sent, received});
        }
      }
    }
    return states;
  }

  void actions(const State& state, std::vector<Action>& actions) const {
    if (state.messages.size() < kQueueMax && state.acked_bit == state.sender_bit) {
      for (std::uint8_t value = 0; value < kValues; ++value) actions.push_back({Kind::send_new, value});
    }
    if (state.messages.size() < kQueueMax && state.acked_bit != state.sender_bit) actions.push_back({Kind::resend, 0});
    if (!state.messages.empty()) actions.push_back({Kind::receive, 0});
    if (state.acks.size() < kQueueMax) actions.push_back({Kind::send_ack, 0});
    if (!state.acks.empty()) actions.push_back({Kind::receive_ack, 0});
    for (std::uint8_t at = 0; at < state.messages.size(); ++at) actions.push_back({Kind::lose_message, at});
    for (std::uint8_t at = 0; at < state.acks.size(); ++at) actions.push_back({Kind::lose_ack, at});
  }

  State next(State state, Action action) const {
    switch (action.kind) {
      case Kind::send_new:
        state.sender_bit ^= 1U;
        state.sent = action.detail;
        state.messages.push_back({state.sender_bit, state.sent});
        break;
      case Kind::resend:
        state.messages.push_back({state.sender_bit, state.sent});
        break;
      case Kind::receive:
        state.receiver_bit = state.messages.front().bit;
        state.received = state.messages.front().value;
        state.messages.erase(state.messages.begin());
        break;
      case Kind::send_ack:
        state.acks.push_back(state.receiver_bit);
        break;
      case Kind::receive_ack:
        state.acked_bit = state.acks.front();
        state.acks.erase(state.acks.begin());
        break;
      case Kind::lose_message:
        state.messages.erase(state.messages.begin() + action.detail);
        break;
      case Kind::lose_ack:
        state.acks.erase(state.acks.begin() + action.detail);
        break;
    }
    return state;
  }

  void encode(const State& state, std::string& bytes) const {
    bytes.push_back(static_cast<char>(state.messages.size()));
    for (const Message message : state.messages) {
      bytes.push_back(static_cast<char>(message.bit));
      bytes.push_back(static_cast<char>(message.value));
    }
    bytes.push_back(static_cast<char>(state.acks.size()));
    for (const std::uint8_t ack : state.acks) bytes.push_back(static_cast<char>(ack));
    for (const std::uint8_t byte :
         {state.sender_bit, state.acked_bit, state.receiver_bit, state.sent, state.received}) {
      bytes.push_back(static_cast<char>(byte));
    }
  }

  /// Queues with a 1 before them, so that their lengths are told from their contents.
  std::uint64_t pack(const State& state) const {
    std::uint64_t number = 1;
    for (const Message message : state.messages) {
      number = number << 2U | std::uint64_t{message.bit} << 1U | message.value;
    }
    std::uint64_t acks = 1;
    for (const std::uint8_t ack : state.acks) acks = acks << 1U | ack;
    number = number << 3U | acks;
    for (const std::uint8_t bit : {state.sender_bit, state.acked_bit, state.receiver_bit, state.sent, state.received}) {
      number = number << 1U | bit;
    }
    return number;
  }

  State unpack(std::uint64_t number) const {
    State state;
    const auto take = [&number](unsigned bits) {
      const std::uint64_t value = number & ((1U << bits) - 1);
      number >>= bits;
      return static_cast<std::uint8_t>(value);
    };
    for (std::uint8_t* bit : {&state.received, &state.sent, &state.receiver_bit, &state.acked_bit, &state.sender_bit}) {
      *bit = take(1);
    }
    for (std::uint8_t acks = take(kQueueMax + 1); acks > 1; acks = static_cast<std::uint8_t>(acks >> 1U)) {
      state.acks.insert(state.acks.begin(), acks & 1U);
    }
    while (number > 1) {
      const std::uint8_t value = take(1);
      state.messages.insert(state.messages.begin(), Message{take(1), value});
    }
    return state;
  }

  checker::Fairness fairness(Action action) const {
    const auto action_class = static_cast<std::uint64_t>(action.kind);
    switch (action.kind) {
      case Kind::resend:
      case Kind::send_ack:
        return {checker::FairnessKind::weak, action_class};
      case Kind::receive:
      case Kind::receive_ack:
        return {of_receiving_, action_class};
      case Kind::send_new:
      case Kind::lose_message:
      case Kind::lose_ack:
        return {};
    }
    return {};
  }

 private:
  checker::FairnessKind of_receiving_;
};

}  // namespace doublecheck::tests
