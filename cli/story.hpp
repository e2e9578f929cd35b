/// Stories: a sequence of actions told step by step, with arrows, notes and check marks, for diagrams.
#pragma once

#include "model/setup.hpp"
#include "model/world.hpp"
#include "reports/results.hpp"

#include <span>
#include <vector>

namespace doublecheck::cli {

struct Story {
  std::vector<reports::Party> parties;
  std::vector<reports::Step> steps;
  std::vector<model::World> worlds;  // one more than steps: the initial world first
};

/// Tells the path from the initial world of `setup`. REQUIRES: every action is enabled when its turn comes.
Story tell(const model::Setup& setup, std::span<const model::Action> path);

}  // namespace doublecheck::cli
