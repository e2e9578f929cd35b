/// Models whose processes are interchangeable, with every permutation of them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

#include "checker/symmetry.hpp"
#include "tests/checker/models/peterson.hpp"
#include "tests/checker/models/two_phase_commit.hpp"

namespace doublecheck::tests {

/// By element: what takes its place.
using Places = std::vector<std::uint8_t>;

/// In lexicographic order: the identity first.
inline std::vector<Places> all_permutations(std::size_t count) {
  Places places(count);
  std::iota(places.begin(), places.end(), std::uint8_t{0});
  std::vector<Places> permutations;
  do permutations.push_back(places);
  while (std::ranges::next_permutation(places).found);
  return permutations;
}

class SymmetricTwoPhaseCommit : public TwoPhaseCommit {
 public:
  explicit SymmetricTwoPhaseCommit(std::size_t managers)
      : TwoPhaseCommit(managers), permutations_(all_permutations(managers)) {}

  std::size_t symmetry_count() const { return permutations_.size(); }

  State renamed(const State& state, std::size_t permutation) const {
    const Places& places = permutations_[permutation];
    State other = state;
    other.known_prepared = other.said_prepared = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      other.managers.set(places[i], state.managers[i]);
      const auto moved = [&](unsigned set) { return ((set >> i) & 1U) << places[i]; };
      other.known_prepared = static_cast<std::uint16_t>(other.known_prepared | moved(state.known_prepared));
      other.said_prepared = static_cast<std::uint16_t>(other.said_prepared | moved(state.said_prepared));
    }
    return other;
  }

 private:
  std::vector<Places> permutations_;
};

class SymmetricPeterson : public Peterson {
 public:
  explicit SymmetricPeterson(std::uint8_t processes)
      : Peterson(processes), permutations_(all_permutations(processes)) {}

  std::size_t symmetry_count() const { return permutations_.size(); }

  State renamed(const State& state, std::size_t permutation) const {
    const Places& places = permutations_[permutation];
    State other = state;
    for (std::size_t i = 0; i < places.size(); ++i) {
      other.line[places[i]] = state.line[i];
      other.level[places[i]] = state.level[i];
      other.counter[places[i]] = state.counter[i];
    }
    for (std::uint8_t& last : other.last) last = last == kNobody ? kNobody : places[last];
    return other;
  }

 private:
  std::vector<Places> permutations_;
};

static_assert(checker::SymmetricModel<SymmetricTwoPhaseCommit> && checker::PackedModel<SymmetricTwoPhaseCommit>);
static_assert(checker::SymmetricModel<SymmetricPeterson> && checker::PackedModel<SymmetricPeterson>);

}  // namespace doublecheck::tests
