/// The allowance: how much may be spent on what the formulas of one input claim. Formulas come from anybody, and a
/// short one may say a great deal: written out for everybody, with equivalences in each other, or as an automaton.
#pragma once

#include <cstddef>
#include <variant>
#include <vector>

#include "ltl/work.hpp"
#include "properties/claims.hpp"

namespace doublecheck::properties {

/// Of all formulas of an input together. Both are far above what the library and the tests take.
struct Allowance {
  std::size_t parts = 200'000;              // when all quantifiers and equivalences are written out
  ltl::Work work{ltl::kAutomatonStepsMax};  // to see that a search can follow them
};

/// Of one claim, equivalences written out.
inline constexpr std::size_t kTemporalOperatorsMax = 200;

/// As without an allowance, of which it takes what it needs; too large if that is not there.
std::variant<std::vector<Claim>, TooLarge> claims_of(const language::TypedFormula& formula, const model::Setup& setup,
                                                     Allowance& allowance);

}  // namespace doublecheck::properties
