/// Two-phase commit whose states are numbers.
#pragma once

#include <cstdint>

#include "checker/components.hpp"
#include "tests/checker/models/two_phase_commit.hpp"

namespace doublecheck::tests {

class PackedTwoPhaseCommit : public TwoPhaseCommit {
 public:
  using TwoPhaseCommit::TwoPhaseCommit;

  std::uint64_t pack(const State& state) const {
    std::uint64_t number = state.said_commit ? 1U : 0U;
    number = number << 1U | (state.said_abort ? 1U : 0U);
    number = number << 2U | static_cast<std::uint64_t>(state.coordinator);
    number = number << kManagersMax | state.known_prepared;
    number = number << kManagersMax | state.said_prepared;
    for (const Manager manager : state.managers) number = number << 2U | static_cast<std::uint64_t>(manager);
    return number;
  }

  State unpack(std::uint64_t number) const {
    State state;
    const auto take = [&](unsigned bits) {
      const std::uint64_t field = number & ((std::uint64_t{1} << bits) - 1);
      number >>= bits;
      return field;
    };
    for (std::size_t manager = kManagersMax; manager-- > 0;) state.managers[manager] = static_cast<Manager>(take(2));
    state.said_prepared = static_cast<std::uint16_t>(take(kManagersMax));
    state.known_prepared = static_cast<std::uint16_t>(take(kManagersMax));
    state.coordinator = static_cast<Coordinator>(take(2));
    state.said_abort = take(1) != 0;
    state.said_commit = take(1) != 0;
    return state;
  }
};

static_assert(checker::PackedModel<PackedTwoPhaseCommit>);

}  // namespace doublecheck::tests
