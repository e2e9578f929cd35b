/// Courses: what a claim says at each state of a run that is known to its end.
#pragma once

#include "ltl/lasso.hpp"
#include "model/world.hpp"
#include "properties/claims.hpp"

#include <cstddef>
#include <vector>

namespace doublecheck::properties {

/// A run without an end: behind the last world it goes on with the one at `loop`. A run that stays where it is has its
/// last world there.
struct EndlessRun {
  std::vector<model::World> worlds;
  std::size_t loop = 0;
};

struct Course {
  std::vector<ltl::Letter> letters;  // by world: bit i is set where proposition i of the claim is true
  std::vector<bool> holds;           // by world: is the formula true there, of the run from there on?

  bool operator==(const Course&) const = default;
};

/// Bit i: whether proposition i of the claim is true in the world. REQUIRES: the claim was made for its setup.
ltl::Letter letter_of(const Claim& claim, const model::World& world);

/// REQUIRES: loop < the number of worlds; the claim was made for the setup of these.
Course course_of(const Claim& claim, const EndlessRun& run);

}  // namespace doublecheck::properties
