/// Fairness: what is promised of each kind of action, by default and in a scenario.
#pragma once

#include "checker/model.hpp"
#include "model/action.hpp"
#include "scenarios/scenario.hpp"

#include <array>
#include <string>

namespace doublecheck::cli {

/// By ActionKind.
using Promises = std::array<checker::FairnessKind, model::kActionKindCount>;

/// Strong fairness of the kinds that the catalogue calls fair, none of the others.
const Promises& default_promises();

/// The same with what the scenario changes of it.
Promises promises_of(const scenarios::Scenario& scenario);

inline checker::FairnessKind promise_of(const Promises& promises, model::ActionKind kind) {
  return promises[static_cast<std::size_t>(kind)];
}

/// May the push service lose every push? Then nobody promises that one arrives, only that it does not travel for ever.
bool may_lose_every_push(const model::Setup& setup);

/// What liveness rests on, as far as it could happen in this scenario at all: sentences without the last full stop.
std::string fairness_in_words(const scenarios::Scenario& scenario);

}  // namespace doublecheck::cli
