/// Two-phase commit as Jim Gray and Leslie Lamport specify it ("Consensus on Transaction Commit", 2006; TwoPhase.tla).
///
/// Messages are never removed: receiving the same one twice is possible and changes nothing. A packed model with
/// footprints: part i is manager i with its own message, and the part behind the managers is the coordinator.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace doublecheck::tests {

class TwoPhaseCommit {
 public:
  static constexpr std::size_t kManagersMax = 10;

  enum class Manager : std::uint8_t { working, prepared, committed, aborted };
  enum class Coordinator : std::uint8_t { undecided, committed, aborted };
  enum class Kind : std::uint8_t { commit, abort, receive_prepared, prepare, choose_to_abort, obey_commit, obey_abort };

  /// What each manager is, in two bits.
  class Managers {
   public:
    constexpr Managers() = default;
    constexpr explicit Managers(std::uint32_t bits) : bits_(bits) {}

    Manager operator[](std::size_t manager) const { return static_cast<Manager>(bits_ >> (2 * manager) & 3U); }
    void set(std::size_t manager, Manager value) {
      bits_ = (bits_ & ~(3U << (2 * manager))) | static_cast<std::uint32_t>(value) << (2 * manager);
    }
    std::size_t count(Manager value) const {
      std::size_t count = 0;
      for (std::size_t manager = 0; manager < kManagersMax; ++manager) {
        if ((*this)[manager] == value) ++count;
      }
      return count;
    }
    std::uint32_t bits() const { return bits_; }

    bool operator==(const Managers&) const = default;

   private:
    std::uint32_t bits_ = 0;
  };

  struct State {
    Managers managers;
    Coordinator coordinator = Coordinator::undecided;
    std::uint16_t known_prepared = 0;  // bit i: the coordinator has received "prepared" from manager i
    std::uint16_t said_prepared = 0;   // bit i: the message was sent
    bool said_commit = false;
    bool said_abort = false;

    bool operator==(const State&) const = default;
  };

  struct Action {
    Kind kind = Kind::commit;
    std::uint8_t manager = 0;

    bool operator==(const Action&) const = default;
  };

  explicit TwoPhaseCommit(std::size_t managers) : managers_(managers) {}

  std::vector<State> initial() const { return {State{}}; }

  void actions(const State& state, std::vector<Action>& actions) const {
    const bool is_undecided = state.coordinator == Coordinator::undecided;
    if (is_undecided && state.known_prepared == everybody()) actions.push_back({Kind::commit, 0});
    if (is_undecided) actions.push_back({Kind::abort, 0});
    for (std::uint8_t manager = 0; manager < managers_; ++manager) {
      const bool is_working = state.managers[manager] == Manager::working;
      if (is_undecided && (state.said_prepared & bit(manager)) != 0)
        actions.push_back({Kind::receive_prepared, manager});
      if (is_working) actions.push_back({Kind::prepare, manager});
      if (is_working) actions.push_back({Kind::choose_to_abort, manager});
      if (state.said_commit) actions.push_back({Kind::obey_commit, manager});
      if (state.said_abort) actions.push_back({Kind::obey_abort, manager});
    }
  }

  State next(State state, Action action) const {
    switch (action.kind) {
      case Kind::commit:
        state.coordinator = Coordinator::committed;
        state.said_commit = true;
        break;
      case Kind::abort:
        state.coordinator = Coordinator::aborted;
        state.said_abort = true;
        break;
      case Kind::receive_prepared:
        state.known_prepared = static_cast<std::uint16_t>(state.known_prepared | bit(action.manager));
        break;
      case Kind::prepare:
        state.managers.set(action.manager, Manager::prepared);
        state.said_prepared = static_cast<std::uint16_t>(state.said_prepared | bit(action.manager));
        break;
      case Kind::choose_to_abort:
      case Kind::obey_abort:
        state.managers.set(action.manager, Manager::aborted);
        break;
      case Kind::obey_commit:
        state.managers.set(action.manager, Manager::committed);
        break;
    }
    return state;
  }

  void encode(const State& state, std::string& bytes) const {
    for (std::size_t manager = 0; manager < managers_; ++manager) {
      bytes.push_back(static_cast<char>(state.managers[manager]));
    }
    bytes.push_back(static_cast<char>(state.coordinator));
    for (const std::uint16_t mask : {state.known_prepared, state.said_prepared}) {
      bytes.push_back(static_cast<char>(mask & 0xFF));
      bytes.push_back(static_cast<char>(mask >> 8));
    }
    bytes.push_back(static_cast<char>((state.said_commit ? 1 : 0) | (state.said_abort ? 2 : 0)));
  }

  std::uint32_t label(Action action) const { return static_cast<std::uint32_t>(action.kind); }

  std::uint64_t pack(const State& state) const {
    std::uint64_t number = state.managers.bits();
    number = number << 2U | static_cast<std::uint64_t>(state.coordinator);
    number = number << kManagersMax | state.known_prepared;
    number = number << kManagersMax | state.said_prepared;
    return number << 2U | (state.said_commit ? 1U : 0U) | (state.said_abort ? 2U : 0U);
  }

  State unpack(std::uint64_t number) const {
    const auto take = [&number](unsigned bits) {
      const std::uint64_t value = number & ((std::uint64_t{1} << bits) - 1);
      number >>= bits;
      return value;
    };
    State state;
    state.said_commit = take(1) != 0;
    state.said_abort = take(1) != 0;
    state.said_prepared = static_cast<std::uint16_t>(take(kManagersMax));
    state.known_prepared = static_cast<std::uint16_t>(take(kManagersMax));
    state.coordinator = static_cast<Coordinator>(take(2));
    state.managers = Managers(static_cast<std::uint32_t>(number));
    return state;
  }

  /// What the coordinator says lets every manager obey it: saying it touches them all, obeying only the manager.
  std::uint32_t footprint(Action action) const {
    switch (action.kind) {
      case Kind::commit:
      case Kind::abort:
        return everybody() | coordinator_bit();
      case Kind::receive_prepared:
        return bit(action.manager) | coordinator_bit();
      case Kind::prepare:
      case Kind::choose_to_abort:
      case Kind::obey_commit:
      case Kind::obey_abort:
        return bit(action.manager);
    }
    return everybody() | coordinator_bit();
  }

  std::uint32_t owner(Action action) const {
    switch (action.kind) {
      case Kind::commit:
      case Kind::abort:
      case Kind::receive_prepared:
        return static_cast<std::uint32_t>(managers_);
      case Kind::prepare:
      case Kind::choose_to_abort:
      case Kind::obey_commit:
      case Kind::obey_abort:
        return action.manager;
    }
    return 0;
  }

  /// The claim: no manager has committed while another has aborted.
  bool is_consistent(const State& state) const {
    return state.managers.count(Manager::committed) == 0 || state.managers.count(Manager::aborted) == 0;
  }

 private:
  static unsigned bit(std::uint8_t manager) { return 1U << manager; }
  unsigned everybody() const { return (1U << managers_) - 1; }
  unsigned coordinator_bit() const { return 1U << managers_; }

  std::size_t managers_;
};

}  // namespace doublecheck::tests
