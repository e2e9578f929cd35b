/// Formulas and never claims in the syntax of SPIN.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string_view>

#include "ltl/automaton.hpp"
#include "ltl/formula.hpp"

namespace doublecheck::tests {

class SyntaxError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Reads `!`, `&&`, `||`, `->`, `<->`, `[]`, `<>`, `X`, `U`, `V`, brackets, `true`, `false`, `1`, `0`, also `W` for
/// weak until; the letters a to z are the propositions 0 to 25. Throws SyntaxError.
ltl::Formula formula_from(std::string_view text);

/// A never claim as `spin -f` prints it.
struct NeverClaim {
  ltl::Automaton automaton = {};  // with a transition for each letter
  std::size_t options = 0;        // as SPIN counts transitions
};

/// REQUIRES: the claim has the propositions 0 to propositions - 1 only. Throws SyntaxError.
NeverClaim never_claim_from(std::string_view text, std::size_t propositions);

}  // namespace doublecheck::tests
