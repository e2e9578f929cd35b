/// Fairness: what is promised of each kind of action, by default and in a scenario.
#pragma once

#include "checker/model.hpp"
#include "model/action.hpp"
#include "scenarios/scenario.hpp"

#include <array>
#include <optional>
#include <string>

namespace doublecheck::cli {

/// What a scenario itself promises of kinds of action, by ActionKind; unset where it leaves that to the defaults.
using Promises = std::array<std::optional<checker::FairnessKind>, model::kActionKindCount>;

Promises promises_of(const scenarios::Scenario& scenario);

/// What is promised of this kind of action at this client (of others: any). A scenario is taken at its word. Otherwise
/// the kinds that the catalogue calls fair are promised strongly, or weakly where something that nobody promises to end
/// can take the chance away each time: a budget without limit, or a platform that throttles pushes. Then it is fair
/// that they never happen, but not that nothing happens at all.
checker::FairnessKind promise_of(const Promises& promises, const model::Setup& setup, model::ActionKind kind,
                                 model::ClientId client);

/// What liveness rests on, as far as it could happen in this scenario at all: sentences without the last full stop.
std::string fairness_in_words(const scenarios::Scenario& scenario);

}  // namespace doublecheck::cli
