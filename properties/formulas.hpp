/// Formulas about a messenger: the language of properties with the vocabulary of the protocol.
#pragma once

#include "language/problem.hpp"
#include "language/typed.hpp"
#include "language/vocabulary.hpp"
#include "model/setup.hpp"

#include <string_view>
#include <variant>
#include <vector>

namespace doublecheck::properties {

/// The predicates, functions and sets of model/vocabulary.hpp.
const language::Vocabulary& vocabulary();

/// Who and what takes part. What the functions of the universe need of the setup is kept by reference.
language::Universe universe_of(const model::Setup& setup);

/// The formula, or everything that is wrong with it. It may name the messages, users, devices and servers of the setup.
std::variant<language::TypedFormula, std::vector<language::Problem>> read_formula(std::string_view text,
                                                                                  const model::Setup& setup);

/// Does the formula speak of anything by name?
bool names_elements(const language::TypedFormula& formula);

}  // namespace doublecheck::properties
