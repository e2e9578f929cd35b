/// Which components an action looked at or changed. It spares the search many of the successors that it has already
/// met.
///
/// Two actions with disjoint footprints commute: they lead to the same state in either order. Let a state s have been
/// found from p by the action b, and let a be enabled in s, disjoint from b, and owned by a lower component than b.
/// Then a need not be followed from s. For a is enabled in p, too, and from p by a, b leads to the same state; that is
/// found before or on the same level, unless b is left out there in its turn, for an action of a yet higher owner;
/// owners only rise, so one transition into each new state is never left out. Every state is still found, on its own
/// level. After the sleep sets of P. Godefroid ("Partial-Order Methods for the Verification of Concurrent Systems",
/// 1996), of which one remembered action is left. Held to the search without it by tests/engine/search_test.cpp.
#pragma once

#include <cstdint>

namespace doublecheck::engine {

struct Footprint {
  std::uint32_t components = 0;  ///< bit i: component i
  std::uint32_t owner = 0;       ///< of actions that no component owns: the number of components
};

/// What is remembered of the action that found a state, for as long as the state waits to be expanded.
class Discovery {
 public:
  /// Nothing is known, and nothing left out.
  constexpr Discovery() = default;
  constexpr explicit Discovery(const Footprint& footprint) {
    if (footprint.owner < (1U << kOwnerBits) && footprint.components < (1U << (32 - kOwnerBits))) {
      bits_ = footprint.components << kOwnerBits | footprint.owner;
    }
  }

  bool spares(const Footprint& action) const {
    return may_spare(action.owner) && (action.components & components()) == 0;
  }

  /// Whether it spares anything of that owner.
  bool may_spare(std::uint32_t owner) const { return owner < (bits_ & ((1U << kOwnerBits) - 1)); }
  /// What the action that found the state looked at or changed.
  std::uint32_t components() const { return bits_ >> kOwnerBits; }

 private:
  static constexpr unsigned kOwnerBits = 5;

  std::uint32_t bits_ = 0;  // the components, then the owner
};

}  // namespace doublecheck::engine
