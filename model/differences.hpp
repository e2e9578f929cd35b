/// Differences: what a step changed in the world, field by field, as people read it.
#pragma once

#include "model/setup.hpp"
#include "model/world.hpp"

#include <string>
#include <vector>

namespace doublecheck::model {

/// A field of a state with its value in words.
struct StateField {
  std::vector<std::string> path;  // from the outside in: "bob", "client", "received"
  std::string value;              // "[m1, m2]"; equal values have equal words

  bool operator==(const StateField&) const = default;
};

/// Every field: the sides by participant, then the relays by the names of their servers, then what is left of the
/// budgets. Worlds of one setup have the same paths in the same order.
/// REQUIRES: the world is of this setup.
std::vector<StateField> fields_of(const World& world, const Setup& setup);

/// A field that differs between two states.
struct Difference {
  std::vector<std::string> path;
  std::string before;
  std::string after;

  bool operator==(const Difference&) const = default;
};

/// In the order of the fields; none exactly if the worlds are equal.
/// REQUIRES: both are of this setup.
std::vector<Difference> differences(const World& before, const World& after, const Setup& setup);

}  // namespace doublecheck::model
