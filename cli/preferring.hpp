/// Preferring: of all equally short counterexamples to a property, the one that people read most easily.
#pragma once

#include "cli/checking.hpp"
#include "properties/property.hpp"
#include "scenarios/scenario.hpp"

#include <cstddef>

namespace doublecheck::cli {

/// How many states may be looked at for one property. Beyond it the path stays as it was found.
inline constexpr std::size_t kPreferringStatesMax = 200'000;

/// The preferred path that breaks the property and is not longer than `found`. Of a run without an end, this is about
/// the way to where its cycle begins; the cycle stays. Which it is does not depend on the search that found the path.
/// REQUIRES: `found` breaks the property, and no shorter path to the same end does.
FoundPath preferred(FoundPath found, const properties::Property& property, const scenarios::Scenario& scenario);

/// The same of a path to a deadlock.
FoundPath preferred_deadlock(FoundPath found, const scenarios::Scenario& scenario);

/// Does the action spend a budget of something that should not happen, and not of a habit of users?
bool is_fault(const model::Action& action);

}  // namespace doublecheck::cli
