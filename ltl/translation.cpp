#include "ltl/assert.hpp"
#include "ltl/automaton.hpp"
#include "ltl/generalised.hpp"
#include "ltl/memory.hpp"
#include "ltl/reduction.hpp"

namespace doublecheck::ltl {

Automaton automaton_for(const Formula& formula, std::size_t states_max) {
  LTL_ASSERT(!has_future_under_past(formula));
  const Remembering remembering = without_past(simplified(formula));
  // The propositions that stand for the past may have made equal what was different.
  const Generalised ahead = generalised_for(simplified(remembering.formula), states_max);
  const Automaton automaton = reduced(degeneralised(ahead, states_max));
  return reduced(with_memory(automaton, remembering, states_max));
}

}  // namespace doublecheck::ltl
