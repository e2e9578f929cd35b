// A small vocabulary of messengers, its elements, and short ways from texts to what is made of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/check.hpp"
#include "language/ground.hpp"
#include "language/parse.hpp"
#include "language/problem.hpp"
#include "language/syntax.hpp"
#include "language/typed.hpp"
#include "language/vocabulary.hpp"

namespace doublecheck::tests {

enum SampleSort : std::size_t { kUser, kDevice, kMessage };

/// Users, devices and messages; `devices(user)`, `recipient(message)`, `sender(message)`, and some predicates.
[[nodiscard]] const language::Vocabulary& sample_vocabulary();

/// alice with one device, also called alice; bob with two, bob and bob-tablet; carol with none. m1 from alice to bob,
/// m2 from bob to alice, m3 from alice to carol.
[[nodiscard]] const language::Universe& sample_universe();

/// Formulas that say something of the sample, with all that the language has.
[[nodiscard]] const std::vector<std::string>& sample_formulas();

/// The tree of a text that is a formula. Throws where it is none.
[[nodiscard]] language::Syntax parsed(std::string_view text);

/// The problem of a text that is no formula. Throws where it is one.
[[nodiscard]] language::Problem parse_problem(std::string_view text);

/// Throws where there is a problem.
[[nodiscard]] language::TypedFormula checked(std::string_view text);

/// The problems of a text that is a formula, as "1:7-12 message; expected …". None: there is no problem.
[[nodiscard]] std::vector<std::string> check_problems(std::string_view text);

[[nodiscard]] std::string to_line(const language::Problem& problem);

/// The instances of a formula, each as a line of text.
[[nodiscard]] std::vector<std::string> grounded(std::string_view text);

}  // namespace doublecheck::tests
