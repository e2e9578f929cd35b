/// Step changes: what each step of a path changes of the state, and of what one can ask of it.
#pragma once

#include "model/setup.hpp"
#include "model/world.hpp"
#include "reports/replay.hpp"
#include "reports/results.hpp"

#include <span>
#include <string>
#include <vector>

namespace doublecheck::cli {

/// The predicates that are true in a world, in the order of the vocabulary.
std::vector<std::string> true_predicates(const model::World& world, const model::Setup& setup);

/// One entry fewer than there are worlds. REQUIRES: these are of the setup.
std::vector<reports::StepChanges> changes_along(std::span<const model::World> worlds, const model::Setup& setup);

/// Notes in each step which predicates it makes true and false. REQUIRES: `worlds` lie around the steps.
void note_predicates(std::span<const model::World> worlds, const model::Setup& setup,
                     std::vector<reports::Step>& steps);

}  // namespace doublecheck::cli
