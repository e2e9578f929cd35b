/// What clauses say, held against the states that they speak of: written from their meanings, and beside the code that
/// chooses them.
#pragma once

#include "model/world.hpp"
#include "properties/clauses.hpp"

#include <span>

namespace doublecheck::tests {

/// What a sentence speaks of.
struct Spoken {
  const model::Setup& setup;
  std::span<const model::World> run;     // from the initial world on
  std::span<const model::World> worlds;  // the end of it: those that it goes round, or the only one in which it stays
};

bool is_so(const Spoken& spoken, const properties::Clause& clause);

}  // namespace doublecheck::tests
