/// Explaining: what a counterexample fails on, what each of its steps is needed for, and what would have avoided it.
#pragma once

#include "cli/checking.hpp"
#include "model/world.hpp"
#include "properties/property.hpp"
#include "reports/results.hpp"
#include "scenarios/scenario.hpp"

#include <optional>
#include <span>
#include <vector>

namespace doublecheck::cli {

/// A path that breaks a claim of a property, and the worlds along it.
struct Violation {
  const scenarios::Scenario& scenario;
  const properties::Claim& claim;
  const FoundPath& path;
  std::span<const model::World> worlds;  // one more than actions
};

/// What is false at its end, or along its cycle.
reports::Failure failure_of(const Violation& violation, bool is_in_sentence);

/// For each step, or each one before the cycle: what is lost if it is left out, together with all that is then no
/// longer possible when its turn comes. All steps of the cycle are taken to be needed.
std::vector<reports::Cause> causes_of(const Violation& violation);

/// The last state of the path from which, by actions that spend no budget, a state can be reached where nothing is
/// queued or in flight, every message of the path is written and the claim is true of the run that stays there. Nothing
/// if that is too much to look at, or if there is no such state even without the claim.
std::optional<reports::Rescue> rescue_of(const Violation& violation);

}  // namespace doublecheck::cli
