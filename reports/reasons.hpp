/// Reasons: why a counterexample fails, what its steps are needed for and what would have avoided it, in words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/results.hpp"

namespace doublecheck::reports {

/// "is_composed(m1) is true; is_stored_by(bob, m1), is_excused(m1) are false".
std::string values_text(const Failure& failure);

/// Which steps are needed for which: "1 → 2 → 4 → ✘", then the other chains as far as they join, then what is not
/// needed. Empty if nobody looked into it.
std::string needs_text(const Counterexample& counterexample, std::string_view arrow, std::string_view violation);

/// Whether every step is needed for the next one, and the last one for the violation.
bool is_one_chain(const Counterexample& counterexample);

/// Of one step: "Without it step 4 is not possible."; empty if nobody looked into it.
std::string need_sentence(const Counterexample& counterexample, std::size_t step);

/// Which step decides it, and what would have saved it instead; empty if that is not known.
std::string rescue_sentence(const Counterexample& counterexample);

}  // namespace doublecheck::reports
