/// Possible actions: what may happen in a state, in words, and what of it is most like something that may not.
#pragma once

#include "model/action.hpp"
#include "model/setup.hpp"
#include "model/world.hpp"
#include "reports/replay.hpp"

#include <vector>

namespace doublecheck::cli {

/// All that may happen, in the order of the model.
std::vector<reports::PossibleAction> possible_actions(const model::World& world, const model::Setup& setup);

/// The same, the most similar to `wanted` first: of the same kind and about the same subject, then about the same
/// subject, then of the same kind.
std::vector<reports::PossibleAction> possible_instead_of(const model::Action& wanted, const model::World& world,
                                                         const model::Setup& setup);

}  // namespace doublecheck::cli
