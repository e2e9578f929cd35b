#include "tests/language/random_syntax.hpp"

#include <array>
#include <string>

namespace doublecheck::tests {

using namespace doublecheck::language;

namespace {

const std::array<std::string, 6> kWords = {"m", "d2", "recipient", "bob-tablet", "_x", "always-on"};
const std::array<std::string, 5> kQuotedNames = {"alice", "two words", "it's", "say \"no\"", "Zoë # not"};

Term random_word(Dice& dice) {
  return {.where = {}, .name = kWords[dice.roll(kWords.size())], .quoted = false, .arguments = {}};
}

Term random_application(Dice& dice, int height);

Term random_term(Dice& dice, int height) {
  if (dice.roll(3) > 0) return random_application(dice, height);
  return {.where = {}, .name = kQuotedNames[dice.roll(kQuotedNames.size())], .quoted = true, .arguments = {}};
}

Term random_application(Dice& dice, int height) {
  Term term = random_word(dice);
  const std::uint64_t count = height > 1 ? dice.roll(3) : 0;
  for (std::uint64_t i = 0; i < count; ++i) term.arguments.push_back(random_term(dice, height - 1));
  return term;
}

Variable random_variable(Dice& dice) {
  Variable variable{.where = {}, .name = random_word(dice).name};
  const std::uint64_t kind = dice.roll(3);
  if (kind == 1) variable.sort = random_word(dice);
  if (kind == 2) variable.set = random_application(dice, 2);
  return variable;
}

Syntax random_leaf(Dice& dice) {
  Syntax leaf;
  const std::uint64_t kind = dice.roll(4);
  leaf.value = kind < 2 && dice.roll(2) == 0;
  if (kind == 0) return leaf;
  leaf.kind = kind == 1 ? Syntax::Kind::equality : Syntax::Kind::atom;
  if (kind == 1) {
    leaf.terms = {random_term(dice, 2), random_term(dice, 2)};
  } else {
    leaf.terms = {random_application(dice, 2)};
  }
  return leaf;
}

std::uint64_t operand_count(Dice& dice, Connective connective) {
  if (is_prefix(connective)) return 1;
  const bool n_ary = connective == Connective::conjunction || connective == Connective::disjunction;
  return n_ary ? 2 + dice.roll(2) : 2;
}

}  // namespace

std::uint64_t Dice::roll(std::uint64_t sides) {
  state_ += 0x9E3779B97F4A7C15U;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
  return (mixed ^ (mixed >> 31U)) % sides;
}

Syntax random_syntax(Dice& dice, int height) {
  if (height <= 1 || dice.roll(6) == 0) return random_leaf(dice);
  Syntax syntax;
  std::uint64_t operands = 1;
  if (dice.roll(5) == 0) {
    syntax.kind = Syntax::Kind::quantifier;
    syntax.quantifier = dice.roll(2) == 0 ? Quantifier::for_all : Quantifier::exists;
    const std::uint64_t variables = 1 + dice.roll(3);
    for (std::uint64_t i = 0; i < variables; ++i) syntax.variables.push_back(random_variable(dice));
  } else {
    syntax.kind = Syntax::Kind::connective;
    syntax.connective = static_cast<Connective>(dice.roll(static_cast<std::uint64_t>(Connective::historically) + 1));
    operands = operand_count(dice, syntax.connective);
  }
  for (std::uint64_t i = 0; i < operands; ++i) syntax.operands.push_back(random_syntax(dice, height - 1));
  return syntax;
}

}  // namespace doublecheck::tests
