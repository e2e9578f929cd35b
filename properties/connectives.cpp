#include "properties/connectives.hpp"

#include <stdexcept>
#include <utility>

namespace doublecheck::properties {

using language::Connective;

ltl::Formula joined(Connective connective, std::vector<ltl::Formula> operands) {
  switch (connective) {
    case Connective::negation:
      return ltl::negation(operands[0]);
    case Connective::conjunction:
      return ltl::conjunction(std::move(operands));
    case Connective::disjunction:
      return ltl::disjunction(std::move(operands));
    case Connective::implication:
      return ltl::implication(operands[0], operands[1]);
    case Connective::equivalence:
      return ltl::equivalence(operands[0], operands[1]);
    case Connective::next:
      return ltl::next(operands[0]);
    case Connective::until:
      return ltl::until(operands[0], operands[1]);
    case Connective::release:
      return ltl::release(operands[0], operands[1]);
    case Connective::weak_until:
      return ltl::weak_until(operands[0], operands[1]);
    case Connective::eventually:
      return ltl::eventually(operands[0]);
    case Connective::always:
      return ltl::always(operands[0]);
    case Connective::leads_to:
      return ltl::leads_to(operands[0], operands[1]);
    case Connective::once:
      return ltl::once(operands[0]);
    case Connective::historically:
      return ltl::historically(operands[0]);
  }
  throw std::logic_error("unknown connective");
}

}  // namespace doublecheck::properties
