/// Ground predicates: every predicate of the vocabulary about every choice of what it may speak of.
#pragma once

#include "model/formula.hpp"
#include "model/setup.hpp"

#include <string>
#include <vector>

namespace doublecheck::properties {

struct GroundPredicate {
  std::string text;  // in the language: "is_stored_by(bob, m1)"
  model::Formula formula;
};

/// In the order of the vocabulary, and for each predicate in the order of the elements. There is none of a predicate
/// about a sort without elements.
std::vector<GroundPredicate> ground_predicates(const model::Setup& setup);

}  // namespace doublecheck::properties
