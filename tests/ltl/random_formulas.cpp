#include "tests/ltl/random_formulas.hpp"

#include <stdexcept>
#include <utility>

namespace doublecheck::tests {
namespace {

using namespace doublecheck::ltl;

class Draw {
 public:
  Draw(Dice& dice, std::size_t propositions, const Operators& operators)
      : dice_(dice), propositions_(propositions), operators_(operators) {}

  Formula formula(std::size_t size, bool may_be_future) {
    if (size <= 1)
      return dice_.below(12) == 0 ? constant(dice_.below(2) == 0) : proposition(dice_.below(propositions_));
    return size == 2 || dice_.below(3) == 0 ? with_one(size - 1, may_be_future) : with_two(size - 1, may_be_future);
  }

 private:
  Formula with_one(std::size_t size, bool may_be_future) {
    const std::size_t drawn = dice_.below(operators_.past ? 6 : 4);
    if (drawn >= 4) {
      Formula operand = formula(size, may_be_future && operators_.future_under_past);
      return drawn == 4 ? once(std::move(operand)) : historically(std::move(operand));
    }
    Formula operand = formula(size, may_be_future);
    if (drawn == 0 || !may_be_future) return negation(std::move(operand));
    if (drawn == 1 && operators_.next) return next(std::move(operand));
    return drawn == 2 ? eventually(std::move(operand)) : always(std::move(operand));
  }

  Formula with_two(std::size_t size, bool may_be_future) {
    const std::size_t left_size = 1 + dice_.below(size - 1);
    Formula left = formula(left_size, may_be_future);
    Formula right = formula(size - left_size, may_be_future);
    switch (dice_.below(may_be_future ? 8 : 4)) {
      case 0:
        return conjunction({std::move(left), std::move(right)});
      case 1:
        return disjunction({std::move(left), std::move(right)});
      case 2:
        return implication(std::move(left), std::move(right));
      case 3:
        return equivalence(left, right);
      case 4:
      case 5:
        return until(std::move(left), std::move(right));
      case 6:
        return release(std::move(left), std::move(right));
      case 7:
        return weak_until(std::move(left), std::move(right));
    }
    throw std::logic_error("drawn too high");
  }

  Dice& dice_;
  std::size_t propositions_;
  Operators operators_;
};

}  // namespace

std::uint64_t Dice::draw() {
  std::uint64_t number = state_ += 0x9E37'79B9'7F4A'7C15ULL;
  number = (number ^ (number >> 30U)) * 0xBF58'476D'1CE4'E5B9ULL;
  number = (number ^ (number >> 27U)) * 0x94D0'49BB'1331'11EBULL;
  return number ^ (number >> 31U);
}

Formula random_formula(Dice& dice, std::size_t size, std::size_t propositions, const Operators& operators) {
  return Draw(dice, propositions, operators).formula(size, true);
}

Lasso random_lasso(Dice& dice, std::size_t length_max, std::size_t propositions) {
  const Letter all = (Letter{1} << propositions) - 1;
  Lasso lasso{.prefix = std::vector<Letter>(dice.below(length_max + 1)),
              .cycle = std::vector<Letter>(1 + dice.below(length_max))};
  for (Letter& letter : lasso.prefix) letter = dice.draw() & all;
  for (Letter& letter : lasso.cycle) letter = dice.draw() & all;
  return lasso;
}

std::string letter_name(std::size_t proposition) { return {static_cast<char>('a' + proposition)}; }

std::string in_letters(const Formula& formula) { return text_of(formula, letter_name); }

}  // namespace doublecheck::tests
