#include "checker/vacuity.hpp"

namespace doublecheck::checker {
namespace {

ltl::Formula without_what_never_was(ltl::Formula formula, const std::vector<bool>& was_true) {
  if (formula.kind == ltl::Formula::Kind::proposition && !was_true.at(formula.proposition)) return ltl::constant(false);
  for (ltl::Formula& operand : formula.operands) operand = without_what_never_was(std::move(operand), was_true);
  return formula;
}

}  // namespace

bool holds_vacuously(const ltl::Formula& formula, const std::vector<bool>& was_true) {
  return ltl::simplified(without_what_never_was(formula, was_true)) == ltl::constant(true);
}

}  // namespace doublecheck::checker
