/// A formula of linear temporal logic over propositions that have numbers.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace doublecheck::ltl {

/// Propositions have the numbers 0 to 63.
inline constexpr std::size_t kPropositionsMax = 64;

/// A value. Whether it is true depends on a word, which is an endless sequence of letters, and on a position in it.
struct Formula {
  enum class Kind : std::uint8_t {
    constant,
    proposition,   // of the letter at this position
    negation,      // of the only operand
    conjunction,   // true without operands
    disjunction,   // false without operands
    next,          // the operand is true at the next position
    until,         // the right operand is true now or later, and the left one from now to just before then
    release,       // the right operand is true for ever, or from now to when the left one is, then included
    once,          // the operand is true now or was true before
    historically,  // the operand is true now and was true at every position before
  };

  Kind kind = Kind::constant;
  bool value = false;           ///< of a constant
  std::size_t proposition = 0;  ///< its number
  std::vector<Formula> operands = {};

  bool operator==(const Formula&) const = default;

  /// An order without a meaning, the same on every machine.
  std::strong_ordering operator<=>(const Formula& other) const;
};

Formula constant(bool value);
/// REQUIRES: number < kPropositionsMax.
Formula proposition(std::size_t number);
Formula negation(Formula operand);
Formula conjunction(std::vector<Formula> operands);
Formula disjunction(std::vector<Formula> operands);
Formula next(Formula operand);
Formula until(Formula left, Formula right);
Formula release(Formula left, Formula right);
Formula once(Formula operand);
Formula historically(Formula operand);

/// The right one is true, or the left one is not.
Formula implication(Formula left, Formula right);
/// Both are true or neither.
Formula equivalence(const Formula& left, const Formula& right);
/// Now or later.
Formula eventually(Formula operand);
/// Now and for ever.
Formula always(Formula operand);
/// Whenever the first is true, the second is true then or later.
Formula leads_to(Formula trigger, Formula response);
/// Like `until`, but the left operand may also be true for ever.
Formula weak_until(Formula left, Formula right);

/// Whether this is `eventually` of something, namely of the right operand.
bool is_eventually(const Formula& formula);
/// Whether this is `always` of something, namely of the right operand.
bool is_always(const Formula& formula);

/// The numbers that occur, rising.
std::vector<std::size_t> propositions_of(const Formula& formula);

/// Whether the truth depends on the present letter alone by the look of the formula: no temporal operator.
bool is_propositional(const Formula& formula);

/// Whether, by the look of the formula, repeating a letter of a word changes nothing: there is no `next`. Formulas
/// without it are insensitive (Lamport, "What good is temporal logic?", 1983); a few with it are, too.
bool is_insensitive_to_stuttering(const Formula& formula);

/// Whether `once` or `historically` stands over an operator of the future. `automaton_for` cannot translate these.
bool has_future_under_past(const Formula& formula);

/// An equivalent formula with negations of propositions only.
Formula negation_normal_form(const Formula& formula);

/// An equivalent formula, preferably a smaller one, in negation normal form. docs/temporal-logic.md lists the rules.
Formula simplified(const Formula& formula);

/// A propositional p such that the formula is equivalent to `always(p)`, if simplifying shows one.
std::optional<Formula> invariant_of(const Formula& formula);

/// In the syntax of SPIN (`[]`, `<>`, `U`, `V`, `X`, `!`, `&&`, `||`), with brackets around every operation of two
/// operands; SPIN has no past, which is `O` and `H` here. `name` gives the name of a proposition.
std::string text_of(const Formula& formula, const std::function<std::string(std::size_t)>& name);

}  // namespace doublecheck::ltl
