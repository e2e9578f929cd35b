/// Predicates of the language by name, decided by reading the state: beside the code that grounds them.
#pragma once

#include "model/world.hpp"

#include <string>

namespace doublecheck::tests {

/// `text` as a sentence has it: "is_stored_by(bob, m1)". Throws std::logic_error for a predicate that is not known
/// here.
bool is_predicate_true(const std::string& text, const model::Setup& setup, const model::World& world);

}  // namespace doublecheck::tests
