#include "ltl/assert.hpp"
#include "ltl/automaton.hpp"
#include "ltl/generalised.hpp"
#include "ltl/memory.hpp"
#include "ltl/reduction.hpp"
#include "ltl/work.hpp"

namespace doublecheck::ltl {

Automaton automaton_for(const Formula& formula, std::size_t states_max) {
  Work work;
  return automaton_for(formula, work, states_max);
}

Automaton automaton_for(const Formula& formula, Work& work, std::size_t states_max) {
  LTL_ASSERT(!has_future_under_past(formula));
  const Remembering remembering = without_past(simplified(formula));
  // The propositions that stand for the past may have made equal what was different.
  const Generalised ahead = generalised_for(simplified(remembering.formula), states_max, work);
  const Automaton automaton = reduced(degeneralised(ahead, states_max, work), work);
  return reduced(with_memory(automaton, remembering, states_max, work), work);
}

}  // namespace doublecheck::ltl
