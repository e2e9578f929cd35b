/// Which components an action looked at or changed. It spares the search most of the successors that it has already met.
///
/// Two actions with disjoint footprints commute: they lead to the same state in either order. Let a state s have been
/// found from p by the action b, and let a be enabled in s, disjoint from b, and owned by a lower component than b. Then
/// the successor by a need not be looked up. For a is enabled in p, too, and from p by a, b leads to the same state; that
/// is found before or on the same level, unless b is left out there in its turn, for an action of a yet higher owner;
/// owners only rise, so one transition into each new state is never left out. Every state is still found, on its own
/// level. After the sleep sets of P. Godefroid ("Partial-Order Methods for the Verification of Concurrent Systems",
/// 1996), of which one remembered action is left.
/// Held to the search without it by tests/engine/search_test.cpp.
#pragma once

#include <cstdint>

#include "engine/entry.hpp"

namespace doublecheck::engine {

struct Footprint {
  std::uint32_t components = 0;  ///< bit i: component i
  std::uint32_t owner = 0;       ///< of actions that no component owns: the number of components
};

/// A footprint in 16 bits, never 0: the topmost is set, then 4 of the owner, then 11 of the components.
constexpr std::uint64_t note_of(const Footprint& footprint) {
  constexpr std::uint64_t kOccupied = 0x8000;
  const bool fits = footprint.components < (1U << 11U) && footprint.owner < (1U << 4U);
  return fits ? kOccupied | (std::uint64_t{footprint.owner} << 11U) | footprint.components : kOccupied;
}

/// The footprint of the action that found a state, as its note tells. Owner 0 forbids to leave anything out.
class Discovery {
 public:
  /// Nothing is known, and nothing left out.
  constexpr Discovery() = default;
  constexpr explicit Discovery(std::uint64_t note)
      : components_(static_cast<std::uint32_t>(note & 0x7FFU)), owner_(static_cast<std::uint32_t>(note >> 11U & 0xFU)) {}

  bool spares(const Footprint& action) const {
    return action.owner < owner_ && (action.components & components_) == 0;
  }

  /// Whether it spares an action of this component that touches nothing else.
  bool spares_local(std::uint32_t component) const {
    return component < owner_ && (components_ >> component & 1U) == 0;
  }

 private:
  std::uint32_t components_ = 0;
  std::uint32_t owner_ = 0;
};

}  // namespace doublecheck::engine
