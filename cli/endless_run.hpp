/// Endless runs: how a path goes on behind its last step.
#pragma once

#include "model/action.hpp"
#include "model/setup.hpp"
#include "model/world.hpp"
#include "properties/course.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace doublecheck::cli {

/// The run of a path that is possible to its end; `worlds`: those along it. Without a cycle it stays where it ends.
/// Nothing if the cycle does not close: what formulas see of the past may still change in the first rounds, but not for
/// long.
std::optional<properties::EndlessRun> endless_run(const model::Setup& setup, const std::vector<model::World>& worlds,
                                                  std::span<const model::Action> actions,
                                                  std::optional<std::size_t> cycle_start);

}  // namespace doublecheck::cli
